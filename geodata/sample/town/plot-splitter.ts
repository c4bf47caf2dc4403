import { placeOfLand, type Zone } from "../land/zones.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { centroid, type Point } from "../plane/plane.ts";
import { type Random, randomStream } from "../plane/random.ts";
import { type PlotGround, splitPlot, wholePlot } from "./plot-grounds.ts";

/** Share of blocks with a plot, by land use. */
const SPARE_SHARE: Readonly<Record<Zone, number>> = {
	core: 0.09,
	urban: 0.115,
	estate: 0.14,
	factory: 0.16,
	country: 0.16,
};
/** Country farther out than this, as a share of the town's radius, is fields without plots. */
const COUNTRY_REACH = 1.45;
/** A wooded block up to this size is a plot. */
const GROVE_MOST_M2 = 15_000;
const OLD_BLOCK_MOST_M2 = 9_500;

/** Separates plots while blocks are built, with its own random stream. */
export class PlotSplitter {
	readonly #map: PlanarMap;
	readonly #seed: number;
	readonly #random: Random;
	readonly #plots: PlotGround[];

	constructor(map: PlanarMap, seed: number, plots: PlotGround[]) {
		this.#map = map;
		this.#seed = seed;
		this.#random = randomStream(seed, "plots");
		this.#plots = plots;
	}

	/** The buildable rest of a block, with or without a plot separated from it. */
	restOf(face: number, zone: Zone, ring: readonly Point[]): readonly Point[] {
		if (!this.#random.chance(SPARE_SHARE[zone])) return ring;
		if (zone === "country" && this.#reach(face) > COUNTRY_REACH) return ring;
		const split = splitPlot(this.#map, face, zone, ring, this.#seed, this.#random);
		if (!split) return ring;
		this.#plots.push(split.plot);
		return split.rest;
	}

	/** Whether a whole block is a plot: some of an old core, demolished or paved; most wooded ones. */
	takesWhole(face: number, zone: Zone): boolean {
		const isCore = zone === "core";
		if (!this.#random.chance(isCore ? SPARE_SHARE.core : 0.7)) return false;
		const kind = !isCore ? "idle" : this.#random.chance(0.55) ? "low-use-plaza" : "demolition";
		const plot = wholePlot(this.#map, face, kind, isCore ? OLD_BLOCK_MOST_M2 : GROVE_MOST_M2);
		if (plot) this.#plots.push(plot);
		return plot !== null;
	}

	#reach(face: number): number {
		const [x, y] = centroid(this.#map.ring(face));
		return placeOfLand(x, y, this.#seed).reach;
	}
}
