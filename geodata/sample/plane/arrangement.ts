import { type MapLine, PlanarMap } from "./planar-map.ts";
import { crossing, lengthBetween, type Point } from "./plane.ts";

/** A polyline for the map. Where two lines overlap, the one with the smaller priority stays. */
export interface DrawnLine {
	readonly line: MapLine;
	readonly points: readonly Point[];
	readonly priority: number;
}

const CELL_M = 250;
/** Nodes nearer than this are merged. */
const SNAP_M = 3;

interface Segment {
	readonly a: Point;
	readonly b: Point;
	readonly drawn: number;
	readonly shares: number[];
}

/**
 * Builds one planar map from lines: cuts them where they cross, merges nodes nearer than 3 m, removes loose ends,
 * connects islands to the rest, and finds the faces. Face 0 is the outside.
 *
 * @param keeps Whether an edge with this midpoint is kept (inside the city, not on a lake…).
 */
export function arrangementOf(
	drawn: readonly DrawnLine[],
	keeps: (line: MapLine, xM: number, yM: number) => boolean,
	tie: MapLine,
): PlanarMap {
	const segments = segmentsOf(drawn);
	findCrossings(segments);
	const map = new PlanarMap();
	const lineOfDrawn = drawn.map((d) => map.addLine(d.line));
	const nodeAt = nodeRegistry(map);
	const edges = new Map<string, { a: number; b: number; drawn: number }>();
	for (const s of segments) {
		const shares = [0, ...s.shares.sort((p, q) => p - q), 1];
		let from = -1;
		for (const t of shares) {
			const node = nodeAt(s.a[0] + (s.b[0] - s.a[0]) * t, s.a[1] + (s.b[1] - s.a[1]) * t);
			if (from >= 0 && node !== from) {
				const key = from < node ? `${from} ${node}` : `${node} ${from}`;
				const held = edges.get(key);
				const priority = (drawn[s.drawn] as DrawnLine).priority;
				if (!held || (drawn[held.drawn] as DrawnLine).priority > priority) {
					edges.set(key, { a: from, b: node, drawn: s.drawn });
				}
			}
			from = node;
		}
	}
	let kept = [...edges.values()].filter((e) => {
		const line = (drawn[e.drawn] as DrawnLine).line;
		return keeps(line, (map.x[e.a]! + map.x[e.b]!) / 2, (map.y[e.a]! + map.y[e.b]!) / 2);
	});
	kept = withoutLooseEnds(kept, map.x.length);
	const tieLine = map.addLine(tie);
	const all = [
		...kept.map((e) => ({ a: e.a, b: e.b, line: lineOfDrawn[e.drawn]! })),
		...tiesOf(map, kept).map((e) => ({ ...e, line: tieLine })),
	];
	for (const e of all) {
		const h = map.newEdge(e.line);
		map.origin[h] = e.a;
		map.origin[h ^ 1] = e.b;
	}
	findFaces(map);
	return map;
}

function segmentsOf(drawn: readonly DrawnLine[]): Segment[] {
	const out: Segment[] = [];
	drawn.forEach((d, index) => {
		for (let i = 0; i + 1 < d.points.length; i++) {
			const a = d.points[i] as Point;
			const b = d.points[i + 1] as Point;
			if (lengthBetween(a, b) > 0.01) out.push({ a, b, drawn: index, shares: [] });
		}
	});
	return out;
}

function findCrossings(segments: readonly Segment[]): void {
	const cells = new Map<number, number[]>();
	segments.forEach((s, index) => {
		const x0 = Math.floor(Math.min(s.a[0], s.b[0]) / CELL_M);
		const x1 = Math.floor(Math.max(s.a[0], s.b[0]) / CELL_M);
		const y0 = Math.floor(Math.min(s.a[1], s.b[1]) / CELL_M);
		const y1 = Math.floor(Math.max(s.a[1], s.b[1]) / CELL_M);
		for (let x = x0; x <= x1; x++) {
			for (let y = y0; y <= y1; y++) {
				const key = (x + 4096) * 8192 + y + 4096;
				const cell = cells.get(key);
				if (cell) cell.push(index);
				else cells.set(key, [index]);
			}
		}
	});
	const seen = new Set<number>();
	for (const cell of cells.values()) {
		for (let i = 0; i < cell.length; i++) {
			for (let j = i + 1; j < cell.length; j++) {
				const key = cell[i]! * segments.length + cell[j]!;
				if (seen.has(key)) continue;
				seen.add(key);
				const s = segments[cell[i]!] as Segment;
				const o = segments[cell[j]!] as Segment;
				const hit = crossing(s.a, s.b, o.a, o.b);
				if (!hit) continue;
				s.shares.push(hit.t);
				o.shares.push(hit.u);
			}
		}
	}
}

