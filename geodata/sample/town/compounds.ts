import { COMPOUND_ENDS, COMPOUND_STEMS, ESTATE_ENDS } from "../land/names.ts";
import type { Zone } from "../land/zones.ts";
import { isBarrier, isStreet } from "../plane/cut.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { centroid, clipLeftOf, crossing, lengthBetween, type Point, signedAreaM2 } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";
import { oldHouses, slabs } from "./houses.ts";

/** A way outside the planar map; its nodes are the map's, so ways connect at shared nodes. */
export interface ExtraWay {
	readonly nodes: readonly number[];
	readonly streetClass: string;
	readonly name: string;
	readonly bridge: boolean;
}

/** A home without people and community name. */
export interface Home {
	readonly kind: "compound" | "hamlet";
	readonly zone: Zone;
	readonly name: string;
	readonly ring: readonly Point[];
	readonly centre: Point;
	readonly gates: readonly Point[];
	/** On the street in front of each gate. */
	readonly doorsteps: readonly Point[];
	readonly walls: readonly (readonly Point[])[];
	readonly buildings: readonly (readonly Point[])[];
	readonly face: number;
	/** Floor space in arbitrary units: the weight for distributing people. */
	readonly weight: number;
}

export interface Built {
	readonly homes: Home[];
	readonly ways: ExtraWay[];
	readonly gateNodes: number[];
	/** Where the ways from gates meet streets. */
	readonly gateStreetNodes: Set<number>;
}

/** Half the width of a gate in its wall, m. */
const GATE_HALF_M = 4;
/** Minimum distance between two gates in one wall, m. */
const GATES_APART_M = 25;
/** Distance from the street within which a way must meet the wall; else it turns towards the centre, m. */
const GATE_REACH_M = 75;

/**
 * A gated compound in a block: wall, one to four gates on its streets, an inner loop reached only through them.
 * @returns null where the block has no street or is too small.
 */
export function buildCompound(
	map: PlanarMap,
	face: number,
	zone: Zone,
	density: number,
	random: Random,
	out: Built,
	ring: readonly Point[],
): Home | null {
	const loop = map.loop(face);
	const area = ring.length < 3 ? 0 : signedAreaM2(ring);
	if (area < 3200) return null;
	const centre = centroid(ring);
	const sides = loop.filter((h) => isStreet(map.lineOf(h)) && lengthBetween(map.from(h), map.to(h)) > 34);
	if (sides.length === 0) return null;
	const most = area < 7000 ? 1 : area < 16_000 ? 2 : area < 32_000 ? 3 : 4;
	const wanted = zone === "estate" ? random.int(1, Math.min(2, most)) : random.int(Math.min(2, most), most);
	// One in eight has no loop: its ways meet in the centre and end among the houses.
	const inner = random.chance(0.125) ? [] : innerLoop(ring);
	const gates: Point[] = [];
	const steps: Point[] = [];
	const meets: Point[] = [];
	const meetNodes: number[] = [];
	let middleNode = -1;
	/** @param ahead The direction of the way from the street; the centre of the compound where it would miss. */
	const openGate = (s: Point, ahead: Point, streetNodeOf: () => number): void => {
		if (gates.length >= wanted || gates.some((g) => lengthBetween(g, s) < 70)) return;
		const gate = ringHit(ring, s, ahead) ?? ringHit(ring, s, centre);
		const target =
			inner.length >= 3
				? (ringHit(inner, s, ahead) ?? ringHit(inner, gate?.at ?? s, centre))
				: { at: centre, side: -1 };
		if (!gate || !target || gates.some((g) => lengthBetween(g, gate.at) < GATES_APART_M)) return;
		const streetNode = streetNodeOf();
		const gateNode = map.addNode(...gate.at);
		if (inner.length < 3 && middleNode < 0) middleNode = map.addNode(...centre);
		const meetNode = inner.length < 3 ? middleNode : map.addNode(...target.at);
		gates.push(gate.at);
		steps.push(s);
		meets.push(target.at);
		meetNodes.push(meetNode);
		out.gateNodes.push(gateNode);
		out.gateStreetNodes.add(streetNode);
		out.ways.push({
			nodes: [streetNode, gateNode, meetNode],
			streetClass: "service",
			name: "",
			bridge: false,
		});
	};
	for (const h of random.shuffled(loop)) {
		// Gates prefer to face each other across the street.
		const node = map.origin[h]!;
		const facing = out.gateStreetNodes.has(node) && map.around(h).every((o) => isStreet(map.lineOf(o)));
		if (facing && random.chance(0.6)) openGate(map.point(node), centre, () => node);
	}
	for (const h of random.shuffled(sides)) {
		const a = map.from(h);
		const b = map.to(h);
		const t = random.range(0.36, 0.64);
		const s: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
		// Perpendicular to the street, whose face is on the left.
		const reach = GATE_REACH_M / lengthBetween(a, b);
		const ahead: Point = [s[0] - (b[1] - a[1]) * reach, s[1] + (b[0] - a[0]) * reach];
		openGate(s, ahead, () => map.splitEdge(h, s[0], s[1]));
	}
	if (gates.length === 0) return null;
	const paths = innerPaths(map, ring, inner, centre, meets, meetNodes, area, random);
	for (const nodes of paths) out.ways.push({ nodes, streetClass: "footway", name: "", bridge: false });
	const lanes = paths.map((nodes) => nodes.map((n) => map.point(n)));
	lanes.push(...gates.map((g, i) => [g, meets[i] as Point]));
	return {
		kind: "compound",
		zone,
		name: compoundName(zone, random),
		ring,
		centre,
		gates,
		doorsteps: steps,
		walls: wallsOf(ring, gates),
		buildings: slabs(ring, lanes, random),
		face,
		weight: area * density,
	};
}

