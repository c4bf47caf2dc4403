import { shapeLatAt, shapeLngAt, shapePointCount } from "../../geodata/graph/edge-shape.ts";
import { WAY_FLAG } from "../../geodata/graph/street-source.ts";
import type { WalkGraph } from "../../geodata/graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG, EARTH_RADIUS_M } from "../../geodata/units/constants.ts";

/** Statistics of a walking network, independent of its source. Nodes with two edges do not count. */
export interface NetworkShape {
	readonly nodes: number;
	/** Shares of the nodes with one, three, and four or more edges, 0 … 1. */
	readonly deadEndShare: number;
	readonly threeWayShare: number;
	readonly fourWayShare: number;
	/** Between two counted nodes. */
	readonly medianEdgeM: number;
	/** Bounded faces of the network. */
	readonly medianBlockHa: number;
	/** Upper ÷ lower quartile of their areas; 1 for a regular grid. */
	readonly blockSpread: number;
	/** Over the 500 m cells that contain a node. */
	readonly kmPerKm2: number;
	/** Network ÷ straight distance of pairs of nodes 500 to 1500 m apart. */
	readonly circuityMedian: number;
	readonly circuity90: number;
	/** Share of the length. */
	readonly bridgeShare: number;
	/**
	 * Orientation order, 0 … 1 (Boeing 2019, doi 10.1007/s41109-019-0189-1): 36 bearings weighted by length, 1 where
	 * all streets have two directions. The median over cells of 1 km, because the direction of a city's grid may
	 * change.
	 */
	readonly localOrder: number;
}

const ORIGIN: readonly [number, number] = [0, 0];
const SQUARE_M = 500;
const ORDER_SQUARE_M = 1000;
/** A cell with less street than this is left out. */
const ORDER_LEAST_M = 4000;
const SOURCES = 400;
const PAIRS_A_SOURCE = 20;
const PAIR_M: readonly [number, number] = [500, 1500];

interface Chain {
	readonly from: number;
	readonly to: number;
	/** Metres east and north of the network's centre. */
	readonly points: readonly (readonly [number, number])[];
	readonly lengthM: number;
}

/** @throws {Error} where the network has no junction. */
export function networkShape(graph: WalkGraph): NetworkShape {
	const plane = planeOf(graph);
	const edges = edgesAt(graph);
	const chains = chainsOf(graph, plane, edges);
	const degrees = new Map<number, number>();
	for (const chain of chains)
		for (const node of [chain.from, chain.to]) degrees.set(node, (degrees.get(node) ?? 0) + 1);
	const counted = [...degrees.values()].filter((degree) => degree !== 2);
	if (counted.length === 0) throw new Error("the network has no junction");
	const share = (fits: (degree: number) => boolean) => counted.filter(fits).length / counted.length;
	const blocks = blockAreasM2(chains).sort((a, b) => a - b);
	const circuities = circuitiesOf(graph, plane, edges).sort((a, b) => a - b);
	const lengthMm = (fits: (flags: number) => boolean) =>
		graph.edgeLengthMm.reduce((sum, mm, edge) => (fits(graph.edgeFlags[edge] ?? 0) ? sum + mm : sum), 0);
	return {
		nodes: counted.length,
		deadEndShare: share((d) => d === 1),
		threeWayShare: share((d) => d === 3),
		fourWayShare: share((d) => d >= 4),
		medianEdgeM: quantile(
			chains.map((c) => c.lengthM).sort((a, b) => a - b),
			0.5,
		),
		medianBlockHa: quantile(blocks, 0.5) / 1e4,
		blockSpread: quantile(blocks, 0.75) / quantile(blocks, 0.25),
		kmPerKm2: densityOf(
			chains,
			[...degrees.keys()].map((node) => plane(node)),
		),
		circuityMedian: quantile(circuities, 0.5),
		circuity90: quantile(circuities, 0.9),
		bridgeShare: lengthMm((flags) => (flags & WAY_FLAG.BRIDGE) !== 0) / lengthMm(() => true),
		localOrder: localOrderOf(chains),
	};
}

type Plane = (node: number) => readonly [number, number];

function planeOf(graph: WalkGraph): Plane {
	return (node) => toPlane(graph, graph.nodeLng[node] ?? 0, graph.nodeLat[node] ?? 0);
}

