import { HAMLET_ENDS, HAMLET_SURNAMES } from "../land/names.ts";
import type { WaterIndex } from "../land/water-shapes.ts";
import { isStreet } from "../plane/cut.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import {
	centroid,
	crossing,
	insideRing,
	isSimple,
	lengthBetween,
	nearestOnSegment,
	type Point,
	signedAreaM2,
} from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";
import type { Built, Home } from "./compounds.ts";

/** Distance from lane to bank, with one row of houses between. */
const HOUSE_ROW_M = 26;
const HAMLET_MIN_M = 66;
const HAMLET_MAX_M = 118;

/**
 * A linear village along water: a lane beside each long section of canal, connected to the nearest street of the
 * face, with hamlets along it.
 */
export function buildVillage(
	map: PlanarMap,
	face: number,
	density: number,
	water: WaterIndex,
	random: Random,
	out: Built,
): Home[] {
	const homes: Home[] = [];
	const loop = map.loop(face);
	if (!loop.some((h) => isStreet(map.lineOf(h)))) return homes;
	const surname = random.pick(HAMLET_SURNAMES);
	for (const chain of waterChains(map, loop)) {
		const ring = map.ring(face);
		const lane = laneBeside(map, chain, ring, random);
		if (lane.length < 2) continue;
		const tie = tieToStreet(map, face, lane);
		if (!tie) continue;
		const nodes = lane.map((p) => map.addNode(...p));
		out.ways.push({ nodes, streetClass: "residential", name: "", bridge: false });
		out.ways.push({
			nodes: [tie.streetNode, nodes[tie.laneIndex]!],
			streetClass: "residential",
			name: "",
			bridge: false,
		});
		for (const home of hamletsAlong(lane, map.ring(face), face, density, surname, random)) {
			const isFree = home.ring.every((p, i) => {
				const q = home.ring[(i + 1) % home.ring.length] as Point;
				return !water.touches(p, q) && !homes.some((other) => touchesRing(other.ring, p, q));
			});
			if (isFree) homes.push(home);
		}
	}
	return homes;
}

/** Runs of the face's loop on canals or rivers, at least 135 m long. */
function waterChains(map: PlanarMap, loop: readonly number[]): number[][] {
	const wet = (h: number) => map.lineOf(h).kind === "canal" || map.lineOf(h).kind === "river";
	const dry = loop.findIndex((h) => !wet(h));
	if (dry < 0) return [];
	const turned = [...loop.slice(dry), ...loop.slice(0, dry)];
	const chains: number[][] = [];
	let current: number[] = [];
	const close = () => {
		const length = current.reduce((sum, h) => sum + lengthBetween(map.from(h), map.to(h)), 0);
		if (length > 135) chains.push(current);
		current = [];
	};
	for (const h of turned) {
		const last = current[current.length - 1];
		if (!wet(h)) close();
		else if (last !== undefined && bendsSharply(map, last, h)) {
			close();
			current = [h];
		} else current.push(h);
	}
	close();
	return chains;
}

function bendsSharply(map: PlanarMap, before: number, after: number): boolean {
	const a = map.from(before);
	const b = map.to(before);
	const c = map.to(after);
	const dot = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1]);
	return dot < 0.82 * lengthBetween(a, b) * lengthBetween(b, c);
}

