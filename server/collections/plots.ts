import { plotsSchema } from "../../geodata/contract/feature.ts";
import { plotsQuerySchema } from "../../geodata/contract/query.ts";
import { knownPlotKinds } from "../auth/audience.ts";
import { areaJson, entrancesJson, positionJson } from "../db/places/geojson-sql.ts";
import { collection } from "./collection.ts";
import { largeEnough } from "./tile-source.ts";

export const PLOTS = collection({
	id: "plots",
	name: "Plots",
	summary: "Land that could become a pocket park",
	audience: "public",
	schema: plotsSchema,
	query: plotsQuerySchema,
	from: "plot p",
	listJoins: "left join town t on t.city_id = p.city_id and t.town_id = p.town_id",
	cityId: "p.city_id",
	key: "p.plot_id",
	columns: {
		plotId: { sql: "p.plot_id" },
		kind: { sql: "p.kind" },
		name: { sql: "p.name", emptyIsNone: true },
		town: { sql: "t.name" },
		communityCode: { sql: "p.community_code" },
		areaM2: { sql: "p.area_m2" },
		costYuan: { sql: "p.cost_yuan" },
		entrances: { sql: entrancesJson("p.entrances") },
		centre: { sql: positionJson("p.centre") },
		sample: { sql: "p.sample" },
		version: { sql: "p.version" },
	},
	geometry: areaJson("p.geom"),
	filters: { kind: "p.kind", bbox: "p.centre" },
	refuse: ({ kind }) => void knownPlotKinds(kind),
	tile: {
		layer: "plot",
		properties: ["plotId", "kind", "name"],
		geom: "p.geom_3857",
		shownAt: (z, pixelM) => (z < 12 ? null : largeEnough("st_area(p.geom_3857)", pixelM)),
	},
});
