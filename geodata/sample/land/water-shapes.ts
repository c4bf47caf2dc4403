import type { PlanarMap } from "../plane/planar-map.ts";
import { crossing, insideRing, lengthBetween, type Point, signedAreaM2 } from "../plane/plane.ts";

/** A drawn section of river or canal, or a lake. */
export interface WaterShape {
	readonly kind: "lake" | "river" | "canal" | "pond";
	readonly name: string;
	readonly nameEn: string;
	readonly ring: readonly Point[];
	/** Centre line of a river or canal; empty for lakes. */
	readonly course: readonly Point[];
}

/** Rivers and canals between junctions as bands of their width; lakes as faces of the map. */
export function waterShapes(
	map: PlanarMap,
	isWater: (face: number) => boolean,
	lakeAt: (xM: number, yM: number) => { name: string; nameEn: string },
	englishNames: ReadonlyMap<string, string>,
	pointInside: (face: number) => Point,
): WaterShape[] {
	const out: WaterShape[] = [];
	for (let face = 1; face < map.faceStart.length; face++) {
		if (!isWater(face)) continue;
		const name = lakeAt(...pointInside(face));
		out.push({ kind: "lake", ...name, ring: map.ring(face), course: [] });
	}
	for (const course of courses(map)) {
		const line = map.lines[course.line]!;
		const points = withoutShortSteps(course.nodes.map((n) => map.point(n)));
		if (points.length < 2) continue;
		out.push({
			kind: line.kind === "river" ? "river" : "canal",
			name: line.name,
			nameEn: englishNames.get(line.name) ?? "",
			ring: band(points, line.widthM / 2),
			course: points,
		});
	}
	return out;
}

/** Area of all shapes, m²; overlaps of bands at junctions count twice, well under a tenth. */
export function waterAreaM2(shapes: readonly WaterShape[]): number {
	return shapes.reduce((sum, s) => sum + Math.abs(signedAreaM2(s.ring)), 0);
}

/** Runs of edges of one water line, at most eight edges each, so that bands stay simple. */
function courses(map: PlanarMap): { line: number; nodes: number[] }[] {
	const byLine = new Map<number, number[]>();
	for (let edge = 0; edge < map.edgeLine.length; edge++) {
		const kind = map.lineOf(edge * 2).kind;
		if (kind !== "river" && kind !== "canal") continue;
		const list = byLine.get(map.edgeLine[edge]!);
		if (list) list.push(edge);
		else byLine.set(map.edgeLine[edge]!, [edge]);
	}
	const out: { line: number; nodes: number[] }[] = [];
	for (const [line, edges] of byLine) {
		const at = new Map<number, number[]>();
		for (const e of edges) {
			for (const n of [map.origin[e * 2]!, map.origin[e * 2 + 1]!]) {
				const list = at.get(n);
				if (list) list.push(e);
				else at.set(n, [e]);
			}
		}
		const used = new Set<number>();
		for (const e of edges) {
			const ends = [map.origin[e * 2]!, map.origin[e * 2 + 1]!];
			const start = ends.find((n) => at.get(n)?.length !== 2);
			if (used.has(e) || start === undefined) continue;
			const nodes = [start];
			let edge: number | undefined = e;
			let node = start;
			while (edge !== undefined) {
				used.add(edge);
				node = map.origin[edge * 2]! === node ? map.origin[edge * 2 + 1]! : map.origin[edge * 2]!;
				nodes.push(node);
				const here: number[] = at.get(node) ?? [];
				edge = here.length === 2 ? here.find((o) => !used.has(o)) : undefined;
			}
			for (let i = 0; i + 1 < nodes.length; i += 12) out.push({ line, nodes: nodes.slice(i, i + 13) });
		}
	}
	return out;
}

function withoutShortSteps(points: readonly Point[]): Point[] {
	const out: Point[] = [];
	for (const p of points) {
		const last = out[out.length - 1];
		if (!last || lengthBetween(last, p) > 4) out.push(p);
	}
	const end = points[points.length - 1] as Point;
	if (out.length > 1) out[out.length - 1] = end;
	return out;
}

