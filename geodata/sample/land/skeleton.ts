import { arrangementOf, type DrawnLine } from "../plane/arrangement.ts";
import { type DirectionField, directionField } from "../plane/direction-field.ts";
import type { MapLine, PlanarMap } from "../plane/planar-map.ts";
import { insideRing, lengthBetween, type Point, toPlane } from "../plane/plane.ts";
import { type Random, randomStream, smoothNoise } from "../plane/random.ts";
import {
	densified,
	type Family,
	LineSpacing,
	simplified,
	smoothed,
	streamline,
} from "../plane/streamlines.ts";
import { ARTERIAL_NAMES, CANAL_NAME_ENDS, CANAL_NAME_STEMS, NameSource } from "./names.ts";
import { OUTLINE } from "./outline.ts";
import { BUILT_UP_AREAS } from "./places.ts";
import { EXPRESSWAYS, LAKES, METRO, RAILWAYS, RIVERS } from "./water-courses.ts";
import { centreOf, urbanity } from "./zones.ts";

/** The city's first lines in one map: outline, waters, main roads. */
export interface Skeleton {
	readonly map: PlanarMap;
	readonly outline: readonly Point[];
	readonly lakes: readonly { name: string; nameEn: string; ring: readonly Point[] }[];
	readonly metro: readonly Point[];
	readonly field: DirectionField;
}

/** Water first, then expressways and railways, then roads that cross them, then canals in the remaining space. */
export function skeletonOf(seed: number): Skeleton {
	const random = randomStream(seed, "skeleton");
	const outline = OUTLINE.map(toPlane);
	const bounds = boundsOf(outline, 800);
	const lakes = LAKES.map((l, i) => ({
		name: l.name,
		nameEn: l.nameEn,
		ring: wornEllipse(toPlane(l.centre), l.halfM, seed * 31 + i),
	}));
	const course = (c: (typeof RIVERS)[number], wobbleM: number) =>
		wavering(c.points.map(toPlane), wobbleM, seed);
	const rivers = RIVERS.map((r) => ({ ...r, line: course(r, 130) }));
	const expressways = EXPRESSWAYS.map((r) => ({ ...r, line: course(r, 0) }));
	const railways = RAILWAYS.map((r) => ({ ...r, line: course(r, 0) }));
	const metro = wavering(METRO.map(toPlane), 0, seed);
	const field = directionField(
		[...rivers, ...expressways, ...railways, { line: metro }].map((r) => simplified(r.line, 40)),
		bounds,
		seed,
	);
	const spacing = new LineSpacing();
	for (const r of [...rivers, ...expressways, ...railways]) spacing.add(familyOf(r.line), r.line, 260);

	const inLake = (x: number, y: number) => lakes.some((l) => insideRing(l.ring, x, y));
	const trace = new Tracer(field, spacing, bounds, outline, inLake, seed, random);
	const townCanals = trace.throughCentres();
	const arterials = [trace.avenue(metro), ...trace.arterials()];
	const canals = [...townCanals, ...trace.canals()];

	const drawn: DrawnLine[] = [
		{ line: line("limit", "", "", 0), points: [...outline, outline[0] as Point], priority: 0 },
		...lakes.map((l) => ({
			line: line("shore", l.name, "", 0),
			points: [...l.ring, l.ring[0] as Point],
			priority: 1,
		})),
		...rivers.map((r) => ({ line: line("river", r.name, "", r.widthM), points: r.line, priority: 2 })),
		...expressways.map((r) => ({
			line: line("expressway", r.name, "motorway", r.widthM),
			points: r.line,
			priority: 3,
		})),
		...railways.map((r) => ({ line: line("railway", r.name, "", r.widthM), points: r.line, priority: 4 })),
		...arterials.map((d) => ({ ...d, priority: 5 })),
		...canals.map((d) => ({ ...d, priority: 6 })),
	];
	const map = arrangementOf(
		drawn,
		(l, x, y) => {
			if (l.kind === "limit") return true;
			if (!insideRing(outline, x, y)) return false;
			return l.kind === "shore" || l.kind === "expressway" || l.kind === "railway" || !inLake(x, y);
		},
		line("canal", "", "", 12),
	);
	return {
		map,
		outline,
		lakes,
		metro: densified(metro).filter(([x, y]) => insideRing(outline, x, y)),
		field,
	};
}

function line(kind: MapLine["kind"], name: string, streetClass: string, widthM: number): MapLine {
	return { kind, name, streetClass, widthM };
}

const WATER_TOWNS: ReadonlySet<string> = new Set(["周庄", "锦溪", "千灯"]);

type Traced = Pick<DrawnLine, "line" | "points">;

