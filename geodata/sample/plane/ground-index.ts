import { crossing, insideRing, lengthBetween, nearestOnSegment, type Point } from "./plane.ts";

interface Strip {
	readonly a: Point;
	readonly b: Point;
	readonly halfM: number;
}

const CELL_M = 150;

/** Occupied ground, as areas and strips of a width; tests whether a new ring is free. */
export class GroundIndex {
	readonly #rings = new Map<number, (readonly Point[])[]>();
	readonly #strips = new Map<number, Strip[]>();
	#widestM = 0;

	addRing(ring: readonly Point[]): void {
		eachCell(ring, 0, (key) => push(this.#rings, key, ring));
	}

	/** @param halfM Half its width, ≥ 0. */
	addStrip(a: Point, b: Point, halfM: number): void {
		this.#widestM = Math.max(this.#widestM, halfM);
		const strip = { a, b, halfM };
		eachCell([a, b], 0, (key) => push(this.#strips, key, strip));
	}

	/** Whether a ring overlaps nothing; touching counts as overlap. */
	isClear(ring: readonly Point[]): boolean {
		let clear = true;
		eachCell(ring, this.#widestM, (key) => {
			if (!clear) return;
			clear =
				!this.#rings.get(key)?.some((other) => ringsMeet(ring, other)) &&
				!this.#strips.get(key)?.some((strip) => meetsStrip(ring, strip));
		});
		return clear;
	}

	/** Whether the centre line of a strip is within `reachM` of a point along a straight open way. */
	hasStripNear(p: Point, reachM: number, isOpen: (from: Point, to: Point) => boolean): boolean {
		let near = false;
		eachCell([p], reachM, (key) => {
			near ||= (this.#strips.get(key) ?? []).some(({ a, b }) => {
				const { t, distanceM } = nearestOnSegment(p, a, b);
				return distanceM <= reachM && isOpen(p, [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
			});
		});
		return near;
	}
}

function push<T>(cells: Map<number, T[]>, key: number, item: T): void {
	const cell = cells.get(key);
	if (cell) cell.push(item);
	else cells.set(key, [item]);
}

function eachCell(points: readonly Point[], reachM: number, visit: (key: number) => void): void {
	const xs = points.map((p) => p[0]);
	const ys = points.map((p) => p[1]);
	const cell = (v: number) => Math.floor(v / CELL_M);
	for (let x = cell(Math.min(...xs) - reachM); x <= cell(Math.max(...xs) + reachM); x++) {
		for (let y = cell(Math.min(...ys) - reachM); y <= cell(Math.max(...ys) + reachM); y++) {
			visit((x + 4096) * 8192 + y + 4096);
		}
	}
}

function ringsMeet(ring: readonly Point[], other: readonly Point[]): boolean {
	if (insideRing(other, ...(ring[0] as Point)) || insideRing(ring, ...(other[0] as Point))) return true;
	return ring.some((p, i) => {
		const q = ring[(i + 1) % ring.length] as Point;
		return other.some((c, k) => crossing(p, q, c, other[(k + 1) % other.length] as Point) !== null);
	});
}

function meetsStrip(ring: readonly Point[], { a, b, halfM }: Strip): boolean {
	if (insideRing(ring, ...a)) return true;
	return ring.some((p, i) => {
		const q = ring[(i + 1) % ring.length] as Point;
		return crossing(p, q, a, b) !== null || apartM(p, q, a, b) < halfM;
	});
}

/** Distance between two segments that do not cross. */
function apartM(p: Point, q: Point, a: Point, b: Point): number {
	if (lengthBetween(a, b) === 0) return nearestOnSegment(a, p, q).distanceM;
	return Math.min(
		nearestOnSegment(p, a, b).distanceM,
		nearestOnSegment(q, a, b).distanceM,
		nearestOnSegment(a, p, q).distanceM,
		nearestOnSegment(b, p, q).distanceM,
	);
}
