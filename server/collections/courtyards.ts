import { courtyardsSchema } from "../../geodata/contract/feature.ts";
import { pageQuerySchema } from "../../geodata/contract/query.ts";
import { pointJson } from "../db/places/geojson-sql.ts";
import { collection } from "./collection.ts";

/** Counted by village and placed at its centre: a household's position and id are never read here. */
export const COURTYARDS = collection({
	id: "courtyards",
	name: "Courtyards",
	summary: "Star courtyards, counted by village",
	audience: "public",
	schema: courtyardsSchema,
	query: pageQuerySchema,
	from: `(
		select y.city_id, y.community_code as code, count(*) filter (where y.star = 5)::int as five_star,
			count(*) filter (where y.star = 4)::int as four_star,
			count(*) filter (where y.star = 3)::int as three_star, bool_or(y.sample) as sample
		from courtyard y group by y.city_id, y.community_code
	) v join community m on m.city_id = v.city_id and m.code = v.code and m.centre is not null`,
	listJoins: "left join town t on t.city_id = m.city_id and t.town_id = m.town_id",
	cityId: "v.city_id",
	key: "v.code",
	columns: {
		communityCode: { sql: "v.code" },
		community: { sql: "m.name" },
		town: { sql: "t.name" },
		fiveStar: { sql: "v.five_star" },
		fourStar: { sql: "v.four_star" },
		threeStar: { sql: "v.three_star" },
		sample: { sql: "v.sample" },
	},
	geometry: pointJson("m.centre"),
	filters: {},
});
