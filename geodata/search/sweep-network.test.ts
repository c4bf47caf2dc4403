import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { IMPEDANCE_MAX, NEVER, networkCosts, type SearchArcs } from "../cost/network-costs.ts";
import { buildWalkGraph } from "../graph/build-walk-graph.ts";
import { anyStreets } from "../test/random-streets.ts";
import { NONE } from "../units/constants.ts";
import { eliminate } from "./elimination.ts";
import { type Seeds, searchFrom } from "./search.ts";
import { SearchWorkspace } from "./search-workspace.ts";
import { SWEPT_LABELS, type SweepNetwork, sweepFrom, sweepNetwork } from "./sweep-network.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

const anySeeds = fc.array(
	fc.record({ node: fc.nat(1000), cost: fc.constantFrom(0, 0, 1, 17, 40_000, 900_000), label: fc.nat(5) }),
	{ maxLength: 6 },
);

/** [impedance, label] by node; every node is also a target. */
function sweptPairs(order: SearchArcs, network: SearchArcs, nodeCount: number, seeds: Seeds): number[][] {
	const targets = {
		start: Uint32Array.from({ length: nodeCount + 1 }, (_, node) => node),
		node: Uint32Array.from({ length: nodeCount }, (_, node) => node),
		cost: new Int32Array(nodeCount),
	};
	return sweptTargets(sweepNetwork(eliminate(nodeCount, order), network, targets), seeds);
}

function sweptTargets(swept: SweepNetwork, seeds: Seeds): number[][] {
	const walks = new Float64Array(swept.parent.length).fill(12_345);
	sweepFrom(swept, seeds, walks);
	return Array.from(swept.targetAt, (place) => {
		const walk = walks[place]!;
		const cost = Math.trunc(walk);
		return walk === NEVER ? [NEVER, NONE] : [cost, (walk - cost) * SWEPT_LABELS];
	});
}

function searchedPairs(network: SearchArcs, nodeCount: number, seeds: Seeds): number[][] {
	const workspace = new SearchWorkspace({ nodeCount, edgeCount: 0 });
	searchFrom(workspace, network, seeds, IMPEDANCE_MAX);
	return Array.from({ length: nodeCount }, (_, node) => [workspace.cost[node]!, workspace.label[node]!]);
}

describe("sweepFrom", () => {
	it("agrees with a search by queue in both directions, labels and ties included", () => {
		fc.assert(
			fc.property(
				anyStreets,
				anySeeds,
				fc.constantFrom("mm", "ms"),
				fc.constantFrom(ADULT, WHEELCHAIR),
				(streets, drawn, unit, profile) => {
					const { graph } = buildWalkGraph(streets, { minSubnetworkNodes: 1 });
					const { nodeCount } = graph;
					// One order for all profiles: without steps a profile has fewer arcs than the order.
					const order = networkCosts(graph, ADULT, "mm").forward;
					const { forward, reverse } = networkCosts(graph, profile, unit);
					const seeds = {
						node: drawn.map(({ node }) => node % nodeCount),
						cost: drawn.map(({ cost }) => cost),
						label: drawn.map(({ label }) => label),
					};
					for (const network of [forward, reverse]) {
						expect(sweptPairs(order, network, nodeCount, seeds)).toEqual(
							searchedPairs(network, nodeCount, seeds),
						);
					}
				},
			),
			{ numRuns: 600 },
		);
	});

	it("finds the walks of some targets, by several ways each, whatever it leaves out for them", () => {
		const anyTargets = fc.array(
			fc.array(fc.record({ node: fc.nat(1000), cost: fc.constantFrom(0, 1, 17, 40_000) }), { maxLength: 5 }),
			{ maxLength: 6 },
		);
		fc.assert(
			fc.property(
				anyStreets,
				anySeeds,
				anyTargets,
				fc.constantFrom("mm", "ms"),
				(streets, drawn, ends, unit) => {
					const { graph } = buildWalkGraph(streets, { minSubnetworkNodes: 1 });
					const { nodeCount } = graph;
					const seeds = {
						node: drawn.map(({ node }) => node % nodeCount),
						cost: drawn.map(({ cost }) => cost),
						label: drawn.map(({ label }) => label),
					};
					const ways = ends.map((of) => of.map(({ node, cost }) => ({ node: node % nodeCount, cost })));
					const { forward, reverse } = networkCosts(graph, ADULT, unit);
					for (const network of [forward, reverse]) {
						const targets = {
							start: Uint32Array.from({ length: ways.length + 1 }, (_, i) => ways.slice(0, i).flat().length),
							node: Uint32Array.from(ways.flat(), ({ node }) => node),
							cost: Int32Array.from(ways.flat(), ({ cost }) => cost),
						};
						const swept = sweepNetwork(eliminate(nodeCount, forward), network, targets);
						const at = searchedPairs(network, nodeCount, seeds);
						const nearest = ways.map((of) =>
							of
								.map(({ node, cost }) => [at[node]![0]! + cost, at[node]![1]!])
								.filter(([cost]) => cost! < NEVER)
								.reduce(
									(best, way) =>
										way[0]! < best[0]! || (way[0] === best[0] && way[1]! < best[1]!) ? way : best,
									[NEVER, NONE],
								),
						);
						expect(sweptTargets(swept, seeds)).toEqual(nearest);
					}
				},
			),
			{ numRuns: 400 },
		);
	});

	it("tells the largest labels apart, at the largest impedance", () => {
		const pair: SearchArcs = {
			row: Int32Array.of(0, 2, 4),
			arcs: Int32Array.of(2, IMPEDANCE_MAX - 1, 0, IMPEDANCE_MAX - 1),
			maxCost: IMPEDANCE_MAX - 1,
		};
		const labels = [SWEPT_LABELS - 1, SWEPT_LABELS - 3];
		expect(sweptPairs(pair, pair, 2, { node: [0, 0], cost: [1, 1], label: labels })).toEqual([
			[1, SWEPT_LABELS - 3],
			[IMPEDANCE_MAX, SWEPT_LABELS - 3],
		]);
	});

	it("leaves unreached what lies beyond the largest impedance, and no farther", () => {
		// A chain of three: 0 –x– 1 –x– 2. Twice half the largest impedance is reached, one more is not.
		const half = IMPEDANCE_MAX / 2;
		const chain = (step: number): SearchArcs => ({
			row: Int32Array.of(0, 2, 6, 8),
			arcs: Int32Array.of(2, step, 0, step, 4, step, 2, step),
			maxCost: step,
		});
		const seeds = { node: [0], cost: [0], label: [7] };
		expect(sweptPairs(chain(half), chain(half), 3, seeds)).toEqual([
			[0, 7],
			[half, 7],
			[IMPEDANCE_MAX, 7],
		]);
		expect(sweptPairs(chain(half), chain(half + 1), 3, seeds).at(-1)).toEqual([NEVER, NONE]);
	});
});

