import { countyPlaces } from "../../geodata/sample/province/county-place.ts";
import { type CountyRim, countyRim } from "../../geodata/sample/province/county-rim.ts";
import { type CountyProgress, drawCounty } from "../../geodata/sample/province/province.ts";
import { type CountyTexts, countyTexts } from "./county-files.ts";
import type { CountyTask } from "./county-pool.ts";

/** A county after writing: what its neighbours need, and its counts. */
export interface DrawnCounty {
	readonly texts: CountyTexts;
	/** null in a province of one county. */
	readonly rim: CountyRim | null;
	readonly streets: number;
	readonly homes: number;
	readonly facilities: number;
}

export function drawnCounty(task: CountyTask, onProgress?: CountyProgress): DrawnCounty {
	const place = countyPlaces(task)[task.index]!;
	const county = drawCounty(place, onProgress);
	return {
		texts: countyTexts(county),
		rim: task.factor > 1 ? countyRim(county) : null,
		streets: county.streets.wayClass.length,
		homes: county.compounds.length,
		facilities: county.facilities.length,
	};
}
