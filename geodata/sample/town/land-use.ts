import { dryKernelOf, kernelOf } from "../land/kernel.ts";
import { pondsIn } from "../land/ponds.ts";
import type { WaterIndex } from "../land/water-shapes.ts";
import { placeOfLand, type Zone, zoneAt } from "../land/zones.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { centroid, type Point, signedAreaM2 } from "../plane/plane.ts";
import { type Random, randomStream, smoothNoise } from "../plane/random.ts";
import type { Blocks } from "./blocks.ts";
import { type Built, buildCompound, buildOldBlock, type Home } from "./compounds.ts";
import { factoryHalls } from "./factories.ts";
import { blockPark, type ParkGround, stripPark, wholePocketPark } from "./parks.ts";
import type { PlotGround } from "./plot-grounds.ts";
import { PlotSplitter } from "./plot-splitter.ts";
import { buildVillage } from "./villages.ts";

export interface LandUse extends Built {
	readonly parks: ParkGround[];
	/** Halls of factories. */
	readonly halls: (readonly Point[])[];
	/** Shape [faces]; the use of each dry face. */
	readonly use: (Zone | "park" | "pond" | "grove" | "water")[];
	readonly ponds: (readonly Point[])[];
	/** More than needed: some will be in the way of a street or a village. */
	readonly plots: PlotGround[];
}

/** Parks of 5000 m² and more at the end of 2021 (city report); pocket parks beyond the 50 of 2023 are fictional. */
export const PARK_COUNT = 210;
export const POCKET_PARK_COUNT = 200;

/**
 * Assigns a use to every dry face: compounds, old blocks, factories, villages, parks, ponds.
 *
 * @param water Lakes, rivers and canals: nothing is built on them.
 * @param pondM2 Area of ponds: the city's published water minus lakes and canals.
 */
export function assignLandUse(
	map: PlanarMap,
	blocks: Blocks,
	water: WaterIndex,
	pondM2: number,
	seed: number,
): LandUse {
	const random = randomStream(seed, "settle");
	const out: LandUse = {
		homes: [],
		ways: [],
		gateNodes: [],
		gateStreetNodes: new Set(),
		parks: [],
		halls: [],
		use: [],
		ponds: [],
		plots: [],
	};
	const faces: number[] = [];
	const zones: Zone[] = [];
	for (let face = 0; face < map.faceStart.length; face++) {
		const zone = blocks.water[face] ? "country" : zoneAt(...centroid(map.ring(face)), seed);
		zones.push(zone);
		out.use.push(blocks.water[face] ? "water" : zone);
		if (!blocks.water[face]) faces.push(face);
	}
	const pocketFaces = choosePocketFaces(map, faces, zones, water, random);
	layOutPonds(map, faces, zones, pondM2, seed, out, random);
	layOutParks(map, faces, zones, pocketFaces, water, out, random);
	const splitter = new PlotSplitter(map, seed, out.plots);
	for (const face of faces) {
		const zone = zones[face]!;
		if (out.use[face] === "park" || out.use[face] === "pond") continue;
		const density = densityAt(map, face, zone, seed, random);
		if (zone === "factory") {
			out.halls.push(...factoryHalls(splitter.restOf(face, zone, dryKernelOf(map, face, water)), random));
		} else if (zone === "country") {
			splitter.restOf(face, zone, []);
			out.homes.push(...buildVillage(map, face, density, water, random, out));
		} else settleBlock(map, face, zone, density, water, pocketFaces.has(face), out, splitter, random);
	}
	return out;
}

