import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { IMPEDANCE_MAX, NEVER, type NetworkCosts, networkCosts } from "../cost/network-costs.ts";
import { buildWalkGraph } from "../graph/build-walk-graph.ts";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { anyStreets } from "../test/random-streets.ts";
import { Scene } from "../test/scene.ts";
import { NONE, UNREACHED } from "../units/constants.ts";
import { type Seeds, searchFrom } from "./search.ts";
import { type SearchResult, SearchWorkspace } from "./search-workspace.ts";

const [ADULT, , , , WHEELCHAIR] = PROFILES;
if (ADULT === undefined || WHEELCHAIR === undefined) throw new Error("The catalogue lost its profiles.");

interface Answer {
	readonly cost: number[];
	readonly label: number[];
}

/**
 * Bellman–Ford over the edge list, not the rows: relaxes every arc until nothing changes; ties go to the lowest
 * label. Shares no code with the search under test.
 */
function bellmanFord(
	graph: WalkGraph,
	costs: NetworkCosts,
	seeds: Seeds,
	limit: number,
	reverse: boolean,
): Answer {
	const cost = new Array<number>(graph.nodeCount).fill(NEVER);
	const label = new Array<number>(graph.nodeCount).fill(NONE);
	const better = (node: number, value: number, mark: number): boolean => {
		if (value > limit || value > cost[node]! || (value === cost[node] && mark >= label[node]!)) return false;
		cost[node] = value;
		label[node] = mark;
		return true;
	};
	for (let i = 0; i < seeds.node.length; i++) better(seeds.node[i]!, seeds.cost[i]!, seeds.label[i]!);
	for (let changed = true; changed; ) {
		changed = false;
		for (let edge = 0; edge < graph.edgeCount; edge++) {
			const edgeCost = costs.edgeCost[edge]!;
			if (edgeCost === UNREACHED) continue;
			const from = graph.edgeFrom[edge]!;
			const to = graph.edgeTo[edge]!;
			const forward = reverse ? WAY_FLAG.WALK_BACKWARD : WAY_FLAG.WALK_FORWARD;
			const backward = reverse ? WAY_FLAG.WALK_FORWARD : WAY_FLAG.WALK_BACKWARD;
			const flags = graph.edgeFlags[edge]!;
			if (flags & forward && better(to, cost[from]! + edgeCost, label[from]!)) changed = true;
			if (flags & backward && better(from, cost[to]! + edgeCost, label[to]!)) changed = true;
		}
	}
	return { cost, label };
}

function answerOf({ cost, label }: SearchResult): Answer {
	return { cost: [...cost], label: [...label] };
}

/** Seeds anywhere, often tied, sometimes with a start cost of tens of metres. */
const anySeeds = fc.array(
	fc.record({ node: fc.nat(1000), cost: fc.constantFrom(0, 0, 1, 17, 40_000, 900_000), label: fc.nat(5) }),
	{ minLength: 1, maxLength: 6 },
);

const seedsOn = (
	graph: WalkGraph,
	drawn: readonly { node: number; cost: number; label: number }[],
): Seeds => ({
	node: drawn.map(({ node }) => node % graph.nodeCount),
	cost: drawn.map(({ cost }) => cost),
	label: drawn.map(({ label }) => label),
});

const built = (streets: Parameters<typeof buildWalkGraph>[0]) =>
	buildWalkGraph(streets, { minSubnetworkNodes: 1 }).graph;

const anyUnit = fc.constantFrom("mm", "ms");
const anyProfile = fc.constantFrom(ADULT, WHEELCHAIR);

