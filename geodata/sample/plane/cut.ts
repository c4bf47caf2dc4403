import { chordThrough, type Hit, longestAxis } from "./chord.ts";
import type { MapLine, PlanarMap } from "./planar-map.ts";
import { centroid, crossing, insideRing, lengthBetween, type Point, signedAreaM2 } from "./plane.ts";
import type { Random } from "./random.ts";

export interface CutOptions {
	/** Maximum shift of a cut to meet a street that ends across water or a railway, m. */
	readonly meetM: number;
	/** Probability of such a shift. */
	readonly bridgeShare: number;
	/** Maximum deviation of a cut from a right angle, as a slope. */
	readonly lean: number;
	/** Largest sideways bend as a share of the cut's length. */
	readonly bendShare: number;
	/** Minimum street frontage of each part, m; 0 where the cut is a street itself. */
	readonly frontageM: number;
	/** Whether both ends may lie on water, for streets that others will connect. */
	readonly mayFloat: boolean;
}

/** Where a cut meets the loop: at the node that starts `halfEdge`, or on it. */
interface Landing {
	readonly index: number;
	readonly halfEdge: number;
	readonly at: Point;
	readonly isNode: boolean;
}

interface Plan {
	readonly a: Landing;
	readonly b: Landing;
	readonly badness: number;
}

const CARRIES_NO_STREET: ReadonlySet<string> = new Set(["river", "canal", "shore", "expressway", "railway"]);
/** A cut that lands nearer than this to a node ends at the node. */
const NODE_REACH_M = 16;

export function isStreet(line: MapLine): boolean {
	return line.kind === "street";
}

export function isBarrier(line: MapLine): boolean {
	return CARRIES_NO_STREET.has(line.kind);
}

/** Whether a street touches the node that starts this half-edge. */
export function touchesStreet(map: PlanarMap, halfEdge: number): boolean {
	return map.around(halfEdge).some((h) => isStreet(map.lineOf(h)));
}

/**
 * Cuts a face in two across its longest axis by the best of a few attempts: parts of the drawn sizes, right angles,
 * ends on streets or opposite one across water.
 *
 * @returns the new face, or -1 where no attempt fits.
 */
export function cutFace(
	map: PlanarMap,
	face: number,
	line: number,
	options: CutOptions,
	random: Random,
): number {
	const loop = map.loop(face);
	const ring = loop.map((h) => map.from(h));
	const area = signedAreaM2(ring);
	if (area <= 0 || ring.length < 4) return -1;
	const middle = centroid(ring);
	const [axis, lengthM] = longestAxis(ring);
	// Halves are rare in real parcels.
	const aim = random.range(0.34, 0.5);
	let best: Plan | null = null;
	for (let attempt = 0; attempt < 20; attempt++) {
		// The first attempts are near the middle and square; later ones allow more deviation.
		const loose = attempt < 7 ? 1 : 3.2;
		if (attempt === 7 && best) break;
		const shift = random.range(-0.2, 0.2) * lengthM * loose;
		const turn = random.range(-options.lean, options.lean) * loose;
		const origin: Point = [middle[0] + axis[0] * shift, middle[1] + axis[1] * shift];
		const direction: Point = [-axis[1] + axis[0] * turn, axis[0] + axis[1] * turn];
		const plan = planCut(map, loop, ring, area, origin, direction, options, random, loose, aim);
		if (plan && (!best || plan.badness < best.badness)) best = plan;
		if (best && best.badness < 0.16) break;
	}
	if (!best) return -1;
	return carryOut(map, ring, best, line, options.bendShare, random);
}

function planCut(
	map: PlanarMap,
	loop: readonly number[],
	ring: readonly Point[],
	area: number,
	origin: Point,
	direction: Point,
	options: CutOptions,
	random: Random,
	loose: number,
	aim: number,
): Plan | null {
	const chord = chordThrough(ring, origin, direction);
	if (!chord) return null;
	const a = landing(map, loop, ring, chord[0], options, random);
	const b = landing(map, loop, ring, chord[1], options, random);
	if (!isClear(ring, a, b)) return null;
	const onStreet = (l: Landing) =>
		l.isNode ? touchesStreet(map, l.halfEdge) : isStreet(map.lineOf(l.halfEdge));
	const streets = Number(onStreet(a)) + Number(onStreet(b));
	if (options.frontageM === 0 && streets === 0 && !options.mayFloat) return null;
	const part = [a.at, ...nodesBetween(ring, a, b), b.at];
	const share = signedAreaM2(part) / area;
	const least = 0.22 / loose;
	if (share < least || share > 1 - least) return null;
	if (options.frontageM > 0) {
		const [left, right] = frontagesM(map, loop, ring, a, b);
		if (left < options.frontageM || right < options.frontageM) return null;
	}
	const square = Math.min(cornerSine(ring, a, b), cornerSine(ring, b, a));
	if (square < (loose > 1 ? 0.36 : 0.55)) return null;
	return {
		a,
		b,
		badness: Math.abs(Math.min(share, 1 - share) - aim) + 0.5 * (1 - square) + 0.1 * (2 - streets),
	};
}

