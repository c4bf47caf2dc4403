import { feature as asFeature, booleanPointInPolygon, featureCollection, union } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { CityModel } from "../../../geodata/city/city-model.ts";
import { COORD_UNITS_PER_DEG } from "../../../geodata/units/constants.ts";

/** People by polygon overlay, as dashboards count them: unite the areas, then test each home. */
export function peopleByOverlay({ demand }: CityModel, areas: readonly (Polygon | MultiPolygon)[]): number {
	const united =
		areas.length > 1 ? union(featureCollection(areas.map((area) => asFeature(area)))) : asFeature(areas[0]!);
	if (united === null) return 0;
	let people = 0;
	for (let point = 0; point < demand.count; point++) {
		const home = [demand.lng[point]! / COORD_UNITS_PER_DEG, demand.lat[point]! / COORD_UNITS_PER_DEG];
		if (booleanPointInPolygon(home, united)) people += demand.people[point]!;
	}
	return people;
}
