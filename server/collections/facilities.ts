import { facilitiesSchema } from "../../geodata/contract/feature.ts";
import { facilitiesQuerySchema } from "../../geodata/contract/query.ts";
import { kindsFor } from "../auth/audience.ts";
import { entrancesJson, pointJson } from "../db/places/geojson-sql.ts";
import { collection } from "./collection.ts";

export const FACILITIES = collection({
	id: "facilities",
	name: "Facilities",
	summary: "Facilities of public kinds",
	audience: "public",
	schema: facilitiesSchema,
	query: facilitiesQuerySchema,
	from: "facility f join facility_kind k on k.kind_id = f.kind_id",
	listJoins: "left join town t on t.city_id = f.city_id and t.town_id = f.town_id",
	cityId: "f.city_id",
	key: "f.facility_id",
	columns: {
		facilityId: { sql: "f.facility_id" },
		kind: { sql: "f.kind_id" },
		name: { sql: "f.name" },
		town: { sql: "t.name" },
		communityCode: { sql: "f.community_code" },
		entrances: { sql: entrancesJson("f.entrances") },
		attributes: { sql: "f.attributes" },
		sample: { sql: "f.sample" },
		verified: { sql: "f.verified" },
		version: { sql: "f.version" },
	},
	geometry: pointJson("f.geom"),
	rowAudience: "k.audience",
	filters: { kind: "f.kind_id", bbox: "f.geom", q: "f.search_name" },
	refuse: ({ kind }, { audiences, catalogue }) => void kindsFor(audiences, catalogue, kind),
	tile: {
		layer: "facility",
		properties: ["facilityId", "kind", "name"],
		geom: "f.geom_3857",
		shownAt: () => "true",
	},
});