function toPlane(graph: WalkGraph, lng: number, lat: number): readonly [number, number] {
	const perUnitM = (EARTH_RADIUS_M * Math.PI) / 180 / COORD_UNITS_PER_DEG;
	const middle = ((graph.nodeLat[0] ?? 0) / COORD_UNITS_PER_DEG / 180) * Math.PI;
	return [
		(lng - (graph.nodeLng[0] ?? 0)) * perUnitM * Math.cos(middle),
		(lat - (graph.nodeLat[0] ?? 0)) * perUnitM,
	];
}

function edgesAt(graph: WalkGraph): number[][] {
	const out: number[][] = Array.from({ length: graph.nodeCount }, () => []);
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		out[graph.edgeFrom[edge] ?? 0]?.push(edge);
		out[graph.edgeTo[edge] ?? 0]?.push(edge);
	}
	return out;
}

/** Edges joined at nodes with only two edges; rings without any other node are left out. */
function chainsOf(graph: WalkGraph, plane: Plane, edges: readonly (readonly number[])[]): Chain[] {
	const used = new Uint8Array(graph.edgeCount);
	const chains: Chain[] = [];
	for (let start = 0; start < graph.nodeCount; start++) {
		if (edges[start]?.length === 2) continue;
		for (const first of edges[start] ?? []) {
			if (used[first]) continue;
			let node = start;
			let lengthM = 0;
			const points = [plane(start)];
			for (let edge: number | undefined = first; edge !== undefined; ) {
				used[edge] = 1;
				const forward = graph.edgeFrom[edge] === node;
				const count = shapePointCount(graph, edge);
				for (let i = 1; i < count; i++) {
					const index = forward ? i : count - 1 - i;
					points.push(toPlane(graph, shapeLngAt(graph, edge, index), shapeLatAt(graph, edge, index)));
				}
				lengthM += (graph.edgeLengthMm[edge] ?? 0) / 1000;
				node = (forward ? graph.edgeTo[edge] : graph.edgeFrom[edge]) ?? 0;
				const here: readonly number[] = edges[node] ?? [];
				edge = here.length === 2 ? here.find((other) => !used[other]) : undefined;
			}
			chains.push({ from: start, to: node, points, lengthM });
		}
	}
	return chains;
}

/** Areas of the bounded faces: at each node, continue with the next edge clockwise. */
function blockAreasM2(chains: readonly Chain[]): number[] {
	const leaving = new Map<number, { half: number; bearing: number }[]>();
	const pointsOf = (half: number) => {
		const { points } = chains[half >> 1] as Chain;
		return half & 1 ? [...points].reverse() : points;
	};
	chains.forEach((chain, i) => {
		for (const half of [2 * i, 2 * i + 1]) {
			const [a, b] = pointsOf(half);
			if (!a || !b) continue;
			const node = half & 1 ? chain.to : chain.from;
			const list = leaving.get(node) ?? [];
			list.push({ half, bearing: Math.atan2(b[1] - a[1], b[0] - a[0]) });
			leaving.set(node, list);
		}
	});
	const next = new Int32Array(chains.length * 2).fill(-1);
	for (const list of leaving.values()) {
		list.sort((a, b) => a.bearing - b.bearing);
		list.forEach(({ half }, k) => {
			next[half ^ 1] = list[(k + list.length - 1) % list.length]?.half ?? -1;
		});
	}
	const seen = new Uint8Array(next.length);
	const areas: number[] = [];
	for (let start = 0; start < next.length; start++) {
		if (seen[start]) continue;
		let twice = 0;
		for (let half = start; half >= 0 && !seen[half]; half = next[half] ?? -1) {
			seen[half] = 1;
			const points = pointsOf(half);
			for (let i = 1; i < points.length; i++) {
				const [a, b] = [points[i - 1] ?? ORIGIN, points[i] ?? ORIGIN];
				twice += a[0] * b[1] - b[0] * a[1];
			}
		}
		if (twice > 2) areas.push(twice / 2);
	}
	return areas;
}

