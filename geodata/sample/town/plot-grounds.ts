import type { PlotKind } from "../../catalogue/vocabulary.ts";
import { keptBack } from "../land/kernel.ts";
import { placeOfLand, type Zone } from "../land/zones.ts";
import { isStreet } from "../plane/cut.ts";
import type { MapLine, PlanarMap } from "../plane/planar-map.ts";
import { clipLeftOf, lengthBetween, nearestOnSegment, type Point, signedAreaM2 } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";

/** The ground of a plot beside buildings, without a name. */
export interface PlotGround {
	readonly kind: PlotKind;
	readonly ring: readonly Point[];
	readonly face: number;
	/** On its rim, towards a street; at least one. */
	readonly entrances: readonly Point[];
	/** The streets it is named after; its entrance street comes first. */
	readonly streets: readonly MapLine[];
	/** The water or expressway beside it. */
	readonly beside: MapLine | null;
}

/** A plot and the rest of the block. */
export interface PlotSplit {
	readonly plot: PlotGround;
	readonly rest: readonly Point[];
}

/** Minimum distance of buildings from a plot, m. */
const APART_M = 3;
/** Minimum share of a block that must remain for buildings. */
const LEAST_REST_SHARE = 0.5;

/** Setback of a plot from a line: smaller than for buildings, clear of carriageway, bank and tracks. */
function plotSetbackM(line: MapLine): number {
	switch (line.kind) {
		case "street":
			return line.widthM / 2 + 2;
		case "wall":
			return 1.5;
		case "canal":
		case "river":
			return line.widthM / 2 + 5;
		case "shore":
			return 14;
		case "expressway":
			return line.widthM / 2 + 4;
		case "railway":
			return line.widthM / 2 + 9;
		case "limit":
			return 6;
	}
}

/**
 * Separates a plot from a block, of a kind likely at its place.
 *
 * @param ring The buildable ground.
 * @param seed Of the land use.
 * @returns null where the block has no corner or side to spare.
 */
export function splitPlot(
	map: PlanarMap,
	face: number,
	zone: Zone,
	ring: readonly Point[],
	seed: number,
	random: Random,
): PlotSplit | null {
	const block = new Block(map, face, ring);
	for (const tryOne of random.shuffled(likely(zone, block, seed))) {
		const split = tryOne(random);
		if (split) return split;
	}
	return null;
}

/** A small block that is a plot as a whole: demolished, or paved and little used. */
export function wholePlot(map: PlanarMap, face: number, kind: PlotKind, mostM2: number): PlotGround | null {
	const ring = keptBack(map, map.loop(face), plotSetbackM);
	const streets = map
		.loop(face)
		.filter((h) => isStreet(map.lineOf(h)))
		.sort((p, q) => sideM(map, q) - sideM(map, p));
	if (ring.length < 3 || signedAreaM2(ring) > mostM2) return null;
	return groundOf(map, kind, face, ring, streets.slice(0, 2), null);
}

/** Minimum area of a plot, m². */
const LEAST_M2 = 180;
/** A plot can be entered where its rim is this near to the centre of a street. */
const RIM_TO_STREET_M = 34;

/** @returns null where it is too small or its rim runs along none of the streets. */
function groundOf(
	map: PlanarMap,
	kind: PlotKind,
	face: number,
	ring: readonly Point[],
	streets: readonly number[],
	beside: MapLine | null,
): PlotGround | null {
	if (ring.length < 3 || signedAreaM2(ring) < LEAST_M2) return null;
	const entrances = streets.flatMap((h) => rimTowards(ring, map.from(h), map.to(h)));
	if (entrances.length === 0) return null;
	return { kind, ring, face, entrances, streets: streets.map((h) => map.lineOf(h)), beside };
}

/** The middle of the side of a ring along a street, if there is one. */
function rimTowards(ring: readonly Point[], a: Point, b: Point): Point[] {
	let best: Point | null = null;
	let bestM = RIM_TO_STREET_M;
	ring.forEach((p, i) => {
		const q = ring[(i + 1) % ring.length] as Point;
		if (lengthBetween(p, q) < 3) return;
		const farM = Math.max(nearestOnSegment(p, a, b).distanceM, nearestOnSegment(q, a, b).distanceM);
		if (farM >= bestM) return;
		bestM = farM;
		best = [(p[0] + q[0]) / 2, (p[1] + q[1]) / 2];
	});
	return best ? [best] : [];
}

