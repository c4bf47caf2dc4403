import { compoundsSchema } from "../../geodata/contract/feature.ts";
import { compoundsQuerySchema } from "../../geodata/contract/query.ts";
import { areaJson } from "../db/places/geojson-sql.ts";
import { collection } from "./collection.ts";
import { largeEnough } from "./tile-source.ts";

/** Polygons where known, else centres. People and their counts are in no tile. */
export const COMPOUNDS = collection({
	id: "compounds",
	name: "Compounds",
	summary: "Where people live, with the firm that serves it",
	audience: "public",
	schema: compoundsSchema,
	query: compoundsQuerySchema,
	from: "compound c",
	cityId: "c.city_id",
	key: "c.compound_id",
	columns: {
		compoundId: { sql: "c.compound_id" },
		name: { sql: "c.name" },
		kind: { sql: "c.kind" },
		people: { sql: "c.people", mask: "smallCell" },
		communityCode: { sql: "c.community_code" },
		firmId: { sql: "c.firm_id" },
		gates: { sql: "coalesce(st_numgeometries(c.gates), 0)" },
		sample: { sql: "c.sample" },
		version: { sql: "c.version" },
	},
	geometry: `coalesce(${areaJson("c.land")}, st_asgeojson(c.geom, 7)::jsonb)`,
	filters: { bbox: "c.geom" },
	tile: {
		layer: "compound",
		properties: ["compoundId", "kind", "communityCode"],
		geom: "c.land_3857",
		shownAt: (z, pixelM) => (z < 12 ? null : largeEnough("st_area(c.land_3857)", pixelM)),
	},
});