function densityOf(chains: readonly Chain[], nodes: readonly (readonly [number, number])[]): number {
	const squares = new Set(nodes.map(([x, y]) => `${Math.floor(x / SQUARE_M)} ${Math.floor(y / SQUARE_M)}`));
	const km = chains.reduce((sum, chain) => sum + chain.lengthM, 0) / 1000;
	return km / (squares.size * (SQUARE_M / 1000) ** 2);
}

function circuitiesOf(graph: WalkGraph, plane: Plane, edges: readonly (readonly number[])[]): number[] {
	// Park and Miller's generator: the same pairs in every run.
	let state = 20_201_101;
	const below = (limit: number) => {
		state = (state * 48_271) % 2_147_483_647;
		return state % limit;
	};
	const out: number[] = [];
	for (let source = 0; source < SOURCES; source++) {
		const from = below(graph.nodeCount);
		const reached = distancesM(graph, edges, from, 4 * PAIR_M[1]);
		const near = [...reached.keys()].filter((node) => {
			const straight = apart(plane(from), plane(node));
			return straight >= PAIR_M[0] && straight <= PAIR_M[1];
		});
		for (let k = 0; k < PAIRS_A_SOURCE && near.length > 0; k++) {
			const to = near[below(near.length)] ?? from;
			out.push((reached.get(to) ?? 0) / apart(plane(from), plane(to)));
		}
	}
	return out;
}

/** Walking distances up to a limit, in both directions of every edge: Dijkstra with buckets of 10 m. */
function distancesM(
	graph: WalkGraph,
	edges: readonly (readonly number[])[],
	from: number,
	limitM: number,
): Map<number, number> {
	const best = new Map<number, number>([[from, 0]]);
	const buckets: number[][] = [[from]];
	for (let b = 0; b < buckets.length; b++) {
		// An edge shorter than a bucket may add to the bucket being emptied.
		const bucket = buckets[b] ?? [];
		for (let i = 0; i < bucket.length; i++) {
			const node = bucket[i] ?? 0;
			const here = best.get(node) ?? 0;
			for (const edge of edges[node] ?? []) {
				const other = (graph.edgeFrom[edge] === node ? graph.edgeTo[edge] : graph.edgeFrom[edge]) ?? 0;
				const there = here + (graph.edgeLengthMm[edge] ?? 0) / 1000;
				if (there > limitM || there >= (best.get(other) ?? Number.POSITIVE_INFINITY)) continue;
				best.set(other, there);
				const at = Math.floor(there / 10);
				while (buckets.length <= at) buckets.push([]);
				buckets[at]?.push(other);
			}
		}
	}
	return best;
}

function localOrderOf(chains: readonly Chain[]): number {
	const bins = new Map<string, Float64Array>();
	for (const { points } of chains) {
		for (let i = 1; i < points.length; i++) {
			const [a, b] = [points[i - 1] ?? ORIGIN, points[i] ?? ORIGIN];
			const key = `${Math.floor((a[0] + b[0]) / 2 / ORDER_SQUARE_M)} ${Math.floor((a[1] + b[1]) / 2 / ORDER_SQUARE_M)}`;
			const square = bins.get(key) ?? new Float64Array(36);
			const bearing = Math.atan2(b[1] - a[1], b[0] - a[0]) / (2 * Math.PI) + 1;
			// Bins are centred on the bearings; a street has two directions.
			const bin = Math.round(bearing * 36) % 36;
			for (const k of [bin, (bin + 18) % 36]) square[k] = (square[k] ?? 0) + apart(a, b) / 2;
			bins.set(key, square);
		}
	}
	const orders: number[] = [];
	const [most, least] = [Math.log(36), Math.log(4)];
	for (const square of bins.values()) {
		const sum = square.reduce((a, b) => a + b, 0);
		if (sum < ORDER_LEAST_M) continue;
		const entropy = -square.reduce((h, m) => (m > 0 ? h + (m / sum) * Math.log(m / sum) : h), 0);
		orders.push(1 - ((entropy - least) / (most - least)) ** 2);
	}
	return quantile(
		orders.sort((a, b) => a - b),
		0.5,
	);
}

const apart = (a: readonly [number, number], b: readonly [number, number]) =>
	Math.hypot(a[0] - b[0], a[1] - b[1]);

/** @param sorted Ascending. NaN where it is empty. */
function quantile(sorted: readonly number[], share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