/** Moves a hit to a node worth meeting: a near one, or one where a street ends across the water. */
function landing(
	map: PlanarMap,
	loop: readonly number[],
	ring: readonly Point[],
	hit: Hit,
	options: CutOptions,
	random: Random,
): Landing {
	const h = loop[hit.index]!;
	const p = ring[hit.index] as Point;
	const q = ring[(hit.index + 1) % ring.length] as Point;
	const at: Point = [p[0] + (q[0] - p[0]) * hit.share, p[1] + (q[1] - p[1]) * hit.share];
	const barrier = isBarrier(map.lineOf(h));
	const wantsToMeet = options.frontageM === 0 && random.chance(barrier ? options.bridgeShare : 0.8);
	let best: Landing | null = null;
	let bestM = Number.POSITIVE_INFINITY;
	for (let i = 0; i < loop.length; i++) {
		const d = lengthBetween(ring[i] as Point, at);
		const near = i === hit.index || i === (hit.index + 1) % ring.length;
		const reach = wantsToMeet && d < options.meetM && endsAcross(map, loop[i]!, barrier) ? options.meetM : 0;
		if (d < Math.max(reach, near ? NODE_REACH_M : 0) && d < bestM) {
			best = { index: i, halfEdge: loop[i]!, at: ring[i] as Point, isNode: true };
			bestM = d;
		}
	}
	return best ?? { index: hit.index, halfEdge: h, at, isNode: false };
}

/** Whether a street reaches this node of the loop from outside the face, across a barrier or at a junction. */
function endsAcross(map: PlanarMap, halfEdge: number, barrier: boolean): boolean {
	const around = map.around(halfEdge);
	if (barrier && !isBarrier(map.lineOf(halfEdge))) return false;
	const before = map.previous[halfEdge]! ^ 1;
	const outside = around.filter((h) => h !== halfEdge && h !== before);
	return outside.some((h) => isStreet(map.lineOf(h))) && around.length <= 3;
}

/** Nodes of the ring strictly between two landings, in order. */
function nodesBetween(ring: readonly Point[], a: Landing, b: Landing): Point[] {
	const out: Point[] = [];
	const n = ring.length;
	const last = b.isNode ? (b.index + n - 1) % n : b.index;
	let i = (a.index + 1) % n;
	if (last === a.index && a.index === b.index) return out;
	while (true) {
		if ((last + 1) % n === i) break;
		out.push(ring[i] as Point);
		if (i === last) break;
		i = (i + 1) % n;
	}
	return out;
}

/** Whether the straight line between two landings stays inside the ring. */
function isClear(ring: readonly Point[], a: Landing, b: Landing): boolean {
	const n = ring.length;
	if (a.index === b.index) return false;
	if (a.isNode && b.isNode && ((a.index + 1) % n === b.index || (b.index + 1) % n === a.index)) return false;
	if (a.isNode && !b.isNode && (b.index + 1) % n === a.index) return false;
	if (b.isNode && !a.isNode && (a.index + 1) % n === b.index) return false;
	if (lengthBetween(a.at, b.at) < 25) return false;
	if (!opensTo(ring, a, b.at) || !opensTo(ring, b, a.at)) return false;
	if (!insideRing(ring, (a.at[0] + b.at[0]) / 2, (a.at[1] + b.at[1]) / 2)) return false;
	return crossesNothing(ring, a, b, [a.at, b.at]);
}

/**
 * Whether the face lies towards a point at a landing. Where a face has one line on both sides, as where an island is
 * connected to its shore, a landing may be on the other side of it.
 */
function opensTo(ring: readonly Point[], landing: Landing, to: Point): boolean {
	const n = ring.length;
	const at = landing.at;
	const next = ring[(landing.index + 1) % n] as Point;
	const isLeft = (p: Point, q: Point) => (q[0] - p[0]) * (to[1] - p[1]) - (q[1] - p[1]) * (to[0] - p[0]) > 0;
	if (!landing.isNode) return isLeft(at, next);
	const before = ring[(landing.index + n - 1) % n] as Point;
	const turn = (at[0] - before[0]) * (next[1] - at[1]) - (at[1] - before[1]) * (next[0] - at[0]);
	return turn > 0 ? isLeft(before, at) && isLeft(at, next) : isLeft(before, at) || isLeft(at, next);
}

