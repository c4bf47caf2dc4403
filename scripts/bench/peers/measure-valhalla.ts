import type { MultiPolygon, Polygon } from "geojson";
import type { Profile } from "../../../geodata/cost/profile.ts";
import { coverageOf } from "../../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../../geodata/coverage/figures.ts";
import { newCityRaster } from "../../../geodata/isochrone/city-raster.ts";
import { isochronesOf } from "../../../geodata/isochrone/isochrones.ts";
import type { Position } from "../../../geodata/units/position.ts";
import { alternatedLater } from "../alternate.ts";
import type { BenchCity } from "../bench-city.ts";
import { type Measurement, measurement } from "../measure-city.ts";
import { peopleByOverlay } from "./overlay.ts";
import type { Valhalla } from "./valhalla.ts";

const COVERAGE_ROUNDS = 3;
const POLYGON_ROUNDS = 5;
/** Number of origins for timing one polygon. */
const TIMED_ORIGINS = 40;

export interface ValhallaFindings {
	readonly measurements: readonly Measurement[];
	readonly oursCovered: number;
	readonly overlayCovered: number;
	readonly people: number;
}

/**
 * One isochrone per facility, united and overlaid on the homes, against one coverage; and polygon against polygon.
 */
export async function measureValhalla(
	city: BenchCity,
	valhalla: Valhalla,
	cutoffM: number,
	profile: Profile,
): Promise<ValhallaFindings> {
	const { model, facilities, places } = city;
	const rule = { type: "distance", cutoffM } as const;
	const positions = places.map(({ lngDeg, latDeg }): Position => [lngDeg, latDeg]);
	const figures = () =>
		coverageFigures(model, facilities, coverageOf(model, facilities, rule, profile), rule, profile, "all");
	let overlayCovered = 0;
	const overlay = async (): Promise<void> => {
		const areas: (Polygon | MultiPolygon)[] = [];
		for (const position of positions) areas.push(await valhalla.isodistance(position, cutoffM));
		overlayCovered = peopleByOverlay(model, areas);
	};
	const coverage = await alternatedLater(() => figures().totals.coveredPeople, overlay, COVERAGE_ROUNDS);

	const origins = positions.slice(0, TIMED_ORIGINS);
	const raster = newCityRaster(model);
	const drawn = (position: Position): Polygon | MultiPolygon | null =>
		isochronesOf(
			raster,
			{ origins: [[position[0], position[1]]], rule: { type: "distance", cutoffsM: [cutoffM] } },
			profile,
		).features[0]?.geometry ?? null;
	const polygons = await alternatedLater(
		() => origins.filter((position) => drawn(position) !== null).length,
		async () => {
			for (const position of origins) await valhalla.isodistance(position, cutoffM);
		},
		POLYGON_ROUNDS,
	);
	const cutoffSec = Math.round(cutoffM / profile.speedMps);
	const timed = await alternatedLater(
		() => origins.filter((position) => drawn(position) !== null).length,
		async () => {
			for (const position of origins) await valhalla.isochrone(position, cutoffSec);
		},
		POLYGON_ROUNDS,
	);
	const { totals } = figures();
	return {
		measurements: [
			measurement(
				`${city.name}: coverage to the full ledger`,
				`Valhalla, ${positions.length} isochrones, and turf`,
				coverage.oursMs,
				coverage.peerMs,
			),
			measurement(
				`${city.name}: one polygon of ${cutoffM} m`,
				"Valhalla",
				polygons.oursMs / origins.length,
				polygons.peerMs / origins.length,
			),
			measurement(
				`${city.name}: one polygon of ${cutoffM} m`,
				`Valhalla, by time, of ${cutoffSec} s`,
				timed.oursMs / origins.length,
				timed.peerMs / origins.length,
			),
		],
		oursCovered: totals.coveredPeople,
		overlayCovered,
		people: totals.people,
	};
}