/** Returns the node at a position: the nearest within the snap distance, else a new one. */
function nodeRegistry(map: PlanarMap): (xM: number, yM: number) => number {
	const cells = new Map<number, number[]>();
	const key = (cx: number, cy: number) => (cx + 32768) * 65536 + cy + 32768;
	return (x, y) => {
		const cx = Math.floor(x / SNAP_M);
		const cy = Math.floor(y / SNAP_M);
		let best = -1;
		let bestM = SNAP_M;
		for (let dx = -1; dx <= 1; dx++) {
			for (let dy = -1; dy <= 1; dy++) {
				for (const n of cells.get(key(cx + dx, cy + dy)) ?? []) {
					const d = lengthBetween([x, y], map.point(n));
					if (d < bestM) {
						best = n;
						bestM = d;
					}
				}
			}
		}
		if (best >= 0) return best;
		const node = map.addNode(x, y);
		const cell = cells.get(key(cx, cy));
		if (cell) cell.push(node);
		else cells.set(key(cx, cy), [node]);
		return node;
	};
}

function withoutLooseEnds<E extends { a: number; b: number }>(edges: readonly E[], nodeCount: number): E[] {
	const degree = new Int32Array(nodeCount);
	const at: number[][] = Array.from({ length: nodeCount }, () => []);
	edges.forEach((e, i) => {
		degree[e.a] = degree[e.a]! + 1;
		degree[e.b] = degree[e.b]! + 1;
		at[e.a]!.push(i);
		at[e.b]!.push(i);
	});
	const gone = new Uint8Array(edges.length);
	const stack: number[] = [];
	for (let n = 0; n < nodeCount; n++) if (degree[n] === 1) stack.push(n);
	for (let n = stack.pop(); n !== undefined; n = stack.pop()) {
		for (const i of at[n]!) {
			if (gone[i]) continue;
			gone[i] = 1;
			for (const end of [edges[i]!.a, edges[i]!.b]) {
				degree[end] = degree[end]! - 1;
				if (degree[end] === 1) stack.push(end);
			}
		}
	}
	return edges.filter((_, i) => !gone[i]);
}

/** For every island of edges its shortest connection to another, so that no face has a hole. */
function tiesOf(map: PlanarMap, edges: readonly { a: number; b: number }[]): { a: number; b: number }[] {
	const parent = new Int32Array(map.x.length).map((_, i) => i);
	const root = (n: number): number => {
		let r = n;
		while (parent[r] !== r) r = parent[r] = parent[parent[r]!]!;
		return r;
	};
	const used = new Set<number>();
	for (const e of edges) {
		parent[root(e.a)] = root(e.b);
		used.add(e.a).add(e.b);
	}
	const size = new Map<number, number[]>();
	for (const n of used) {
		const r = root(n);
		const list = size.get(r);
		if (list) list.push(n);
		else size.set(r, [n]);
	}
	const islands = [...size.values()].sort((p, q) => p.length - q.length);
	islands.pop();
	const ties: { a: number; b: number }[] = [];
	for (const island of islands) {
		const own = root(island[0]!);
		let best: { a: number; b: number } | null = null;
		let bestM = Number.POSITIVE_INFINITY;
		for (const a of island) {
			for (const b of used) {
				const d = lengthBetween(map.point(a), map.point(b));
				if (d < bestM && root(b) !== own) {
					best = { a, b };
					bestM = d;
				}
			}
		}
		if (!best) continue;
		ties.push(best);
		parent[own] = root(best.b);
	}
	return ties;
}

/** Increases with the angle of (dx, dy) from east, counter-clockwise, in [0, 4), without a trigonometric call. */
function angleRank(dx: number, dy: number): number {
	const p = dx / (Math.abs(dx) + Math.abs(dy));
	return dy >= 0 ? 1 - p : 3 + p;
}

function findFaces(map: PlanarMap): void {
	const leaving: number[][] = Array.from({ length: map.x.length }, () => []);
	for (let h = 0; h < map.origin.length; h++) leaving[map.origin[h]!]!.push(h);
	const rank = (h: number) => {
		const a = map.from(h);
		const b = map.to(h);
		return angleRank(b[0] - a[0], b[1] - a[1]);
	};
	for (const list of leaving) {
		list.sort((p, q) => rank(p) - rank(q));
		// After arriving by the twin of list[i], the next edge with the face on its left is the previous one in the list.
		list.forEach((h, i) => {
			map.join(h ^ 1, list[(i + list.length - 1) % list.length]!);
		});
	}
	const loops: { start: number; area: number }[] = [];
	const seen = new Uint8Array(map.origin.length);
	for (let h = 0; h < map.origin.length; h++) {
		if (seen[h]) continue;
		let twice = 0;
		let at = h;
		do {
			seen[at] = 1;
			const a = map.from(at);
			const b = map.to(at);
			twice += a[0] * b[1] - b[0] * a[1];
			at = map.next[at]!;
		} while (at !== h);
		loops.push({ start: h, area: twice });
	}
	loops.sort((p, q) => p.area - q.area);
	loops.forEach(({ start }, face) => {
		map.faceStart.push(start);
		let at = start;
		do {
			map.face[at] = face;
			at = map.next[at]!;
		} while (at !== start);
	});
}
