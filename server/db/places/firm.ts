import { type Firms, MIN_CELL_PEOPLE } from "../../../geodata/contract/feature.ts";
import type { QueryRunner } from "../store/store.ts";
import { type PageRequest, pageBounds, toPage } from "./page.ts";

type FirmProperties = Firms["features"][number]["properties"];

/**
 * Firms by id with their grades, compounds and the people who live in those, a page at a time.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID
 */
export async function listFirms(
	db: QueryRunner,
	request: PageRequest & { readonly cityId: string },
): Promise<Firms> {
	const { rowLimit, afterKey } = pageBounds(request);
	const rows = await db.query<FirmProperties & Record<string, unknown>>(
		`select f.firm_id as "firmId", f.name,
			coalesce((
				select jsonb_agg(
					jsonb_build_object('year', g.year, 'quarter', g.quarter, 'grade', g.grade, 'score', g.score)
					order by g.year, g.quarter)
				from firm_grade g where g.city_id = f.city_id and g.firm_id = f.firm_id), '[]') as grades,
			array(select c.compound_id from compound c
				where c.city_id = f.city_id and c.firm_id = f.firm_id order by c.compound_id) as "compoundIds",
			(select sum(c.people) from compound c
				where c.city_id = f.city_id and c.firm_id = f.firm_id having sum(c.people) >= $4) as people,
			f.sample, f.version
		from firm f
		where f.city_id = $1 and f.firm_id > $2
		order by f.firm_id limit $3`,
		[request.cityId, afterKey, rowLimit, MIN_CELL_PEOPLE],
	);
	const { items, nextCursor } = toPage(rows, request, (row) => row.firmId);
	return {
		type: "FeatureCollection",
		features: items.map((properties) => ({
			type: "Feature",
			id: properties.firmId,
			geometry: null,
			properties,
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}