describe("eliminate", () => {
	it("joins the neighbours of each node it takes out, fewest first", () => {
		// A star of four around node 0: its rays are eliminated first, and no arc is added.
		const star: SearchArcs = {
			row: Int32Array.of(0, 8, 10, 12, 14, 16),
			arcs: Int32Array.of(2, 1, 4, 1, 6, 1, 8, 1, 0, 1, 0, 1, 0, 1, 0, 1),
			maxCost: 1,
		};
		const { rankOf, first, upper } = eliminate(5, star);
		// After three rays node 0 has one neighbour, node 4, and is eliminated before it.
		expect([...rankOf]).toEqual([3, 0, 1, 2, 4]);
		expect([...first]).toEqual([0, 1, 2, 3, 4, 4]);
		expect([...upper]).toEqual([3, 3, 3, 4]);
	});

	it("orders nodes so that every subtree is contiguous, and adds the arcs that any such order adds", () => {
		fc.assert(
			fc.property(anyStreets, (streets) => {
				const { graph } = buildWalkGraph(streets, { minSubnetworkNodes: 1 });
				const { forward } = networkCosts(graph, ADULT, "mm");
				const { nodeCount, rankOf, first, upper } = eliminate(graph.nodeCount, forward);
				expect([...rankOf].sort((a, b) => a - b)).toEqual(Array.from({ length: nodeCount }, (_, i) => i));
				// Eliminated in this order, one by one.
				const joined = Array.from({ length: nodeCount }, () => new Set<number>());
				const join = (a: number, b: number) => a !== b && joined[Math.min(a, b)]!.add(Math.max(a, b));
				for (let node = 0; node < nodeCount; node++) {
					for (let arc = forward.row[node]!; arc < forward.row[node + 1]!; arc += 2) {
						join(rankOf[node]!, rankOf[forward.arcs[arc]! >> 1]!);
					}
				}
				const parents: number[] = [];
				for (let rank = 0; rank < nodeCount; rank++) {
					const above = [...joined[rank]!].sort((a, b) => a - b);
					for (const a of above) for (const b of above) join(a, b);
					expect([...upper.subarray(first[rank]!, first[rank + 1]!)]).toEqual(above);
					parents.push(above[0] ?? nodeCount);
				}
				// A node's lowest higher neighbour is its parent, and the others are ancestors.
				parents.forEach((parent, rank) => {
					for (let between = rank + 1; between < parent && parent < nodeCount; between++) {
						expect(parents[between]).toBeLessThanOrEqual(parent);
					}
				});
			}),
			{ numRuns: 200 },
		);
	});
});
