import { describe, expect, it } from "vitest";
import { IMPEDANCE_MAX, NEVER, type SearchArcs } from "../cost/network-costs.ts";
import { arcRows } from "../graph/arc-rows.ts";
import { randomStream } from "../sample/plane/random.ts";
import { NONE } from "../units/constants.ts";
import { eliminate } from "./elimination.ts";
import { type Seeds, searchFrom } from "./search.ts";
import { SearchWorkspace } from "./search-workspace.ts";
import { SWEPT_LABELS, sweepFrom, sweepNetwork } from "./sweep-network.ts";

/** 160 × 160 nodes in rows: four blocks of 51 rows. Streets of up to 300 m, so walks span many windows of 4.2 km. */
const SIDE = 160;
const NODES = SIDE * SIDE;
const LONGEST_MM = 300_000;

interface Arc {
	readonly from: number;
	readonly to: number;
	readonly cost: number;
}

/**
 * A grid whose horizontal streets are mostly dead ends, so that walks wind through all blocks; a few are one-way and
 * a few not walkable.
 */
function windingGrid(seed: number): Arc[] {
	const random = randomStream(seed, "grid");
	const arcs: Arc[] = [];
	const street = (a: number, b: number) => {
		const cost = random.chance(0.02) ? NEVER : random.int(1, LONGEST_MM);
		arcs.push({ from: a, to: b, cost });
		if (!random.chance(0.1)) arcs.push({ from: b, to: a, cost });
	};
	for (let node = 0; node < NODES; node++) {
		if (node + SIDE < NODES) street(node, node + SIDE);
		if (node % SIDE < SIDE - 1 && random.chance(0.15)) street(node, node + 1);
	}
	return arcs;
}

function searchArcs(arcs: readonly Arc[]): SearchArcs {
	const column = (of: (arc: Arc) => number) => Uint32Array.from(arcs, of);
	const rows = arcRows(
		NODES,
		column(({ from }) => from),
		column(({ to }) => to),
		column(({ cost }) => cost),
	);
	const headAndCost = new Int32Array(arcs.length * 2);
	rows.node.forEach((head, i) => {
		headAndCost[2 * i] = head * 2;
		headAndCost[2 * i + 1] = rows.edge[i] ?? 0;
	});
	return { row: Int32Array.from(rows.first, (arc) => arc * 2), arcs: headAndCost, maxCost: LONGEST_MM };
}

/** Bellman–Ford on the list of arcs; ties go to the lowest label. */
function bellmanFord(arcs: readonly Arc[], seeds: Seeds, limit: number) {
	const cost = new Int32Array(NODES).fill(NEVER);
	const label = new Int32Array(NODES).fill(NONE);
	const better = (node: number, value: number, mark: number): boolean => {
		const known = cost[node] ?? 0;
		if (value > limit || value > known || (value === known && mark >= (label[node] ?? 0))) return false;
		cost[node] = value;
		label[node] = mark;
		return true;
	};
	for (let i = 0; i < seeds.node.length; i++)
		better(seeds.node[i] ?? 0, seeds.cost[i] ?? 0, seeds.label[i] ?? 0);
	for (let changed = true; changed; ) {
		changed = false;
		for (const { from, to, cost: step } of arcs) {
			if (better(to, (cost[from] ?? 0) + step, label[from] ?? 0)) changed = true;
		}
	}
	return { cost, label };
}

function anySeeds(seed: number, count: number): Seeds {
	const random = randomStream(seed, "seeds");
	const list = Array.from({ length: count }, (_, label) => ({
		node: random.int(0, NODES - 1),
		// Some seeds start beyond the first window.
		cost: random.int(0, 9_000_000),
		label,
	}));
	return {
		node: list.map(({ node }) => node),
		cost: list.map(({ cost }) => cost),
		label: list.map(({ label }) => label),
	};
}

describe("a search through several blocks and windows", () => {
	it.each([1, 2, 3])("finds what Bellman–Ford finds, few seeds or many, cut off or not (grid %i)", (seed) => {
		const list = windingGrid(seed);
		const arcs = searchArcs(list);
		const workspace = new SearchWorkspace({ nodeCount: NODES, edgeCount: 0 });
		for (const count of [1, 3, 400]) {
			const seeds = anySeeds(seed * 1000 + count, count);
			const whole = bellmanFord(list, seeds, IMPEDANCE_MAX);
			const reached = whole.cost.filter((cost) => cost !== NEVER).sort();
			expect(reached.length).toBeGreaterThan(NODES / 2);
			// A cutoff equal to some node's impedance: that node is reached, the next one is not.
			for (const limit of [IMPEDANCE_MAX, reached[Math.floor(reached.length / 3)] ?? 0]) {
				const expected = limit === IMPEDANCE_MAX ? whole : bellmanFord(list, seeds, limit);
				const found = searchFrom(workspace, arcs, seeds, limit);
				expect(found.cost).toEqual(expected.cost);
				expect(found.label).toEqual(expected.label);
				expect(found.reachedNodes().toSorted()).toEqual(
					Uint32Array.from(expected.cost.keys()).filter((node) => expected.cost[node] !== NEVER),
				);
			}
		}
	});

	it("agrees with a sweep through several blocks, to homes between any two nodes", () => {
		const random = randomStream(5, "homes");
		const homes = Array.from({ length: 4000 }, () => [random.int(0, NODES - 1), random.int(0, NODES - 1)]);
		const targets = {
			start: Uint32Array.from({ length: homes.length + 1 }, (_, home) => 2 * home),
			node: Uint32Array.from(homes.flat()),
			cost: Int32Array.from(homes.flat(), () => random.int(0, 50_000)),
		};
		const arcs = searchArcs(windingGrid(5));
		const swept = sweepNetwork(eliminate(NODES, arcs), arcs, targets);
		const walks = new Float64Array(swept.parent.length);
		const workspace = new SearchWorkspace({ nodeCount: NODES, edgeCount: 0 });
		for (const count of [1, 400]) {
			const seeds = anySeeds(count, count);
			sweepFrom(swept, seeds, walks);
			const found = searchFrom(workspace, arcs, seeds, IMPEDANCE_MAX);
			const walkBy = (way: number): number => {
				const node = targets.node[way] ?? 0;
				const cost = (found.cost[node] ?? 0) + (targets.cost[way] ?? 0);
				return cost < NEVER ? cost + (found.label[node] ?? 0) / SWEPT_LABELS : NEVER;
			};
			expect(Array.from(swept.targetAt, (place) => walks[place])).toEqual(
				homes.map((_, home) => Math.min(walkBy(2 * home), walkBy(2 * home + 1))),
			);
		}
	});

	it("searches few nodes twice, even from a single seed", () => {
		const arcs = searchArcs(windingGrid(4));
		const workspace = new SearchWorkspace({ nodeCount: NODES, edgeCount: 0 });
		const found = searchFrom(workspace, arcs, { node: [0], cost: [0], label: [0] }, IMPEDANCE_MAX);
		// Without windows the count is many times higher, because a block is searched to its end on detours.
		expect(workspace.touchedCount).toBeLessThan(1.5 * found.reachedNodes().length);
	});
});