function settleBlock(
	map: PlanarMap,
	face: number,
	zone: Zone,
	density: number,
	water: WaterIndex,
	withPark: boolean,
	out: LandUse,
	splitter: PlotSplitter,
	random: Random,
): void {
	let home: Home | null = null;
	if (zone === "core") {
		if (withPark) {
			const park = wholePocketPark(map, face, dryKernelOf(map, face, water, 0.5));
			if (park) {
				out.parks.push(park);
				out.use[face] = "park";
				return;
			}
		}
		if (!withPark && splitter.takesWhole(face, zone)) return;
		home = buildOldBlock(map, face, density, random, dryKernelOf(map, face, water, 0.45));
	} else {
		let ring: readonly Point[] = dryKernelOf(map, face, water);
		// The stream used when the block was chosen, so that the same strip fits.
		const strip = withPark ? stripPark(map, face, ring, randomStream(face, "pocket")) : null;
		if (strip) {
			out.parks.push(strip.park);
			ring = strip.rest;
		} else if (!withPark) ring = splitter.restOf(face, zone, ring);
		home = buildCompound(map, face, zone, density, random, out, ring);
	}
	if (home) out.homes.push(home);
	// A block without a street, or too concave for a wall, is wooded.
	else {
		out.use[face] = "grove";
		splitter.takesWhole(face, zone);
	}
}

/** Floors and density: town centres are higher, estates dense, villages sparse. */
function densityAt(map: PlanarMap, face: number, zone: Zone, seed: number, random: Random): number {
	const { reach } = placeOfLand(...centroid(map.ring(face)), seed);
	switch (zone) {
		case "core":
			return 1.1;
		case "estate":
			return 1.25 * random.range(0.8, 1.25);
		case "country":
			return 0.42;
		default:
			return (1.5 - 0.75 * Math.min(1, reach)) * random.range(0.6, 1.5);
	}
}

/** Ponds cluster in low country: where the noise is lowest first. */
function layOutPonds(
	map: PlanarMap,
	faces: readonly number[],
	zones: readonly Zone[],
	pondM2: number,
	seed: number,
	out: LandUse,
	random: Random,
): void {
	const low = faces
		.filter((face) => zones[face] === "country")
		.map((face) => {
			const [x, y] = centroid(map.ring(face));
			return { face, height: smoothNoise(seed + 41, x, y, 2400) + 0.5 * smoothNoise(seed + 42, x, y, 700) };
		})
		.sort((a, b) => a.height - b.height || a.face - b.face);
	let left = pondM2;
	for (const { face } of low) {
		if (left <= 0) break;
		const ponds = pondsIn(kernelOf(map, map.loop(face), 1.2), random);
		if (ponds.length === 0) continue;
		for (const pond of ponds) left -= signedAreaM2(pond);
		out.ponds.push(...ponds);
		out.use[face] = "pond";
	}
}

function choosePocketFaces(
	map: PlanarMap,
	faces: readonly number[],
	zones: readonly Zone[],
	water: WaterIndex,
	random: Random,
): Set<number> {
	const fit = random.shuffled(
		faces.filter((face) => {
			const zone = zones[face]!;
			// Resettlement estates are older than pocket parks.
			return zone === "core" || zone === "urban" || (zone === "estate" && random.chance(0.25));
		}),
	);
	const chosen = new Set<number>();
	let made = 0;
	for (const face of fit) {
		if (made >= POCKET_PARK_COUNT) break;
		const trial = randomStream(face, "pocket");
		const park =
			zones[face] === "core"
				? trial.chance(0.35) && wholePocketPark(map, face, dryKernelOf(map, face, water, 0.5))
				: stripPark(map, face, dryKernelOf(map, face, water), trial);
		if (!park) continue;
		chosen.add(face);
		made++;
	}
	return chosen;
}

function layOutParks(
	map: PlanarMap,
	faces: readonly number[],
	zones: readonly Zone[],
	pocketFaces: ReadonlySet<number>,
	water: WaterIndex,
	out: LandUse,
	random: Random,
): void {
	let made = 0;
	for (const face of random.shuffled(faces)) {
		if (made >= PARK_COUNT) break;
		const zone = zones[face]!;
		if (pocketFaces.has(face) || zone === "core" || out.use[face] === "pond") continue;
		const ring = dryKernelOf(map, face, water);
		const area = ring.length < 3 ? 0 : signedAreaM2(ring);
		if (zone === "country" && (area > 300_000 || !random.chance(0.06))) continue;
		if (zone === "factory" && !random.chance(0.15)) continue;
		const park = blockPark(map, face, ring);
		if (!park) continue;
		out.parks.push(park);
		out.use[face] = "park";
		made++;
	}
}