/** Traces streamlines that keep their distances. */
class Tracer {
	readonly #field: DirectionField;
	readonly #spacing: LineSpacing;
	readonly #bounds: readonly [number, number, number, number];
	readonly #outline: readonly Point[];
	readonly #inLake: (xM: number, yM: number) => boolean;
	readonly #seed: number;
	readonly #random: Random;
	readonly #roadNames: NameSource;

	constructor(
		field: DirectionField,
		spacing: LineSpacing,
		bounds: readonly [number, number, number, number],
		outline: readonly Point[],
		inLake: (xM: number, yM: number) => boolean,
		seed: number,
		random: Random,
	) {
		this.#field = field;
		this.#spacing = spacing;
		this.#bounds = bounds;
		this.#outline = outline;
		this.#inLake = inLake;
		this.#seed = seed;
		this.#random = random;
		this.#roadNames = new NameSource(ARTERIAL_NAMES, random);
	}

	/** A canal through every old core. */
	throughCentres(): Traced[] {
		const out: Traced[] = [];
		for (const area of BUILT_UP_AREAS) {
			if (area.coreRadiusM === 0) continue;
			const [x, y] = centreOf(area);
			// Small water towns have two canals in each direction.
			const apartM = WATER_TOWNS.has(area.name) ? area.coreRadiusM * 0.36 : 0;
			for (const family of ["east", "north"] as const) {
				for (const side of apartM > 0 ? [-1, 1] : [0]) {
					const lengthM = area.coreRadiusM * this.#random.range(2.5, 5);
					const seedPoint: Point =
						family === "east" ? [x + 60, y - 60 + side * apartM] : [x + 60 + side * apartM, y - 60];
					const points = streamline(
						this.#field,
						family,
						seedPoint,
						(px, py, walked) => this.#goesOn(px, py) && walked < lengthM,
					);
					this.#spacing.add(family, points, 240);
					out.push(this.#canal(points, this.#random.range(11, 17)));
				}
			}
		}
		return out;
	}

	/** A primary street along a given course. */
	avenue(course: readonly Point[]): Traced {
		this.#spacing.add(familyOf(course), course, 1100);
		return { line: line("street", this.#roadNames.take(), "primary", 50), points: course };
	}

	arterials(): Traced[] {
		const out: Traced[] = [];
		const lay = (family: Family, seedPoint: Point, classOf: string, gapM: number) => {
			const want = (x: number, y: number) =>
				gapM * (1 + 2.2 * (1 - urbanity(x, y, this.#seed))) * this.#stretch(family, x, y);
			if (!this.#spacing.isFree(family, seedPoint[0], seedPoint[1], want(...seedPoint))) return;
			const points = streamline(
				this.#field,
				family,
				seedPoint,
				(x, y) => this.#goesOn(x, y) && this.#spacing.isFree(family, x, y, 0.3 * want(x, y)),
			);
			if (points.length < 24) return;
			this.#spacing.add(family, points, gapM * 3.2);
			out.push({
				line: line("street", this.#roadNames.take(), classOf, classOf === "primary" ? 44 : 32),
				points: simplified(points, 7),
			});
		};
		for (const area of BUILT_UP_AREAS) {
			const [x, y] = centreOf(area);
			const off = area.coreRadiusM * 0.8 + 120;
			lay("east", [x, y + off], "primary", 700);
			lay("north", [x - off, y], "primary", 700);
		}
		for (const seedPoint of this.#scattered(450)) {
			const family: Family = this.#random.chance(0.5) ? "east" : "north";
			const town = urbanity(seedPoint[0], seedPoint[1], this.#seed);
			lay(family, seedPoint, town > 0.5 ? "secondary" : "tertiary", this.#random.range(850, 1250));
		}
		return out;
	}

	/** Canals in the remaining space; half of them end at another canal. */
	canals(): Traced[] {
		const out: Traced[] = [];
		for (const seedPoint of this.#scattered(260)) {
			const family: Family = this.#random.chance(0.5) ? "east" : "north";
			const wide = this.#random.chance(0.16);
			const gap = (x: number, y: number) =>
				(430 + 330 * urbanity(x, y, this.#seed)) *
				(1 + 0.4 * smoothNoise(this.#seed + 5, x, y, 2200)) *
				this.#stretch(family, x, y);
			const gapHere = gap(...seedPoint) * (wide ? 1.25 : 1) * this.#random.range(0.75, 1.35);
			if (!this.#spacing.isFree(family, seedPoint[0], seedPoint[1], gapHere)) continue;
			const lengthM = wide ? 30_000 : this.#random.range(900, 7000);
			const points = streamline(
				this.#field,
				family,
				seedPoint,
				(x, y, walked) =>
					this.#goesOn(x, y) &&
					walked < lengthM &&
					this.#spacing.isFree(family, x, y, Math.max(190, 0.4 * gapHere)),
			);
			if (points.length < 9) continue;
			this.#spacing.add(family, points, gapHere);
			out.push(this.#canal(points, wide ? this.#random.range(30, 46) : this.#random.range(15, 27)));
		}
		return out;
	}

	/** Where lines of one family are dense, those of the other are sparse, so that blocks are not square. */
	#stretch(family: Family, x: number, y: number): number {
		const lean = 0.45 * smoothNoise(this.#seed + 6, x, y, 3100);
		return family === "east" ? 1 + lean : 1 - lean;
	}

	#canal(points: readonly Point[], widthM: number): Traced {
		const name = this.#random.pick(CANAL_NAME_STEMS) + this.#random.pick(CANAL_NAME_ENDS);
		return { line: line("canal", name, "", Math.round(widthM)), points: simplified(points, 6) };
	}

	#goesOn(x: number, y: number): boolean {
		const [x0, y0, x1, y1] = this.#bounds;
		return x > x0 && x < x1 && y > y0 && y < y1 && !this.#inLake(x, y);
	}

	/** Points over the whole city, one per cell at a random position, in random order. */
	#scattered(cellM: number): Point[] {
		const [x0, y0, x1, y1] = this.#bounds;
		const out: Point[] = [];
		for (let x = x0; x < x1; x += cellM) {
			for (let y = y0; y < y1; y += cellM) {
				const p: Point = [x + this.#random.next() * cellM, y + this.#random.next() * cellM];
				if (insideRing(this.#outline, p[0], p[1]) && !this.#inLake(p[0], p[1])) out.push(p);
			}
		}
		return this.#random.shuffled(out);
	}
}

function familyOf(points: readonly Point[]): Family {
	const a = points[0] as Point;
	const b = points[points.length - 1] as Point;
	return Math.abs(b[0] - a[0]) >= Math.abs(b[1] - a[1]) ? "east" : "north";
}

function boundsOf(ring: readonly Point[], marginM: number): [number, number, number, number] {
	const xs = ring.map((p) => p[0]);
	const ys = ring.map((p) => p[1]);
	return [
		Math.min(...xs) - marginM,
		Math.min(...ys) - marginM,
		Math.max(...xs) + marginM,
		Math.max(...ys) + marginM,
	];
}

/** Makes a sketched course look natural: sideways noise, then rounded corners. */
function wavering(points: readonly Point[], wobbleM: number, seed: number): Point[] {
	const dense: Point[] = [];
	for (let i = 0; i + 1 < points.length; i++) {
		const a = points[i] as Point;
		const b = points[i + 1] as Point;
		const pieces = Math.max(1, Math.round(lengthBetween(a, b) / 700));
		for (let k = 0; k < pieces; k++) {
			const x = a[0] + ((b[0] - a[0]) * k) / pieces;
			const y = a[1] + ((b[1] - a[1]) * k) / pieces;
			// Named points stay, so that courses sketched to meet do meet.
			const w = k === 0 ? 0 : wobbleM;
			dense.push([x + w * smoothNoise(seed + 21, x, y, 900), y + w * smoothNoise(seed + 22, x, y, 900)]);
		}
	}
	dense.push(points[points.length - 1] as Point);
	return simplified(smoothed(dense, 3), 4);
}

/** An ellipse of 4·n points with noise of two wavelengths: bays and headlands. */
function wornEllipse(centre: Point, half: readonly [number, number], seed: number): Point[] {
	const out: Point[] = [];
	const n = Math.max(36, Math.round(Math.sqrt(half[0] * half[1]) / 16));
	for (let i = 0; i < 4 * n; i++) {
		// Points of a square, moved to the circle: no trigonometric call.
		const side = Math.floor(i / n);
		const t = (2 * (i % n)) / n - 1;
		const square: Point = side === 0 ? [1, t] : side === 1 ? [-t, 1] : side === 2 ? [-1, -t] : [t, -1];
		const r = Math.sqrt(square[0] * square[0] + square[1] * square[1]);
		const ux = square[0] / r;
		const uy = square[1] / r;
		const wear =
			1 +
			0.3 * smoothNoise(seed, ux * 1000, uy * 1000, 780) +
			0.07 * smoothNoise(seed + 8, ux * 1000, uy * 1000, 330) +
			0.03 * smoothNoise(seed + 9, ux * 1000, uy * 1000, 130);
		out.push([centre[0] + half[0] * ux * wear, centre[1] + half[1] * uy * wear]);
	}
	const opposite = 2 * n;
	return [
		...simplified(out.slice(0, opposite + 1), 4).slice(0, -1),
		...simplified([...out.slice(opposite), out[0] as Point], 4).slice(0, -1),
	];
}
