import type { Courtyards } from "../../../geodata/contract/feature.ts";
import type { QueryRunner } from "../store/store.ts";
import { type PageRequest, pageBounds, toPage } from "./page.ts";

type VillageProperties = Courtyards["features"][number]["properties"];

interface VillageRow extends VillageProperties, Record<string, unknown> {
	lng: number;
	lat: number;
}

/**
 * Star courtyards counted by village and placed at the middle of it: no household's place or id is ever read here.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID
 */
export async function listCourtyardVillages(
	db: QueryRunner,
	request: PageRequest & { readonly cityId: string },
): Promise<Courtyards> {
	const { rowLimit, afterKey } = pageBounds(request);
	const rows = await db.query<VillageRow>(
		`select m.code as "communityCode", m.name as community, t.name as town,
			count(*) filter (where y.star = 5)::int as "fiveStar",
			count(*) filter (where y.star = 4)::int as "fourStar",
			count(*) filter (where y.star = 3)::int as "threeStar",
			bool_or(y.sample) as sample, st_x(m.centre) as lng, st_y(m.centre) as lat
		from courtyard y
			join community m on m.city_id = y.city_id and m.code = y.community_code
			left join town t on t.city_id = m.city_id and t.town_id = m.town_id
		where y.city_id = $1 and m.centre is not null and m.code > $2
		group by m.code, m.name, t.name, m.centre
		order by m.code limit $3`,
		[request.cityId, afterKey, rowLimit],
	);
	const { items, nextCursor } = toPage(rows, request, (row) => row.communityCode);
	return {
		type: "FeatureCollection",
		features: items.map(({ lng, lat, ...properties }) => ({
			type: "Feature",
			id: properties.communityCode,
			geometry: { type: "Point", coordinates: [lng, lat] },
			properties,
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}
