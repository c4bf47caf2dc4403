import type { PlanarMap } from "./planar-map.ts";
import { crossing, lengthBetween, type Point } from "./plane.ts";
import type { StreetPiece } from "./street-pieces.ts";
import type { WaterIndex } from "./water-shapes.ts";

const CELL_M = 120;
/** No link is longer. */
const LONGEST_M = 330;
/** Islands of less street than this are left alone. */
const SMALLEST_M = 40;

/**
 * A footbridge or a short lane to every island of streets that lies within 330 m of the rest, shortest first:
 * no one built a street that leads nowhere.
 */
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
	const grid = new Grid(map, pieces, walls);
	const open = new Set<number>();
	for (const p of walkable) {
		if (p.bridge || p.tunnel || p.streetClass === "footway" || p.streetClass === "service") continue;
		open.add(p.a).add(p.b);
	}
	const candidates: { a: number; b: number; distanceM: number }[] = [];
	for (const a of open) {
		if (root(a) === main || (lengthOf.get(root(a)) ?? 0) < SMALLEST_M) continue;
		for (const b of grid.nodesNear(map.point(a), LONGEST_M)) {
			if (!open.has(b) || root(b) === root(a)) continue;
			const distanceM = lengthBetween(map.point(a), map.point(b));
			if (distanceM <= LONGEST_M) candidates.push({ a, b, distanceM });
		}
	}
	candidates.sort((p, q) => p.distanceM - q.distanceM || p.a - q.a || p.b - q.b);
	const links: StreetPiece[] = [];
	for (const { a, b } of candidates) {
		if (root(a) === root(b) || grid.crosses(a, b)) continue;
		parent[root(a)] = root(b);
		const wet = water.touches(map.point(a), map.point(b));
		const link = {
			a,
			b,
			streetClass: wet ? "footway" : "residential",
			name: "",
			group: firstGroup + links.length,
			bridge: wet,
			tunnel: false,
		};
		links.push(link);
		grid.add(link);
	}
	return links;
}

/** Pieces and their nodes by square of the plane. */
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

	/** Whether the straight way between two nodes crosses a wall, or a piece that touches neither. */
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
