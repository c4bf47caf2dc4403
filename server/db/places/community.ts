import type { Communities } from "../../../geodata/contract/feature.ts";
import type { QueryRunner } from "../store/store.ts";
import { type PageRequest, pageBounds, toPage } from "./page.ts";
import { areaJson } from "./park.ts";

type Community = Communities["features"][number];

interface CommunityRow extends Record<string, unknown> {
	code: string;
	name: string;
	type: string | null;
	town: string | null;
	unit: string | null;
	people: number;
	communityFund: boolean | null;
	volunteerTeams: number | null;
	needs: string[];
	services: string[];
	resources: string[];
	sample: boolean;
	geometry: Community["geometry"];
}

/**
 * Communities by code with the people who live in them, a page at a time.
 * @throws {GeodataError} LIMIT_OUT_OF_RANGE, CURSOR_INVALID
 */
export async function listCommunities(
	db: QueryRunner,
	request: PageRequest & { readonly cityId: string },
): Promise<Communities> {
	const { rowLimit, afterKey } = pageBounds(request);
	const rows = await db.query<CommunityRow>(
		`select m.code, m.name, m.type, t.name as town, m.unit,
			(select coalesce(sum(h.people), 0) from compound h
				where h.city_id = m.city_id and h.community_code = m.code) as people,
			(m.attributes->>'communityFund')::boolean as "communityFund",
			(m.attributes->>'volunteerTeams')::int as "volunteerTeams",
			coalesce(m.attributes->'needs', '[]') as needs,
			coalesce(m.attributes->'services', '[]') as services,
			coalesce(m.attributes->'resources', '[]') as resources,
			m.sample, ${areaJson("m.geom")} as geometry
		from community m left join town t using (city_id, town_id)
		where m.city_id = $1 and m.code > $2
		order by m.code limit $3`,
		[request.cityId, afterKey, rowLimit],
	);
	const { items, nextCursor } = toPage(rows, request, (row) => row.code);
	return {
		type: "FeatureCollection",
		features: items.map(({ geometry, ...properties }) => ({
			type: "Feature",
			id: properties.code,
			geometry,
			properties,
		})),
		nextCursor,
		sample: items.some((row) => row.sample),
	};
}