type Try = (random: Random) => PlotSplit | null;

/** Kinds of plot that a block's margins may become, by land use. */
function likely(zone: Zone, block: Block, seed: number): Try[] {
	const [x, y] = block.ring[0] ?? [0, 0];
	const { reach } = placeOfLand(x, y, seed);
	const belt: Try = (random) => block.alongStreet("roadside-belt", ARTERIAL, [9, 21], [48, 150], random);
	const green: Try = (random) =>
		block.atCorner("low-use-green", WET, [26, 66], random) ??
		block.fromStreet("low-use-green", /river|canal|expressway/, [15, 30], [40, 120], random);
	const narrow: Try = (random) => block.fromStreet("narrow", /wall/, [7, 15], [48, 140], random);
	const plaza: Try = (random) => block.atCorner("low-use-plaza", /street/, [30, 74], random);
	const razed: Try = (random) => block.alongStreet("demolition", ANY_STREET, [30, 62], [30, 100], random);
	const idle: Try = (random) => block.alongStreet("idle", ANY_STREET, [32, 100], [40, 130], random);
	switch (zone) {
		case "factory":
			return [idle, idle, belt, green];
		case "country":
			return [idle, idle, belt, green, green];
		case "estate":
			return [razed, razed, narrow, green, belt];
		default:
			return reach < 0.55
				? [plaza, plaza, plaza, narrow, green, green, belt]
				: [narrow, green, belt, razed, idle];
	}
}

const ARTERIAL: ReadonlySet<string> = new Set(["primary", "secondary", "tertiary"]);
const ANY_STREET: ReadonlySet<string> = new Set([...ARTERIAL, "residential", "unclassified", "service"]);
const WET = /river|canal/;

type Span = readonly [low: number, high: number];

class Block {
	readonly map: PlanarMap;
	readonly face: number;
	readonly loop: readonly number[];
	/** The buildable ground. */
	readonly ring: readonly Point[];
	/** The ground available for plots: the part of the block visible from its centre, up to the pavement. */
	readonly #open: readonly Point[];

	constructor(map: PlanarMap, face: number, ring: readonly Point[]) {
		this.map = map;
		this.face = face;
		this.ring = ring;
		this.loop = map.loop(face);
		this.#open = keptBack(map, this.loop, plotSetbackM);
	}

	/** A strip along a street of one of these classes, at one of its ends, so that a gate may open in the middle. */
	alongStreet(
		kind: PlotKind,
		classes: ReadonlySet<string>,
		depthM: Span,
		lengthM: Span,
		random: Random,
	): PlotSplit | null {
		const sides = this.loop.filter((h) => {
			const line = this.map.lineOf(h);
			return isStreet(line) && classes.has(line.streetClass) && sideM(this.map, h) > lengthM[0] + 20;
		});
		if (sides.length === 0) return null;
		const h = random.pick(sides);
		const most = Math.max(lengthM[0], sideM(this.map, h) * 0.55);
		const length = random.range(lengthM[0], Math.min(lengthM[1], most));
		const ends = random.chance(0.5) ? "start" : "end";
		return this.#strip(kind, h, ends, depthM, length, [h, ...this.#streetAtEnd(h, ends)], null, random);
	}

	/** A strip along another line of the block, starting at the street where it ends. */
	fromStreet(kind: PlotKind, lines: RegExp, depthM: Span, lengthM: Span, random: Random): PlotSplit | null {
		const options = this.loop.flatMap((h) => {
			if (!lines.test(this.map.lineOf(h).kind) || sideM(this.map, h) < lengthM[0]) return [];
			return (["start", "end"] as const).flatMap((ends) =>
				this.#streetAtEnd(h, ends).map((street) => ({ h, ends, street })),
			);
		});
		if (options.length === 0) return null;
		const { h, ends, street } = random.pick(options);
		const line = this.map.lineOf(h);
		const beside = line.kind === "wall" ? null : line;
		const length = Math.min(sideM(this.map, h), random.range(...lengthM));
		return this.#strip(kind, h, ends, depthM, length, [street], beside, random);
	}