function crossesNothing(ring: readonly Point[], a: Landing, b: Landing, chain: readonly Point[]): boolean {
	const n = ring.length;
	const own = (i: number, l: Landing) => i === l.index || (l.isNode && (i + 1) % n === l.index);
	for (let k = 0; k + 1 < chain.length; k++) {
		const p = chain[k] as Point;
		const q = chain[k + 1] as Point;
		for (let i = 0; i < n; i++) {
			if (k === 0 && own(i, a)) continue;
			if (k + 2 === chain.length && own(i, b)) continue;
			if (crossing(p, q, ring[i] as Point, ring[(i + 1) % n] as Point)) return false;
		}
	}
	return true;
}

/** Sine of the smaller angle between the chord and the sides of the ring at a landing; 1 is a right angle. */
function cornerSine(ring: readonly Point[], at: Landing, to: Landing): number {
	const n = ring.length;
	const p = ring[at.isNode ? (at.index + n - 1) % n : at.index] as Point;
	const q = ring[(at.index + 1) % n] as Point;
	const sine = (side: Point) => {
		const dx = to.at[0] - at.at[0];
		const dy = to.at[1] - at.at[1];
		const sx = side[0] - at.at[0];
		const sy = side[1] - at.at[1];
		const sizes = Math.sqrt((dx * dx + dy * dy) * (sx * sx + sy * sy));
		if (sizes === 0) return 1;
		// Only acute angles count; obtuse corners are no defect.
		return dx * sx + dy * sy < 0 ? 1 : Math.abs(dx * sy - dy * sx) / sizes;
	};
	return Math.min(sine(p), sine(q));
}

/** Street frontage of the two parts, m. */
function frontagesM(
	map: PlanarMap,
	loop: readonly number[],
	ring: readonly Point[],
	a: Landing,
	b: Landing,
): [number, number] {
	const n = loop.length;
	let first = 0;
	let second = 0;
	for (let i = 0; i < n; i++) {
		if (!isStreet(map.lineOf(loop[i]!))) continue;
		const length = lengthBetween(ring[i] as Point, ring[(i + 1) % n] as Point);
		const after = (i - a.index + n) % n;
		const span = (b.index - a.index + n) % n;
		if (after === 0 && !a.isNode) {
			const cut = lengthBetween(ring[i] as Point, a.at);
			second += cut;
			first += length - cut;
		} else if (after === span && !b.isNode) {
			const cut = lengthBetween(ring[i] as Point, b.at);
			first += cut;
			second += length - cut;
		} else if (after < span) first += length;
		else second += length;
	}
	return [first, second];
}

function carryOut(
	map: PlanarMap,
	ring: readonly Point[],
	plan: Plan,
	line: number,
	bendShare: number,
	random: Random,
): number {
	const { a, b } = plan;
	const between = bends(ring, a, b, bendShare, random);
	// After splitting, the half-edge ends at the new node: the chain starts at the next one.
	const start = a.isNode ? a.halfEdge : afterSplit(map, a);
	const end = b.isNode ? b.halfEdge : afterSplit(map, b);
	return map.splitFace(start, end, between, line);
}

function afterSplit(map: PlanarMap, landing: Landing): number {
	map.splitEdge(landing.halfEdge, landing.at[0], landing.at[1]);
	return map.next[landing.halfEdge]!;
}

/** One to three points that bend the cut slightly, where there is room. */
function bends(ring: readonly Point[], a: Landing, b: Landing, bendShare: number, random: Random): Point[] {
	const lengthM = lengthBetween(a.at, b.at);
	if (lengthM < 110 || bendShare === 0) return [];
	const count = lengthM < 260 ? 1 : lengthM < 600 ? 2 : 3;
	const nx = -(b.at[1] - a.at[1]) / lengthM;
	const ny = (b.at[0] - a.at[0]) / lengthM;
	const out: Point[] = [];
	const widest = Math.min(bendShare * lengthM, 38);
	// One bend for the whole cut, plus a small offset for each point.
	const bow = random.range(-widest, widest);
	for (let k = 1; k <= count; k++) {
		const t = (k + random.range(-0.18, 0.18)) / (count + 1);
		const off = bow * 4 * t * (1 - t) * 0.8 + random.range(-0.3, 0.3) * widest;
		out.push([a.at[0] + (b.at[0] - a.at[0]) * t + nx * off, a.at[1] + (b.at[1] - a.at[1]) * t + ny * off]);
	}
	return crossesNothing(ring, a, b, [a.at, ...out, b.at]) ? out : [];
}