/** The band within `halfM` of a gently bending line, extended a little at both ends. */
function band(points: readonly Point[], halfM: number): Point[] {
	const left: Point[] = [];
	const right: Point[] = [];
	for (let i = 0; i < points.length; i++) {
		const p = points[i] as Point;
		const before = normal(points[Math.max(0, i - 1)] as Point, points[Math.max(1, i)] as Point);
		const last = points.length - 1;
		const after = normal(points[Math.min(last - 1, i)] as Point, points[Math.min(last, i + 1)] as Point);
		const sx = before[0] + after[0];
		const sy = before[1] + after[1];
		const size = Math.sqrt(sx * sx + sy * sy) || 1;
		const nx = sx / size;
		const ny = sy / size;
		const mitre = halfM / Math.max(0.6, nx * after[0] + ny * after[1]);
		// A band extends past its ends by half its width, so that adjoining bands leave no notch.
		const over = i === 0 ? -halfM * 0.5 : i === last ? halfM * 0.5 : 0;
		const x = p[0] + ny * over;
		const y = p[1] - nx * over;
		left.push([x + nx * mitre, y + ny * mitre]);
		right.push([x - nx * mitre, y - ny * mitre]);
	}
	return [...right, ...left.reverse()];
}

function normal(a: Point, b: Point): Point {
	const length = lengthBetween(a, b) || 1;
	return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
}

const CLEARANCE_M = 0.5;

/** Tests whether a straight line touches any water, with a grid of the shapes. */
export class WaterIndex {
	readonly #cells = new Map<number, number[]>();
	readonly #shapes: readonly WaterShape[];
	static readonly #cellM = 200;

	constructor(shapes: readonly WaterShape[]) {
		this.#shapes = shapes;
		shapes.forEach((shape, i) => {
			const xs = shape.ring.map((p) => p[0]);
			const ys = shape.ring.map((p) => p[1]);
			this.#eachCell(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), (key) => {
				const cell = this.#cells.get(key);
				if (cell) cell.push(i);
				else this.#cells.set(key, [i]);
			});
		});
	}

	touches(a: Point, b: Point): boolean {
		let found = false;
		const seen = new Set<number>();
		this.#eachCell(
			Math.min(a[0], b[0]),
			Math.min(a[1], b[1]),
			Math.max(a[0], b[0]),
			Math.max(a[1], b[1]),
			(key) => {
				if (found) return;
				for (const i of this.#cells.get(key) ?? []) {
					if (seen.has(i)) continue;
					seen.add(i);
					if (meetsRing((this.#shapes[i] as WaterShape).ring, a, b)) {
						found = true;
						return;
					}
				}
			},
		);
		return found;
	}

	/** Whether rounding to 0.1 m could bring a line into water. */
	nearly(a: Point, b: Point): boolean {
		const length = lengthBetween(a, b) || 1;
		const dx = (-(b[1] - a[1]) / length) * CLEARANCE_M;
		const dy = ((b[0] - a[0]) / length) * CLEARANCE_M;
		return [-1, 0, 1].some((k) =>
			this.touches([a[0] + dx * k, a[1] + dy * k], [b[0] + dx * k, b[1] + dy * k]),
		);
	}

	#eachCell(x0: number, y0: number, x1: number, y1: number, visit: (key: number) => void): void {
		const size = WaterIndex.#cellM;
		for (let x = Math.floor(x0 / size); x <= Math.floor(x1 / size); x++) {
			for (let y = Math.floor(y0 / size); y <= Math.floor(y1 / size); y++) {
				visit((x + 4096) * 8192 + y + 4096);
			}
		}
	}
}

function meetsRing(ring: readonly Point[], a: Point, b: Point): boolean {
	if (insideRing(ring, a[0], a[1]) || insideRing(ring, b[0], b[1])) return true;
	for (let i = 0; i < ring.length; i++) {
		if (crossing(a, b, ring[i] as Point, ring[(i + 1) % ring.length] as Point)) return true;
	}
	return false;
}
