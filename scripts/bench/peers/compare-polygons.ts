import { basename } from "node:path";
import type { Profile } from "../../../geodata/cost/profile.ts";
import { realCity } from "../bench-city.ts";
import { measureAreas } from "../measure-areas.ts";
import { measureOverlap } from "./measure-overlap.ts";
import type { PeerFolder } from "./peer-folder.ts";
import { Valhalla } from "./valhalla.ts";

/** One ratio of our polygons of a network, by origin; null where there is no peer. */
export interface ComparedPolygons {
	readonly network: string;
	readonly what: string;
	/** Sorted, one per origin. */
	readonly shares: readonly number[] | null;
}

/** Compares our polygons of one network with the buffer of their reach, and with Valhalla's polygons. */
export async function comparePolygons(
	file: string,
	folder: PeerFolder,
	cutoffM: number,
	profile: Profile,
): Promise<ComparedPolygons[]> {
	const city = await realCity(file);
	const areas = measureAreas(city, cutoffM, profile);
	const valhalla = await Valhalla.open(folder, file);
	const overlap = valhalla === null ? null : await measureOverlap(city, valhalla, cutoffM, profile);
	const network = basename(file);
	return [
		{ network, what: "area ÷ buffer of the reach, barriers left out", shares: areas.open },
		{ network, what: "area ÷ buffer of the reach, as drawn", shares: areas.drawn },
		{ network, what: "common area with Valhalla's ÷ area of either", shares: overlap?.common ?? null },
		{ network, what: "Valhalla's area ÷ ours", shares: overlap?.areas ?? null },
		{ network, what: "streets we walk inside Valhalla's", shares: overlap?.walkedInside ?? null },
	];
}
