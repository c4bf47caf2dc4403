import { countyPlaces } from "../../geodata/sample/province/county-place.ts";
import { type CountyRim, countyRim } from "../../geodata/sample/province/county-rim.ts";
import { drawCounty } from "../../geodata/sample/province/province.ts";
import { type CountyForPack, countyForPack } from "../../geodata/sample/province/province-pack.ts";
import type { CountyTask } from "../sample/county-pool.ts";

/** What the pack builder and the neighbours need of a county. */
export interface PackedCounty {
	readonly county: CountyForPack;
	readonly rim: CountyRim;
}

/** Draws one county of a province for the pack builder, in its own thread. */
export default function drawForPack(task: CountyTask): PackedCounty {
	const county = drawCounty(countyPlaces(task)[task.index]!);
	return { county: countyForPack(county), rim: countyRim(county) };
}