describe("searchFrom", () => {
	it("does not let a result be read once another search has begun", () => {
		const workspace = new SearchWorkspace({ nodeCount: 2, edgeCount: 0 });
		const arcs = { row: Int32Array.of(0, 0, 0), arcs: new Int32Array(0), maxCost: 1 };
		const first = searchFrom(workspace, arcs, { node: [0], cost: [5], label: [3] }, 10);
		expect([first.cost[0], first.label[0], [...first.reachedNodes()]]).toEqual([5, 3, [0]]);
		const second = searchFrom(workspace, arcs, { node: [1], cost: [6], label: [4] }, 10);
		const stale = { code: "SEARCH_STALE", details: { value: 1, allowed: 2 } };
		expect(() => first.cost).toThrow(expect.objectContaining(stale));
		expect(() => first.label).toThrow(expect.objectContaining(stale));
		expect(() => first.reachedNodes()).toThrow(expect.objectContaining(stale));
		expect([...second.reachedNodes()]).toEqual([1]);
	});

	it("agrees with Bellman–Ford in both directions, labels and ties included", () => {
		fc.assert(
			fc.property(anyStreets, anySeeds, anyUnit, anyProfile, (streets, drawn, unit, profile) => {
				const graph = built(streets);
				const costs = networkCosts(graph, profile, unit);
				const seeds = seedsOn(graph, drawn);
				const workspace = new SearchWorkspace(graph);
				expect(answerOf(searchFrom(workspace, costs.forward, seeds, IMPEDANCE_MAX))).toEqual(
					bellmanFord(graph, costs, seeds, IMPEDANCE_MAX, false),
				);
				expect(answerOf(searchFrom(workspace, costs.reverse, seeds, IMPEDANCE_MAX))).toEqual(
					bellmanFord(graph, costs, seeds, IMPEDANCE_MAX, true),
				);
			}),
			{ numRuns: 400 },
		);
	});

	it("reaches a node at exactly the limit, drawn from costs that occur", () => {
		fc.assert(
			fc.property(
				anyStreets,
				anySeeds,
				fc.nat(),
				fc.constantFrom(-1, 0, 1),
				(streets, drawn, pick, nudge) => {
					const graph = built(streets);
					const costs = networkCosts(graph, ADULT, "mm");
					const seeds = seedsOn(graph, drawn);
					const occurring = bellmanFord(graph, costs, seeds, IMPEDANCE_MAX, false).cost.filter(
						(c) => c !== NEVER,
					);
					const limit = Math.max(0, (occurring[pick % occurring.length] ?? 0) + nudge);
					const workspace = new SearchWorkspace(graph);
					const found = searchFrom(workspace, costs.forward, seeds, limit);
					expect(answerOf(found)).toEqual(bellmanFord(graph, costs, seeds, limit, false));
					const reached = [...found.reachedNodes()].sort((a, b) => a - b);
					expect(reached).toEqual([...found.cost.keys()].filter((node) => found.cost[node]! <= limit));
				},
			),
			{ numRuns: 300 },
		);
	});

	it("leaves nothing of one search in the next", () => {
		fc.assert(
			fc.property(
				anyStreets,
				fc.array(fc.tuple(anySeeds, fc.nat(300_000)), { maxLength: 6 }),
				(streets, runs) => {
					const graph = built(streets);
					const costs = networkCosts(graph, ADULT, "mm");
					const reused = new SearchWorkspace(graph);
					for (const [drawn, limit] of runs) {
						const seeds = seedsOn(graph, drawn);
						const fresh = new SearchWorkspace(graph);
						const again = searchFrom(reused, costs.forward, seeds, limit);
						expect(answerOf(again)).toEqual(answerOf(searchFrom(fresh, costs.forward, seeds, limit)));
					}
				},
			),
			{ numRuns: 150 },
		);
	});

	it("obeys the triangle inequality", () => {
		fc.assert(
			fc.property(anyStreets, fc.nat(), fc.nat(), (streets, a, b) => {
				const graph = built(streets);
				const costs = networkCosts(graph, ADULT, "mm");
				const from = (node: number): number[] => {
					const workspace = new SearchWorkspace(graph);
					const seed = { node: [node % graph.nodeCount], cost: [0], label: [0] };
					searchFrom(workspace, costs.forward, seed, IMPEDANCE_MAX);
					return [...workspace.cost];
				};
				const fromA = from(a);
				const fromB = from(b);
				const between = fromA[b % graph.nodeCount]!;
				for (let node = 0; node < graph.nodeCount; node++) {
					if (fromB[node] !== NEVER && between !== NEVER) {
						expect(fromA[node]).toBeLessThanOrEqual(between + fromB[node]!);
					}
				}
			}),
			{ numRuns: 200 },
		);
	});

	it("grows its queue where one node feeds more than it holds", () => {
		// A star of 9000 arms, each of two edges: 9000 nodes are queued at once; the initial queue holds 4096.
		const arms = 9000;
		const nodes = 2 * arms + 1;
		const angle = (i: number): number => (i / arms) * 2 * Math.PI;
		const at = (node: number): number => Math.ceil(node / arms) * 1e-4 * (1 + (node % arms) / arms);
		const graph = built({
			nodeLngDeg: Float64Array.from({ length: nodes }, (_, i) => at(i) * Math.cos(angle(i))),
			nodeLatDeg: Float64Array.from({ length: nodes }, (_, i) => at(i) * Math.sin(angle(i))),
			nodeFlags: new Uint8Array(nodes),
			wayStart: Uint32Array.from({ length: 2 * arms + 1 }, (_, i) => 2 * i),
			wayNode: Uint32Array.from({ length: 4 * arms }, (_, i) => {
				const way = i >> 1;
				return way < arms ? (i & 1) * (way + 1) : way - arms + 1 + (i & 1) * arms;
			}),
			wayClass: new Uint8Array(2 * arms),
			wayFlags: Uint16Array.from({ length: 2 * arms }, (_, way) => (way < arms ? 3 : 3 | WAY_FLAG.STEPS)),
			wayName: new Array<string>(2 * arms).fill(""),
			wayId: new Float64Array(2 * arms),
		});
		const costs = networkCosts(graph, ADULT, "mm");
		const centre = graph.nodeLng.findIndex((lng, i) => lng === 0 && graph.nodeLat[i] === 0);
		const seeds = { node: [centre], cost: [0], label: [3] };
		const workspace = new SearchWorkspace(graph);
		const found = searchFrom(workspace, costs.forward, seeds, IMPEDANCE_MAX);
		expect(workspace.entries.length).toBeGreaterThan(2 * arms);
		expect(answerOf(found)).toEqual(bellmanFord(graph, costs, seeds, IMPEDANCE_MAX, false));
	});

	it("takes arcs of any length, whatever bucket they lead to", () => {
		// Two nodes and one arc each way; a bucket spans 4096, the bucket count is a power of two from 64.
		for (const buckets of [1, 63, 64, 65, 127, 128, 1023, 1024, 4096, 100_000]) {
			for (const nudge of [-1, 0, 1]) {
				const cost = buckets * 4096 + nudge;
				const arcs = { row: Int32Array.of(0, 2, 4), arcs: Int32Array.of(2, cost, 0, cost), maxCost: cost };
				const workspace = new SearchWorkspace({ nodeCount: 2, edgeCount: 1 });
				for (const start of [0, 4095, 123_456_789]) {
					searchFrom(workspace, arcs, { node: [0], cost: [start], label: [0] }, IMPEDANCE_MAX);
					expect([...workspace.cost]).toEqual([start, start + cost]);
				}
			}
		}
	});

	it("takes seeds any distance apart", () => {
		const arcs = { row: Int32Array.of(0, 0, 0, 0), arcs: new Int32Array(0), maxCost: 0 };
		const workspace = new SearchWorkspace({ nodeCount: 3, edgeCount: 0 });
		const cost = [IMPEDANCE_MAX, 0, 64 * 4096];
		searchFrom(workspace, arcs, { node: [0, 1, 2], cost, label: [0, 1, 2] }, IMPEDANCE_MAX);
		expect([...workspace.cost]).toEqual(cost);
	});

	it("reaches nobody when every seed lies beyond the limit", () => {
		const graph = built(new Scene("A--B").streets);
		const workspace = new SearchWorkspace(graph);
		const costs = networkCosts(graph, ADULT, "mm");
		expect(
			searchFrom(workspace, costs.forward, { node: [0], cost: [11], label: [0] }, 10).reachedNodes().length,
		).toBe(0);
		expect([
			...searchFrom(workspace, costs.forward, { node: [0], cost: [10], label: [0] }, 10).reachedNodes(),
		]).toEqual([0]);
	});
});