/** An old block larger than this has rows of houses. */
const LARGEST_YARD_M2 = 14_000;

/** A block of an old core: no wall, doors on the surrounding lanes. */
export function buildOldBlock(
	map: PlanarMap,
	face: number,
	density: number,
	random: Random,
	ring: readonly Point[],
): Home | null {
	const loop = map.loop(face);
	const area = ring.length < 3 ? 0 : signedAreaM2(ring);
	if (area < 900) return null;
	const doors: Point[] = [];
	const sides = loop.filter((h) => isStreet(map.lineOf(h)) && lengthBetween(map.from(h), map.to(h)) >= 18);
	// A lane that meets water may end before it, so doors are on the other lanes where there are any.
	const dry = sides.filter(
		(h) => ![h, h ^ 1].some((end) => map.around(end).some((o) => isBarrier(map.lineOf(o)))),
	);
	for (const h of (dry.length > 0 ? dry : sides).slice(0, 4)) {
		const [a, b] = [map.from(h), map.to(h)];
		doors.push([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
	}
	if (doors.length === 0) return null;
	const stem = random.pick(COMPOUND_STEMS);
	return {
		kind: "compound",
		zone: "core",
		name: stem + random.pick(["弄", "里", "街坊", "巷", "老街"]),
		ring,
		centre: centroid(ring),
		gates: doors,
		doorsteps: doors,
		walls: [],
		buildings: area > LARGEST_YARD_M2 ? slabs(ring, [], random) : oldHouses(ring, random),
		face,
		weight: area * density,
	};
}

function compoundName(zone: Zone, random: Random): string {
	const stem = random.pick(COMPOUND_STEMS);
	const quarter = random.chance(0.3) ? random.pick(["一期", "二期", "东区", "西区", "南区", "北区"]) : "";
	return stem + random.pick(zone === "estate" ? ESTATE_ENDS : COMPOUND_ENDS) + quarter;
}

/** The ring moved 17 m inwards without its short sides; empty where it is too small. */
function innerLoop(ring: readonly Point[]): Point[] {
	let inner: Point[] = [...ring];
	for (let i = 0; i < ring.length; i++) {
		inner = clipLeftOf(inner, ring[i] as Point, ring[(i + 1) % ring.length] as Point, 17);
		if (inner.length < 3) return [];
	}
	const kept = inner.filter((p, i) => lengthBetween(p, inner[(i + 1) % inner.length] as Point) > 9);
	return kept.length >= 3 && signedAreaM2(kept) > 1200 ? kept : [];
}

/** Where the way from outside to an interior point enters a convex ring. */
function ringHit(ring: readonly Point[], from: Point, to: Point): { at: Point; side: number } | null {
	let best: { at: Point; side: number; t: number } | null = null;
	for (let i = 0; i < ring.length; i++) {
		const hit = crossing(from, to, ring[i] as Point, ring[(i + 1) % ring.length] as Point);
		if (!hit || (best && best.t <= hit.t)) continue;
		best = {
			at: [from[0] + (to[0] - from[0]) * hit.t, from[1] + (to[1] - from[1]) * hit.t],
			side: i,
			t: hit.t,
		};
	}
	return best;
}

/** The loop through the points where the gates' ways meet it, and a path across in a large compound. */
function innerPaths(
	map: PlanarMap,
	ring: readonly Point[],
	inner: readonly Point[],
	centre: Point,
	meets: readonly Point[],
	meetNodes: readonly number[],
	area: number,
	random: Random,
): number[][] {
	const towards = (from: Point, to: Point, share: number) =>
		map.addNode(from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share);
	if (inner.length < 3) {
		// Without a loop every gate's way leads to the centre; from there to two corners.
		if (area < 6000) return [];
		const corners = random.shuffled(ring).slice(0, 2);
		return corners.map((corner) => [meetNodes[0]!, towards(centre, corner, 0.6)]);
	}
	const round: { side: number; along: number; node: number }[] = [];
	inner.forEach((p, side) => {
		round.push({ side, along: 0, node: map.addNode(...p) });
	});
	meets.forEach((p, i) => {
		const hit = ringHit(inner, [p[0] + (p[0] - centre[0]) * 0.01, p[1] + (p[1] - centre[1]) * 0.01], centre);
		const side = hit ? hit.side : 0;
		round.push({ side, along: lengthBetween(inner[side] as Point, p) + 0.001, node: meetNodes[i]! });
	});
	round.sort((a, b) => a.side - b.side || a.along - b.along);
	const ringNodes = round.map((r) => r.node);
	const paths = [[...ringNodes, ringNodes[0]!]];
	if (area > 30_000) {
		const middle = map.addNode(...centre);
		const start = ringNodes.indexOf(meetNodes[0]!);
		const opposite = ringNodes[(start + Math.ceil(ringNodes.length / 2)) % ringNodes.length]!;
		paths.push([meetNodes[0]!, middle, opposite]);
	} else if (random.chance(0.32)) {
		const from = random.pick(ringNodes);
		paths.push([from, towards(map.point(from), centre, 0.62)]);
	}
	return paths;
}

/** The wall along the ring, with an opening of 8 m at each gate. */
export function wallsOf(ring: readonly Point[], gates: readonly Point[]): Point[][] {
	const sides: Point[][] = [];
	let current: Point[] = [];
	for (let i = 0; i < ring.length; i++) {
		const a = ring[i] as Point;
		const b = ring[(i + 1) % ring.length] as Point;
		const length = lengthBetween(a, b);
		const here = gates
			.map((g) => {
				const t = ((g[0] - a[0]) * (b[0] - a[0]) + (g[1] - a[1]) * (b[1] - a[1])) / length;
				const off = lengthBetween(g, [
					a[0] + ((b[0] - a[0]) * t) / length,
					a[1] + ((b[1] - a[1]) * t) / length,
				]);
				return { t, off };
			})
			.filter(({ t, off }) => off < 0.5 && t >= -0.5 && t <= length + 0.5)
			.sort((p, q) => p.t - q.t);
		current.push(a);
		for (const { t } of here) {
			const at = (m: number): Point => {
				const share = Math.min(1, Math.max(0, m / length));
				return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
			};
			current.push(at(t - GATE_HALF_M));
			sides.push(current);
			current = [at(t + GATE_HALF_M)];
		}
	}
	if (sides.length === 0) return [[...ring, ring[0] as Point]];
	// The section after the last gate continues into the first.
	sides[0] = [...current, ...(sides[0] as Point[])];
	return sides.filter((s) => s.length > 1);
}