/** A line left of a chain of water, one row of houses from the bank; only where it stays inside. */
function laneBeside(
	map: PlanarMap,
	chain: readonly number[],
	ring: readonly Point[],
	random: Random,
): Point[] {
	const points = [...chain.map((h) => map.from(h)), map.to(chain[chain.length - 1]!)];
	const widest = Math.max(...chain.map((h) => map.lineOf(h).widthM));
	const offset = widest / 2 + 10 + HOUSE_ROW_M;
	const line: Point[] = [];
	const total = points.reduce((sum, p, i) => sum + (i ? lengthBetween(points[i - 1] as Point, p) : 0), 0);
	const from = 26 + random.next() * 0.16 * total;
	const to = total - 26 - random.next() * 0.16 * total;
	let walked = 0;
	for (let i = 0; i + 1 < points.length; i++) {
		const a = points[i] as Point;
		const b = points[i + 1] as Point;
		const length = lengthBetween(a, b);
		if (length === 0) continue;
		const nx = -(b[1] - a[1]) / length;
		const ny = (b[0] - a[0]) / length;
		for (const t of [0.02, 0.5, 0.98]) {
			const at = walked + length * t;
			if (at < from || at > to) continue;
			line.push([a[0] + (b[0] - a[0]) * t + nx * offset, a[1] + (b[1] - a[1]) * t + ny * offset]);
		}
		walked += length;
	}
	const roomy = line.filter((p) => insideRing(ring, p[0], p[1]) && distanceToRingM(ring, p) > offset * 0.8);
	if (roomy.length !== line.length || line.length < 2) return [];
	for (let i = 0; i + 1 < line.length; i++) {
		if (crossesRing(ring, line[i] as Point, line[i + 1] as Point)) return [];
	}
	return lengthOf(line) > 70 ? line : [];
}

/** The shortest clear way from an end of the lane to a street of its face; splits that street. */
function tieToStreet(
	map: PlanarMap,
	face: number,
	lane: readonly Point[],
): { streetNode: number; laneIndex: number } | null {
	let best: { h: number; at: Point; laneIndex: number; distanceM: number } | null = null;
	const loop = map.loop(face);
	const ring = loop.map((h) => map.from(h));
	for (const laneIndex of [0, lane.length - 1, Math.floor(lane.length / 2)]) {
		const p = lane[laneIndex] as Point;
		for (const h of loop) {
			if (!isStreet(map.lineOf(h))) continue;
			const a = map.from(h);
			const b = map.to(h);
			const length = lengthBetween(a, b);
			if (length < 70) continue;
			const near = nearestOnSegment(p, a, b);
			// Clear of bridgeheads at both ends.
			const t = Math.min(1 - 32 / length, Math.max(32 / length, near.t));
			const at: Point = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
			const distanceM = lengthBetween(p, at);
			if (distanceM > 700 || (best && distanceM >= best.distanceM)) continue;
			if (crossesRing(ring, p, [at[0] + (p[0] - at[0]) * 0.02, at[1] + (p[1] - at[1]) * 0.02])) continue;
			if (crossesLine(lane, laneIndex, p, at)) continue;
			best = { h, at, laneIndex, distanceM };
		}
	}
	return best ? { streetNode: map.splitEdge(best.h, ...best.at), laneIndex: best.laneIndex } : null;
}

function hamletsAlong(
	lane: readonly Point[],
	ring: readonly Point[],
	face: number,
	density: number,
	surname: string,
	random: Random,
): Home[] {
	const homes: Home[] = [];
	const total = lengthOf(lane);
	let at = 0;
	while (total - at > HAMLET_MIN_M * 0.7) {
		const end = Math.min(total, at + random.range(HAMLET_MIN_M, HAMLET_MAX_M));
		const piece = between(lane, at, end - 8);
		at = end;
		if (random.chance(0.09)) continue;
		const deep = random.range(22, 44);
		const strip = [...offsetLine(piece, -(HOUSE_ROW_M - 4)), ...offsetLine(piece, deep).reverse()];
		if (signedAreaM2(strip) < 900 || !isSimple(strip) || strip.some((p) => !insideRing(ring, p[0], p[1])))
			continue;
		const middle = centroid(strip);
		homes.push({
			kind: "hamlet",
			zone: "country",
			name: surname + random.pick(HAMLET_ENDS),
			ring: strip,
			centre: middle,
			gates: [piece[0] as Point, piece[piece.length - 1] as Point],
			doorsteps: [piece[0] as Point],
			walls: [],
			buildings: cottages(piece, deep, random),
			face,
			weight: signedAreaM2(strip) * density * random.range(0.6, 1.5),
		});
	}
	return homes;
}

