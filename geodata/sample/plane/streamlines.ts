import type { DirectionField } from "./direction-field.ts";
import type { Point } from "./plane.ts";

/** `east` follows the field, `north` runs across it. */
export type Family = "east" | "north";

const STEP_M = 50;
const BUCKET_M = 400;

/** Points of existing lines by family, which new ones must keep a distance from. */
export class LineSpacing {
	readonly #buckets = new Map<string, { x: number; y: number; gapM: number }[]>();

	/** @param gapM Minimum distance of any other line of the family from this one, if that line wants less. */
	add(family: Family, points: readonly Point[], gapM: number): void {
		for (const [x, y] of densified(points)) {
			const key = `${family} ${Math.floor(x / BUCKET_M)} ${Math.floor(y / BUCKET_M)}`;
			const bucket = this.#buckets.get(key);
			if (bucket) bucket.push({ x, y, gapM });
			else this.#buckets.set(key, [{ x, y, gapM }]);
		}
	}

	/** Whether a line of the family may pass here, `wantM` from the others and as far as they require. */
	isFree(family: Family, xM: number, yM: number, wantM: number): boolean {
		const reach = Math.ceil(wantM / BUCKET_M);
		const bx = Math.floor(xM / BUCKET_M);
		const by = Math.floor(yM / BUCKET_M);
		for (let dx = -reach; dx <= reach; dx++) {
			for (let dy = -reach; dy <= reach; dy++) {
				for (const p of this.#buckets.get(`${family} ${bx + dx} ${by + dy}`) ?? []) {
					const gap = Math.min(p.gapM, wantM);
					if ((p.x - xM) * (p.x - xM) + (p.y - yM) * (p.y - yM) < gap * gap) return false;
				}
			}
		}
		return true;
	}
}

/**
 * Follows the field from a seed in both directions until `mayPass` returns false.
 *
 * @param mayPass Called with each next point and the distance from the seed, m.
 */
export function streamline(
	field: DirectionField,
	family: Family,
	seed: Point,
	mayPass: (xM: number, yM: number, walkedM: number) => boolean,
): Point[] {
	const half = (sign: number): Point[] => {
		const out: Point[] = [];
		let [x, y] = seed;
		let heading = oriented(field(x, y), family, sign);
		for (let walked = STEP_M; walked < 60_000; walked += STEP_M) {
			const middle = turnedTo(
				field(x + (heading[0] * STEP_M) / 2, y + (heading[1] * STEP_M) / 2),
				family,
				heading,
			);
			x += middle[0] * STEP_M;
			y += middle[1] * STEP_M;
			if (!mayPass(x, y, walked)) break;
			out.push([x, y]);
			heading = middle;
		}
		return out;
	};
	return [...half(-1).reverse(), seed, ...half(1)];
}

function oriented(east: Point, family: Family, sign: number): Point {
	return family === "east" ? [east[0] * sign, east[1] * sign] : [-east[1] * sign, east[0] * sign];
}

/** The arm of the cross that turns least from the heading. */
function turnedTo(east: Point, family: Family, heading: Point): Point {
	const own = oriented(east, family, 1);
	const dot = own[0] * heading[0] + own[1] * heading[1];
	const across: Point = [-own[1], own[0]];
	const crossDot = across[0] * heading[0] + across[1] * heading[1];
	if (Math.abs(dot) >= Math.abs(crossDot)) return dot >= 0 ? own : [-own[0], -own[1]];
	return crossDot >= 0 ? across : [-across[0], -across[1]];
}

/** Points at most 50 m apart along a polyline. */
export function densified(points: readonly Point[]): Point[] {
	const out: Point[] = [];
	for (let i = 0; i + 1 < points.length; i++) {
		const a = points[i] as Point;
		const b = points[i + 1] as Point;
		const dx = b[0] - a[0];
		const dy = b[1] - a[1];
		const pieces = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dy * dy) / STEP_M));
		for (let k = 0; k < pieces; k++) out.push([a[0] + (dx * k) / pieces, a[1] + (dy * k) / pieces]);
	}
	const last = points[points.length - 1];
	if (last) out.push(last);
	return out;
}

/** Corner cutting (Chaikin), ends kept. */
export function smoothed(points: readonly Point[], rounds: number): Point[] {
	let line = [...points];
	for (let r = 0; r < rounds; r++) {
		const out: Point[] = [line[0] as Point];
		for (let i = 0; i + 1 < line.length; i++) {
			const a = line[i] as Point;
			const b = line[i + 1] as Point;
			out.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25]);
			out.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75]);
		}
		out.push(line[line.length - 1] as Point);
		line = out;
	}
	return line;
}

/** The fewest of the points that stay within `toleranceM` of all of them (Douglas–Peucker). */
export function simplified(points: readonly Point[], toleranceM: number): Point[] {
	if (points.length < 3) return [...points];
	const a = points[0] as Point;
	const b = points[points.length - 1] as Point;
	const dx = b[0] - a[0];
	const dy = b[1] - a[1];
	const length = Math.sqrt(dx * dx + dy * dy) || 1;
	let worst = -1;
	let worstM = toleranceM;
	for (let i = 1; i + 1 < points.length; i++) {
		const p = points[i] as Point;
		const d = Math.abs((p[0] - a[0]) * dy - (p[1] - a[1]) * dx) / length;
		if (d > worstM) {
			worst = i;
			worstM = d;
		}
	}
	if (worst < 0) return [a, b];
	return [
		...simplified(points.slice(0, worst + 1), toleranceM).slice(0, -1),
		...simplified(points.slice(worst), toleranceM),
	];
}
