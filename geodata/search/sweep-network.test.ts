import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IMPEDANCE_MAX, NEVER, networkCosts, type SearchArcs } from "../cost/network-costs.ts";
import { buildWalkGraph } from "../graph/build-walk-graph.ts";
import { PROFILES } from "../standards/rules.ts";
import { anyStreets } from "../test/random-streets.ts";
import { NONE } from "../units/constants.ts";
import { eliminate } from "./elimination.ts";
import { type Seeds, searchFrom } from "./search.ts";
import { SearchWorkspace } from "./search-workspace.ts";
import { sweepFrom, sweepNetwork } from "./sweep-network.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

const anySeeds = fc.array(
	fc.record({ node: fc.nat(1000), cost: fc.constantFrom(0, 0, 1, 17, 40_000, 900_000), label: fc.nat(5) }),
	{ maxLength: 6 },
);

/** [impedance, label] by node. */
function sweptPairs(order: SearchArcs, network: SearchArcs, nodeCount: number, seeds: Seeds): number[][] {
	const swept = sweepNetwork(eliminate(nodeCount, order), network);
	const walks = new Int32Array(2 * nodeCount).fill(12_345);
	sweepFrom(swept, seeds, walks);
	return Array.from(swept.rankOf, (rank) => [walks[2 * rank]!, walks[2 * rank + 1]!]);
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
					// One order for all: who may not use steps finds fewer arcs than it has.
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
		// A star of four around node 0: its rays go first, and nothing is added.
		const star: SearchArcs = {
			row: Int32Array.of(0, 8, 10, 12, 14, 16),
			arcs: Int32Array.of(2, 1, 4, 1, 6, 1, 8, 1, 0, 1, 0, 1, 0, 1, 0, 1),
			maxCost: 1,
		};
		const { rankOf, first, upper } = eliminate(5, star);
		// Node 0 has come down to one neighbour, node 4, when three rays are gone, and goes before it.
		expect([...rankOf]).toEqual([3, 0, 1, 2, 4]);
		expect([...first]).toEqual([0, 1, 2, 3, 4, 4]);
		expect([...upper]).toEqual([3, 3, 3, 4]);
	});
});
