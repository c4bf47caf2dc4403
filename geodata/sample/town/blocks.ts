import { STREET_SECONDS, STREET_STEMS } from "../land/names.ts";
import { type Zone, zoneAt } from "../land/zones.ts";
import { type CutOptions, cutFace } from "../plane/cut.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { centroid, insideRing, lengthBetween, type Point, signedAreaM2 } from "../plane/plane.ts";
import { type Random, randomStream } from "../plane/random.ts";

/** A round of cutting: which faces are too large, and what the cut becomes. */
interface Round {
	readonly name: string;
	/** Hectares above which a face is cut, by zone; missing zones are not cut. */
	readonly aboveHa: Partial<Record<Zone, number>>;
	readonly cut: CutOptions;
	readonly street: (zone: Zone, areaHa: number, random: Random) => { streetClass: string; widthM: number };
	/** Variation of the limit from face to face, 0 … 1. */
	readonly variation: number;
}

const HA = 10_000;

/**
 * Superblocks of 400–600 m are 16–36 ha; within them public lanes, then walls between compounds. Old cores are cut to
 * well under a hectare.
 */
const ROUNDS: readonly Round[] = [
	{
		name: "districts",
		aboveHa: { core: 30, urban: 62, estate: 62, factory: 70, country: 150 },
		cut: { meetM: 220, bridgeShare: 0.95, lean: 0.2, bendShare: 0.07, frontageM: 0, mayFloat: true },
		street: (zone) =>
			zone === "country"
				? { streetClass: "unclassified", widthM: 12 }
				: { streetClass: "secondary", widthM: 30 },
		variation: 0.5,
	},
	{
		name: "superblocks",
		aboveHa: { core: 9, urban: 27, estate: 22, factory: 30, country: 62 },
		cut: { meetM: 150, bridgeShare: 0.85, lean: 0.24, bendShare: 0.07, frontageM: 0, mayFloat: true },
		street: (zone) =>
			zone === "country"
				? { streetClass: "unclassified", widthM: 10 }
				: zone === "factory"
					? { streetClass: "unclassified", widthM: 20 }
					: { streetClass: "tertiary", widthM: 22 },
		variation: 0.6,
	},
	{
		name: "tracks",
		aboveHa: { country: 30 },
		cut: { meetM: 130, bridgeShare: 0.65, lean: 0.3, bendShare: 0.08, frontageM: 0, mayFloat: false },
		street: (_zone, _areaHa, random) =>
			random.chance(0.6) ? { streetClass: "track", widthM: 5 } : { streetClass: "unclassified", widthM: 7 },
		variation: 0.6,
	},
	{
		name: "lanes",
		aboveHa: { urban: 10.5, estate: 8, factory: 16 },
		cut: { meetM: 80, bridgeShare: 0.6, lean: 0.3, bendShare: 0.08, frontageM: 0, mayFloat: false },
		street: (zone) => ({ streetClass: zone === "factory" ? "service" : "residential", widthM: 14 }),
		variation: 0.65,
	},
	{
		name: "old streets",
		aboveHa: { core: 2.4 },
		cut: { meetM: 55, bridgeShare: 0.75, lean: 0.34, bendShare: 0.11, frontageM: 0, mayFloat: false },
		street: () => ({ streetClass: "living_street", widthM: 8 }),
		variation: 0.6,
	},
	{
		name: "alleys",
		aboveHa: { core: 0.85 },
		cut: { meetM: 40, bridgeShare: 0.6, lean: 0.34, bendShare: 0.13, frontageM: 0, mayFloat: false },
		street: () => ({ streetClass: "pedestrian", widthM: 5 }),
		variation: 0.6,
	},
	{
		name: "compounds",
		aboveHa: { urban: 5.9, estate: 5 },
		cut: { meetM: 0, bridgeShare: 0, lean: 0.26, bendShare: 0, frontageM: 32, mayFloat: false },
		street: () => ({ streetClass: "", widthM: 0 }),
		variation: 0.65,
	},
];

/** The faces after cutting. */
export interface Blocks {
	/** Shape [faces]; 1 where the face is a lake or the outside. */
	readonly water: Uint8Array;
	/** Shape [faces]; the skeleton face from which each was cut. */
	readonly skeletonFace: Int32Array;
}

