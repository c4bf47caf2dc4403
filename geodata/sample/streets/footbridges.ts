import type { WaterIndex } from "../land/water-shapes.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { crossing, lengthBetween, type Point } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";
import type { StreetPiece } from "./street-pieces.ts";

/** Ways inside compounds and works: no public link ends on them. */
const PRIVATE: ReadonlySet<string> = new Set(["footway", "service"]);
const CELL_M = 120;
/** Maximum length of a link to a small island. */
const LONGEST_M = 330;
/** Maximum length of a link to an island with more than {@link LARGE_M} of street. */
const LONGEST_TO_LARGE_M = 1600;
const LARGE_M = 900;
/** Islands with less street than this get no link. */
const SMALLEST_M = 40;

/** A footbridge or a short lane to every island of streets near enough to the rest, shortest first. */
export function linksToIslands(
	map: PlanarMap,
	pieces: readonly StreetPiece[],
	walls: readonly (readonly Point[])[],
	water: WaterIndex,
	firstGroup: number,
): StreetPiece[] {
	const walkable = pieces.filter((p) => p.streetClass !== "motorway");
	const parent = new Int32Array(map.x.length).map((_, i) => i);
	const root = (n: number): number => {
		let r = n;
		while (parent[r] !== r) {
			parent[r] = parent[parent[r]!]!;
			r = parent[r]!;
		}
		return r;
	};
	for (const p of walkable) parent[root(p.a)] = root(p.b);
	const lengthOf = new Map<number, number>();
	for (const p of walkable) {
		const r = root(p.a);
		lengthOf.set(r, (lengthOf.get(r) ?? 0) + lengthBetween(map.point(p.a), map.point(p.b)));
	}
	const main = [...lengthOf].sort((a, b) => b[1] - a[1])[0]?.[0];
	const grid = new Grid(map, walkable, walls);
	const expressways = new Grid(
		map,
		pieces.filter((p) => p.streetClass === "motorway"),
		[],
	);
	const open = new Set<number>();
	for (const p of walkable) {
		if (p.bridge || p.tunnel || PRIVATE.has(p.streetClass)) continue;
		open.add(p.a).add(p.b);
	}
	const candidates: { a: number; b: number; distanceM: number }[] = [];
	for (const a of open) {
		if (root(a) === main || (lengthOf.get(root(a)) ?? 0) < SMALLEST_M) continue;
		const reachM = (lengthOf.get(root(a)) ?? 0) > LARGE_M ? LONGEST_TO_LARGE_M : LONGEST_M;
		for (const b of grid.nodesNear(map.point(a), reachM)) {
			if (!open.has(b) || root(b) === root(a)) continue;
			const distanceM = lengthBetween(map.point(a), map.point(b));
			if (distanceM <= reachM) candidates.push({ a, b, distanceM });
		}
	}
	candidates.sort((p, q) => p.distanceM - q.distanceM || p.a - q.a || p.b - q.b);
	const links: StreetPiece[] = [];
	for (const { a, b } of candidates) {
		if (root(a) === root(b) || grid.crosses(a, b)) continue;
		const wet = water.touches(map.point(a), map.point(b));
		if (!wet && water.nearly(map.point(a), map.point(b))) continue;
		parent[root(a)] = root(b);
		const link = {
			a,
			b,
			streetClass: wet ? "footway" : "residential",
			name: "",
			group: firstGroup + links.length,
			bridge: wet,
			tunnel: !wet && expressways.crosses(a, b),
		};
		links.push(link);
		grid.add(link);
	}
	return links;
}

/** A dead end is linked to what is this near, where the way round is longer than {@link DETOUR_M}. */
const NEAR_M = 125;
const DETOUR_M = 420;
/** Shares of those that get a footbridge, and a lane. */
const WET_LINK_SHARE = 0.5;
const DRY_LINK_SHARE = 0.9;