/** Houses of a hamlet on both sides of the lane. */
function cottages(piece: readonly Point[], deep: number, random: Random): Point[][] {
	const out: Point[][] = [];
	const total = lengthOf(piece);
	for (let at = 8; at + 14 < total && out.length < 6; at += random.range(20, 34)) {
		const [p, q] = between(piece, at, at + 11);
		if (!p || !q) continue;
		const length = lengthBetween(p, q) || 1;
		const nx = -(q[1] - p[1]) / length;
		const ny = (q[0] - p[0]) / length;
		const side = random.chance(0.5) ? -1 : 1;
		const near = side < 0 ? -18 : 6;
		const far = side < 0 ? -7 : Math.min(deep - 3, 18);
		const box: Point[] = [
			[p[0] + nx * near, p[1] + ny * near],
			[q[0] + nx * near, q[1] + ny * near],
			[q[0] + nx * far, q[1] + ny * far],
			[p[0] + nx * far, p[1] + ny * far],
		];
		out.push(box);
	}
	return out;
}

function lengthOf(line: readonly Point[]): number {
	let sum = 0;
	for (let i = 1; i < line.length; i++) sum += lengthBetween(line[i - 1] as Point, line[i] as Point);
	return sum;
}

/** The part of a line between two distances along it. */
function between(line: readonly Point[], fromM: number, toM: number): Point[] {
	const out: Point[] = [];
	let walked = 0;
	for (let i = 0; i + 1 < line.length; i++) {
		const a = line[i] as Point;
		const b = line[i + 1] as Point;
		const length = lengthBetween(a, b);
		const at = (m: number): Point => {
			const t = (m - walked) / length;
			return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
		};
		if (walked + length > fromM && walked < toM) {
			if (out.length === 0) out.push(at(Math.max(fromM, walked)));
			const end = at(Math.min(toM, walked + length));
			// A very short last step would reverse the strip's normals.
			if (out.length > 1 && lengthBetween(out[out.length - 1] as Point, end) < 8) out.pop();
			out.push(end);
		}
		walked += length;
	}
	return out;
}

/** A line moved to its left by `offsetM` (right where negative); for gentle bends. */
function offsetLine(line: readonly Point[], offsetM: number): Point[] {
	return line.map((p, i) => {
		const a = line[Math.max(0, i - 1)] as Point;
		const b = line[Math.min(line.length - 1, i + 1)] as Point;
		const length = lengthBetween(a, b) || 1;
		return [p[0] - ((b[1] - a[1]) / length) * offsetM, p[1] + ((b[0] - a[0]) / length) * offsetM];
	});
}

function distanceToRingM(ring: readonly Point[], p: Point): number {
	let best = Number.POSITIVE_INFINITY;
	for (let i = 0; i < ring.length; i++) {
		const d = nearestOnSegment(p, ring[i] as Point, ring[(i + 1) % ring.length] as Point).distanceM;
		if (d < best) best = d;
	}
	return best;
}

function touchesRing(ring: readonly Point[], p: Point, q: Point): boolean {
	return insideRing(ring, ...p) || crossesRing(ring, p, q);
}

function crossesRing(ring: readonly Point[], p: Point, q: Point): boolean {
	for (let i = 0; i < ring.length; i++) {
		if (crossing(p, q, ring[i] as Point, ring[(i + 1) % ring.length] as Point)) return true;
	}
	return false;
}

function crossesLine(lane: readonly Point[], own: number, p: Point, q: Point): boolean {
	for (let i = 0; i + 1 < lane.length; i++) {
		if (i === own || i + 1 === own) continue;
		if (crossing(p, q, lane[i] as Point, lane[i + 1] as Point)) return true;
	}
	return false;
}