	/** The corner between a street and a line of this kind, cut off diagonally. */
	atCorner(kind: PlotKind, lines: RegExp, legM: Span, random: Random): PlotSplit | null {
		const corners = this.loop.flatMap((h, i) => {
			const g = this.loop[(i + this.loop.length - 1) % this.loop.length] as number;
			const [one, other] = [this.map.lineOf(g), this.map.lineOf(h)];
			if (isStreet(one) && lines.test(other.kind)) return [{ g, h, street: g, second: h }];
			if (isStreet(other) && lines.test(one.kind)) return [{ g, h, street: h, second: g }];
			return [];
		});
		if (corners.length === 0) return null;
		const { g, h, street, second } = random.pick(corners);
		const corner = this.map.from(h);
		const u = unit(corner, this.map.to(h));
		const v = unit(corner, this.map.from(g));
		if (u[0] * v[1] - u[1] * v[0] < 0.45) return null;
		const far = (line: MapLine) => plotSetbackM(line) * 1.4 + random.range(...legM);
		const p = onRay(corner, u, Math.min(far(this.map.lineOf(g)), sideM(this.map, h) * 0.8));
		const q = onRay(corner, v, Math.min(far(this.map.lineOf(h)), sideM(this.map, g) * 0.8));
		const other = this.map.lineOf(second);
		const streets = isStreet(other) ? [street, second] : [street];
		return this.#split(kind, q, p, this.#open, streets, isStreet(other) ? null : other);
	}

	#streetAtEnd(h: number, ends: "start" | "end"): number[] {
		const i = this.loop.indexOf(h);
		const n = this.loop.length;
		const next = this.loop[(ends === "end" ? i + 1 : i + n - 1) % n] as number;
		return isStreet(this.map.lineOf(next)) ? [next] : [];
	}

	#strip(
		kind: PlotKind,
		h: number,
		ends: "start" | "end",
		depthM: Span,
		lengthM: number,
		streets: readonly number[],
		beside: MapLine | null,
		random: Random,
	): PlotSplit | null {
		const a = this.map.from(h);
		const b = this.map.to(h);
		const u = unit(a, b);
		const across: Point = [-u[1], u[0]];
		const setback = plotSetbackM(this.map.lineOf(h));
		// The two ends differ: real plots are seldom rectangles.
		const depth = random.range(...depthM);
		const p = onRay(a, across, setback + depth);
		const q = onRay(b, across, setback + depth * random.range(0.8, 1.25));
		// Where the street bends away, the strip extends a little past the end of its line.
		const [from, to] = ends === "start" ? [-depth / 2, lengthM] : [-lengthM, depth / 2];
		const origin = ends === "start" ? a : b;
		const slant: Point = [across[0] + u[0] * 0.1, across[1] + u[1] * 0.1];
		const low = onRay(origin, u, from);
		const high = onRay(origin, u, to);
		const open = clipLeftOf(
			clipLeftOf(this.#open, onRay(low, slant, 10), low, 0),
			high,
			onRay(high, slant, 10),
			0,
		);
		return this.#split(kind, p, q, open, streets, beside);
	}

	/** The plot is right of p → q, the buildings left of it. */
	#split(
		kind: PlotKind,
		p: Point,
		q: Point,
		open: readonly Point[],
		streets: readonly number[],
		beside: MapLine | null,
	): PlotSplit | null {
		if (open.length < 3) return null;
		const plot = groundOf(this.map, kind, this.face, clipLeftOf(open, q, p, 0), streets, beside);
		if (!plot) return null;
		const rest = this.ring.length < 3 ? [] : clipLeftOf(this.ring, p, q, APART_M);
		const left = rest.length < 3 ? 0 : signedAreaM2(rest);
		if (this.ring.length >= 3 && left < LEAST_REST_SHARE * signedAreaM2(this.ring)) return null;
		return { plot, rest };
	}
}

function sideM(map: PlanarMap, h: number): number {
	return lengthBetween(map.from(h), map.to(h));
}

function unit(a: Point, b: Point): Point {
	const length = lengthBetween(a, b) || 1;
	return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}

function onRay(from: Point, direction: Point, m: number): Point {
	return [from[0] + direction[0] * m, from[1] + direction[1] * m];
}
