import { circle as turfCircle } from "@turf/turf";
import type { Polygon } from "geojson";
import type { Profile, Rule } from "../cost/profile.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import { distanceM, metresPerDegree, type Position } from "../units/position.ts";
import type { CityModel, FacilitySet } from "./city-model.ts";
import type { DemandSet } from "./demand.ts";
import { homeTreeOf } from "./home-tree.ts";

const CIRCLE_STEPS = 72;
/** Slightly wider than the circle itself, so that its box loses nothing to rounding. */
const BOX_MARGIN = 1.001;

/** Radius of the circle an official would draw for a rule: the cutoff itself, or what a walker covers in it. */
export function circleRadiusM(rule: Rule, profile: Profile): number {
	return rule.type === "distance" ? rule.cutoffM : rule.cutoffSec * profile.speedMps;
}

/** The nominal circle as it is drawn, 72 corners, counter-clockwise. */
export function nominalCircle(position: Position, radiusM: number): Polygon {
	return turfCircle([...position], radiusM, { steps: CIRCLE_STEPS, units: "meters" }).geometry;
}

/**
 * What the nominal circles promise: homes within a straight distance of any facility, whether or not streets lead
 * there and whether or not the facility meets a street.
 *
 * @param radiusM Inclusive, > 0.
 * @returns Shape [demand.count]; 1 inside at least one circle.
 * @throws {GeodataError} RADIUS_OUT_OF_RANGE
 */
export function circleCoverage(model: CityModel, facilities: FacilitySet, radiusM: number): Uint8Array {
	if (!(radiusM > 0 && Number.isFinite(radiusM))) {
		throw new GeodataError(
			"RADIUS_OUT_OF_RANGE",
			`The radius of a circle is ${radiusM} m; allowed is more than 0.`,
			{ value: radiusM, allowed: [0, null] },
		);
	}
	const inside = new Uint8Array(model.demand.count);
	for (let facility = 0; facility < facilities.count; facility++) {
		homesInCircle(
			model.demand,
			facilities.lng[facility]!,
			facilities.lat[facility]!,
			radiusM,
			(point) => {
				inside[point] = 1;
			},
			inside,
		);
	}
	return inside;
}

/**
 * Visits every home within a straight distance of a position, each once, in no order.
 *
 * @param lng 1e-7 degrees, rounded; `lat` likewise.
 * @param radiusM Inclusive, > 0.
 * @param skip Shape [demand.count]; homes marked 1 are not measured, and not visited.
 */
export function homesInCircle(
	demand: DemandSet,
	lng: number,
	lat: number,
	radiusM: number,
	visit: (point: number) => void,
	skip?: Uint8Array,
): void {
	const tree = homeTreeOf(demand);
	if (tree === null) return;
	const lngDeg = lng / COORD_UNITS_PER_DEG;
	const latDeg = lat / COORD_UNITS_PER_DEG;
	const { halfLng, halfLat } = halfBox(latDeg, radiusM);
	tree.search(lng - halfLng, lat - halfLat, lng + halfLng, lat + halfLat, (point) => {
		if (skip?.[point] === 1) return false;
		const homeLngDeg = demand.lng[point]! / COORD_UNITS_PER_DEG;
		const homeLatDeg = demand.lat[point]! / COORD_UNITS_PER_DEG;
		if (distanceM(homeLngDeg, homeLatDeg, lngDeg, latDeg) <= radiusM) visit(point);
		return false;
	});
}

/** Half the sides of a box that holds a circle, 1e-7 degrees; measured where meridians lie closest. */
function halfBox(latDeg: number, radiusM: number): { halfLng: number; halfLat: number } {
	const halfLatDeg = (radiusM * BOX_MARGIN) / metresPerDegree(latDeg).latM;
	const { lngM } = metresPerDegree(Math.min(89.9, Math.abs(latDeg) + halfLatDeg));
	const halfLngDeg = (radiusM * BOX_MARGIN) / lngM;
	return { halfLng: halfLngDeg * COORD_UNITS_PER_DEG, halfLat: halfLatDeg * COORD_UNITS_PER_DEG };
}
