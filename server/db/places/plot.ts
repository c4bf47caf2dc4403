import type { Plots } from "../../../geodata/contract/feature.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import type { QueryRunner } from "../store/store.ts";
import { entrancesJson } from "./facility.ts";
import { boxParams, inBox } from "./list-filter.ts";
import { type PageRequest, pageBounds, toPage } from "./page.ts";
import { areaJson } from "./park.ts";

type Plot = Plots["features"][number];

interface PlotRow extends Omit<Plot["properties"], "centre">, Record<string, unknown> {
	lng: number;
	lat: number;
	geometry: Plot["geometry"];
}

export interface PlotFilter extends PageRequest {
	readonly cityId: string;
	readonly kinds?: readonly string[] | undefined;
	/** Plots whose centre is in it. */
	readonly bbox?: BBox | undefined;
}

/**
 * Plots by id, a page at a time.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID, BBOX_INVALID
 */
export async function listPlots(db: QueryRunner, filter: PlotFilter): Promise<Plots> {
	const { rowLimit, afterKey } = pageBounds(filter);
	const rows = await db.query<PlotRow>(
		`select p.plot_id as "plotId", p.kind, p.name, t.name as town, p.community_code as "communityCode",
			p.area_m2 as "areaM2", p.cost_yuan as "costYuan",
			${entrancesJson("p.entrances")} as entrances,
			p.sample, p.version, st_x(p.centre) as lng, st_y(p.centre) as lat, ${areaJson("p.geom")} as geometry
		from plot p left join town t using (city_id, town_id)
		where p.city_id = $1 and ($2::text[] is null or p.kind = any($2)) and ${inBox("p.centre", 3)}
			and p.plot_id > $7
		order by p.plot_id limit $8`,
		[filter.cityId, filter.kinds ?? null, ...boxParams(filter.bbox), afterKey, rowLimit],
	);
	const { items, nextCursor } = toPage(rows, filter, (row) => row.plotId);
	return {
		type: "FeatureCollection",
		features: items.map(({ lng, lat, geometry, ...properties }) => ({
			type: "Feature",
			id: properties.plotId,
			geometry,
			properties: { ...properties, centre: [lng, lat] },
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}
