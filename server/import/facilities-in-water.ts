import { booleanPointInPolygon, pointToPolygonDistance } from "@turf/turf";
import type { MultiPolygon, Polygon } from "geojson";
import type { FacilityInput } from "../../geodata/city/city-input.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { listed } from "./tables/table.ts";

/** A water area of the base map. */
export interface WaterArea {
	readonly name: string;
	readonly area: Polygon | MultiPolygon;
}

/** Distance from the shore within which a facility may be, m: piers, boats, survey errors. */
export const OFF_SHORE_M = 25;

/**
 * Refuses facilities inside a lake or river: nobody walks there. Facilities with an area pass, because a park may
 * contain a lake.
 *
 * @throws {GeodataError} FACILITY_IN_WATER
 */
export function refuseInWater(facilities: readonly FacilityInput[], waters: readonly WaterArea[]): void {
	const wet = facilities.flatMap((facility) => {
		if (facility.outline) return [];
		const at = [facility.lngDeg, facility.latDeg];
		const water = waters.find(({ area }) => booleanPointInPolygon(at, area));
		if (!water) return [];
		const shoreM = -pointToPolygonDistance(at, water.area, { units: "meters" });
		return shoreM > OFF_SHORE_M ? [{ facility, water, shoreM }] : [];
	});
	const [first] = wet;
	if (!first) return;
	const { facility, water, shoreM } = first;
	const ids = wet.map((one) => one.facility.facilityId);
	throw new GeodataError(
		"FACILITY_IN_WATER",
		`Facility ${facility.facilityId} at ${facility.lngDeg}, ${facility.latDeg} stands in ${water.name || "a water"}, ${Math.round(shoreM)} m from its shore; allowed are ${OFF_SHORE_M} m (${ids.length} such: ${listed(ids, 5)}).`,
		{ value: ids, allowed: [0, OFF_SHORE_M] },
	);
}