/** Footbridges and short lanes from dead ends to the street on the other side, for a share of them. */
export function linksFromDeadEnds(
	map: PlanarMap,
	pieces: readonly StreetPiece[],
	walls: readonly (readonly Point[])[],
	water: WaterIndex,
	firstGroup: number,
	random: Random,
): StreetPiece[] {
	const walkable = pieces.filter((p) => p.streetClass !== "motorway");
	const at = new Map<number, StreetPiece[]>();
	for (const p of walkable) {
		for (const n of [p.a, p.b]) {
			const list = at.get(n);
			if (list) list.push(p);
			else at.set(n, [p]);
		}
	}
	const isOpen = (n: number) =>
		(at.get(n) ?? []).some((p) => !PRIVATE.has(p.streetClass) && !p.bridge && !p.tunnel);
	const grid = new Grid(map, pieces, walls);
	const links: StreetPiece[] = [];
	for (const [node, own] of at) {
		if (own.length !== 1 || !isOpen(node)) continue;
		const reached = nodesWithin(map, at, node, DETOUR_M);
		const near = [...grid.nodesNear(map.point(node), NEAR_M)]
			.map((n) => ({ n, distanceM: lengthBetween(map.point(n), map.point(node)) }))
			.filter(({ n, distanceM }) => distanceM <= NEAR_M && isOpen(n) && !reached.has(n))
			.sort((p, q) => p.distanceM - q.distanceM || p.n - q.n);
		const found = near.find(({ n }) => !grid.crosses(node, n));
		if (!found) continue;
		const wet = water.touches(map.point(node), map.point(found.n));
		if (!random.chance(wet ? WET_LINK_SHARE : DRY_LINK_SHARE)) continue;
		if (!wet && water.nearly(map.point(node), map.point(found.n))) continue;
		const link = {
			a: node,
			b: found.n,
			streetClass: wet ? "footway" : "residential",
			name: "",
			group: firstGroup + links.length,
			bridge: wet,
			tunnel: false,
		};
		links.push(link);
		grid.add(link);
		for (const n of [link.a, link.b]) at.get(n)?.push(link);
	}
	return links;
}

/** Nodes within `limitM` on foot, by a plain queue, because the neighbourhood is small. */
function nodesWithin(
	map: PlanarMap,
	at: ReadonlyMap<number, readonly StreetPiece[]>,
	start: number,
	limitM: number,
): Set<number> {
	const best = new Map<number, number>([[start, 0]]);
	const queue = [start];
	for (let n = queue.shift(); n !== undefined; n = queue.shift()) {
		const walked = best.get(n) as number;
		for (const p of at.get(n) ?? []) {
			const to = p.a === n ? p.b : p.a;
			const there = walked + lengthBetween(map.point(p.a), map.point(p.b));
			if (there > limitM || there >= (best.get(to) ?? Number.POSITIVE_INFINITY)) continue;
			best.set(to, there);
			queue.push(to);
		}
	}
	return new Set(best.keys());
}

/** Street pieces and their nodes by grid cell. */
class Grid {
	readonly #map: PlanarMap;
	readonly #cells = new Map<number, StreetPiece[]>();
	readonly #walls = new Map<number, (readonly [Point, Point])[]>();

	constructor(map: PlanarMap, pieces: readonly StreetPiece[], walls: readonly (readonly Point[])[]) {
		this.#map = map;
		for (const p of pieces) this.add(p);
		for (const wall of walls) {
			for (let i = 0; i + 1 < wall.length; i++) {
				const side = [wall[i] as Point, wall[i + 1] as Point] as const;
				this.#eachCell(...side, 0, (key) => {
					const cell = this.#walls.get(key);
					if (cell) cell.push(side);
					else this.#walls.set(key, [side]);
				});
			}
		}
	}

	add(piece: StreetPiece): void {
		this.#eachCell(this.#map.point(piece.a), this.#map.point(piece.b), 0, (key) => {
			const cell = this.#cells.get(key);
			if (cell) cell.push(piece);
			else this.#cells.set(key, [piece]);
		});
	}

	nodesNear(p: Point, reachM: number): Set<number> {
		const out = new Set<number>();
		this.#eachCell(p, p, reachM, (key) => {
			for (const piece of this.#cells.get(key) ?? []) out.add(piece.a).add(piece.b);
		});
		return out;
	}

	/** Whether the straight line between two nodes crosses a wall, or a piece that touches neither. */
	crosses(a: number, b: number): boolean {
		const p = this.#map.point(a);
		const q = this.#map.point(b);
		let found = false;
		this.#eachCell(p, q, 0, (key) => {
			for (const [c, d] of this.#walls.get(key) ?? []) if (crossing(p, q, c, d)) found = true;
			for (const piece of this.#cells.get(key) ?? []) {
				if (found) return;
				if (piece.a === a || piece.b === a || piece.a === b || piece.b === b) continue;
				if (crossing(p, q, this.#map.point(piece.a), this.#map.point(piece.b))) found = true;
			}
		});
		return found;
	}

	#eachCell(p: Point, q: Point, reachM: number, visit: (key: number) => void): void {
		const low = (v: number, w: number) => Math.floor((Math.min(v, w) - reachM) / CELL_M);
		const high = (v: number, w: number) => Math.floor((Math.max(v, w) + reachM) / CELL_M);
		for (let x = low(p[0], q[0]); x <= high(p[0], q[0]); x++) {
			for (let y = low(p[1], q[1]); y <= high(p[1], q[1]); y++) visit((x + 4096) * 8192 + y + 4096);
		}
	}
}
