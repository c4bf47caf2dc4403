import { communitiesSchema } from "../../geodata/contract/feature.ts";
import { pageQuerySchema } from "../../geodata/contract/query.ts";
import { areaJson } from "../db/places/geojson-sql.ts";
import { collection } from "./collection.ts";

export const COMMUNITIES = collection({
	id: "communities",
	name: "Communities",
	summary: "Communities and their people",
	audience: "public",
	schema: communitiesSchema,
	query: pageQuerySchema,
	from: "community m",
	listJoins: "left join town t on t.city_id = m.city_id and t.town_id = m.town_id",
	cityId: "m.city_id",
	key: "m.code",
	columns: {
		code: { sql: "m.code" },
		name: { sql: "m.name" },
		type: { sql: "m.type" },
		town: { sql: "t.name" },
		unit: { sql: "m.unit" },
		people: {
			sql: `(select coalesce(sum(h.people), 0) from compound h
				where h.city_id = m.city_id and h.community_code = m.code)`,
		},
		communityFund: { sql: "(m.attributes->>'communityFund')::boolean" },
		volunteerTeams: { sql: "(m.attributes->>'volunteerTeams')::int" },
		needs: { sql: "coalesce(m.attributes->'needs', '[]')" },
		services: { sql: "coalesce(m.attributes->'services', '[]')" },
		resources: { sql: "coalesce(m.attributes->'resources', '[]')" },
		sample: { sql: "m.sample" },
	},
	geometry: areaJson("m.geom"),
	filters: {},
	tile: {
		layer: "community",
		properties: ["code", "name", "type"],
		geom: "m.geom_3857",
		shownAt: (z) => (z < 10 ? null : "true"),
	},
});