/** Cuts every dry face to the size of its zone. */
export function cutBlocks(map: PlanarMap, inLake: (xM: number, yM: number) => boolean, seed: number): Blocks {
	const random = randomStream(seed, "blocks");
	const water: number[] = [];
	const skeletonFace: number[] = [];
	for (let face = 0; face < map.faceStart.length; face++) {
		skeletonFace.push(face);
		water.push(face === 0 || inLake(...pointInside(map, face)) ? 1 : 0);
	}
	for (const round of ROUNDS) {
		const queue: number[] = [];
		for (let face = 1; face < map.faceStart.length; face++) if (!water[face]) queue.push(face);
		for (let i = 0; i < queue.length; i++) {
			const face = queue[i]!;
			const ring = map.ring(face);
			const areaHa = signedAreaM2(ring) / HA;
			const zone = zoneAt(...centroid(ring), seed);
			const limit = round.aboveHa[zone];
			if (limit === undefined) continue;
			// A skewed distribution with the limit as its mean: many small blocks and a few large ones.
			const skew = random.next();
			if (areaHa < limit * (1 - round.variation + 3 * round.variation * skew * skew)) continue;
			const before = map.edgeLine.length;
			const created = cutFace(map, face, lineFor(map, round, zone, areaHa, random), round.cut, random);
			if (created < 0) continue;
			water[created] = 0;
			skeletonFace[created] = skeletonFace[face]!;
			continueName(map, before);
			endBlind(map, round, before, zone, random);
			queue.push(face, created);
		}
	}
	return { water: Uint8Array.from(water), skeletonFace: Int32Array.from(skeletonFace) };
}

/** A street keeps its name straight across a junction or a bridge. */
function continueName(map: PlanarMap, before: number): void {
	const number = map.edgeLine[map.edgeLine.length - 1]!;
	const line = map.lines[number]!;
	for (let edge = before; edge < map.edgeLine.length; edge++) {
		if (map.edgeLine[edge] !== number) continue;
		for (const h of [edge * 2, edge * 2 + 1]) {
			const own = map.direction(h);
			for (const o of map.around(h)) {
				const other = map.lineOf(o);
				const along = map.direction(o);
				if (map.edgeLine[o >> 1] === number || other.streetClass !== line.streetClass) continue;
				if (other.name === "" || own[0] * along[0] + own[1] * along[1] > STRAIGHT_ON) continue;
				map.lines[number] = { ...line, name: other.name };
				return;
			}
		}
	}
}

/** Cosine of the angle between two arms of a junction that are one street: within 30° of straight. */
const STRAIGHT_ON = -0.866;

/** Some lanes lose their last section and become dead ends. */
function endBlind(map: PlanarMap, round: Round, before: number, zone: Zone, random: Random): void {
	if (round.name !== "lanes" && round.name !== "alleys" && round.name !== "old streets") return;
	if (zone === "factory" || !random.chance(0.17)) return;
	const line = map.edgeLine[map.edgeLine.length - 1]!;
	let count = 0;
	for (let e = before; e < map.edgeLine.length; e++) if (map.edgeLine[e] === line) count++;
	if (count < 2) return;
	map.edgeLine[map.edgeLine.length - 1] = map.addLine({ kind: "wall", name: "", streetClass: "", widthM: 0 });
}

function lineFor(map: PlanarMap, round: Round, zone: Zone, areaHa: number, random: Random): number {
	const { streetClass, widthM } = round.street(zone, areaHa, random);
	if (streetClass === "") return map.addLine({ kind: "wall", name: "", streetClass, widthM });
	return map.addLine({ kind: "street", name: streetName(streetClass, random), streetClass, widthM });
}

function streetName(streetClass: string, random: Random): string {
	const stem = random.pick(STREET_STEMS) + random.pick(STREET_SECONDS);
	if (streetClass === "service" || streetClass === "unclassified")
		return random.chance(0.5) ? `${stem}路` : "";
	if (streetClass === "pedestrian" || streetClass === "living_street") {
		return random.chance(0.75) ? stem + random.pick(["弄", "巷", "街", "里"]) : "";
	}
	return stem + (streetClass === "residential" && random.chance(0.35) ? "街" : "路");
}

/** An interior point of the face: its centroid, or a point just left of its longest side. */
export function pointInside(map: PlanarMap, face: number): Point {
	const ring = map.ring(face);
	const middle = centroid(ring);
	if (insideRing(ring, middle[0], middle[1])) return middle;
	let best: Point = middle;
	let bestM = 0;
	for (let i = 0; i < ring.length; i++) {
		const a = ring[i] as Point;
		const b = ring[(i + 1) % ring.length] as Point;
		const length = lengthBetween(a, b);
		if (length <= bestM) continue;
		bestM = length;
		best = [
			(a[0] + b[0]) / 2 - ((b[1] - a[1]) / length) * 1.5,
			(a[1] + b[1]) / 2 + ((b[0] - a[0]) / length) * 1.5,
		];
	}
	return best;
}
