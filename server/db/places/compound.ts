import { type Compounds, MIN_CELL_PEOPLE } from "../../../geodata/contract/feature.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import type { QueryRunner } from "../store/store.ts";
import { boxParams, inBox } from "./list-filter.ts";
import { type PageRequest, pageBounds, toPage } from "./page.ts";
import { areaJson } from "./park.ts";

type Compound = Compounds["features"][number];

interface CompoundRow extends Record<string, unknown> {
	geometry: Compound["geometry"];
}

export interface CompoundFilter extends PageRequest {
	readonly cityId: string;
	/** Compounds whose middle is in it. */
	readonly bbox?: BBox | undefined;
}

/**
 * Compounds by id, a page at a time; how many live in a very small one never leaves the store.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID, BBOX_INVALID
 */
export async function listCompounds(db: QueryRunner, filter: CompoundFilter): Promise<Compounds> {
	const { rowLimit, afterKey } = pageBounds(filter);
	const rows = await db.query<CompoundRow & Compound["properties"]>(
		`select c.compound_id as "compoundId", c.name, c.kind,
			case when c.people >= $8 then c.people end as people,
			c.community_code as "communityCode", c.firm_id as "firmId",
			coalesce(st_numgeometries(c.gates), 0) as gates, c.sample, c.version,
			coalesce(${areaJson("c.land")}, st_asgeojson(c.geom, 7)::jsonb) as geometry
		from compound c
		where c.city_id = $1 and ${inBox("c.geom", 2)} and c.compound_id > $6
		order by c.compound_id limit $7`,
		[filter.cityId, ...boxParams(filter.bbox), afterKey, rowLimit, MIN_CELL_PEOPLE],
	);
	const { items, nextCursor } = toPage(rows, filter, (row) => row.compoundId);
	return {
		type: "FeatureCollection",
		features: items.map(({ geometry, ...properties }) => ({
			type: "Feature",
			id: properties.compoundId,
			geometry,
			properties,
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}
