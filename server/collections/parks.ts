import { parksSchema } from "../../geodata/contract/feature.ts";
import { parksQuerySchema } from "../../geodata/contract/query.ts";
import { areaJson, entrancesJson, positionJson } from "../db/places/geojson-sql.ts";
import { collection } from "./collection.ts";
import { largeEnough } from "./tile-source.ts";

export const PARKS = collection({
	id: "parks",
	name: "Parks",
	summary: "Parks with their polygons",
	audience: "public",
	schema: parksSchema,
	query: parksQuerySchema,
	from: "park p join facility f on f.city_id = p.city_id and f.facility_id = p.park_id",
	listJoins: "left join town t on t.city_id = f.city_id and t.town_id = f.town_id",
	cityId: "p.city_id",
	key: "p.park_id",
	columns: {
		parkId: { sql: "p.park_id" },
		kind: { sql: "f.kind_id" },
		name: { sql: "f.name" },
		town: { sql: "t.name" },
		communityCode: { sql: "f.community_code" },
		areaM2: { sql: "p.area_m2" },
		builtYear: { sql: "p.built_year" },
		amenities: { sql: "p.amenities" },
		story: { sql: "p.story" },
		entrances: { sql: entrancesJson("f.entrances") },
		centre: { sql: positionJson("f.geom") },
		sample: { sql: "f.sample" },
		version: { sql: "f.version" },
	},
	geometry: areaJson("p.geom"),
	filters: { amenity: "p.amenities", bbox: "f.geom", q: "f.search_name" },
	tile: {
		layer: "park",
		properties: ["parkId", "kind", "name"],
		geom: "p.geom_3857",
		shownAt: (z, pixelM) => (z < 10 ? null : largeEnough("p.area_m2", pixelM)),
	},
});
