import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { bbox as bboxOf, booleanValid, union } from "@turf/turf";
import type { Feature, GeoJSON, MultiPolygon, Polygon, Position } from "geojson";
import { type Datum, toWgs84 } from "../../geodata/datum/datum.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import type { BBox } from "../../geodata/units/position.ts";
import { unreadable } from "./osm/read-osm.ts";

export type Area = Polygon | MultiPolygon;

/**
 * The outline of a city from a GeoJSON file of polygons, as one area in WGS84.
 *
 * @throws {GeodataError} FILE_UNREADABLE, BOUNDARY_INVALID
 */
export async function readBoundary(path: string, datum: Datum): Promise<Area> {
	const file = basename(path);
	let text: string;
	try {
		text = await readFile(path, "utf8");
	} catch (error) {
		throw unreadable(path, error);
	}
	let parsed: GeoJSON | null;
	try {
		parsed = JSON.parse(text) as GeoJSON | null;
	} catch (error) {
		throw invalid(file, `it is not JSON (${(error as Error).message})`);
	}
	const parts = (parsed ? areasOf(parsed) : []).map((area) => inWgs84(area, datum));
	if (parts.length === 0) throw invalid(file, `its type is "${parsed?.type}" and it holds no polygon`);
	const bad = parts.findIndex((area) => !isSound(area));
	if (bad >= 0) throw invalid(file, `polygon ${bad + 1} is not valid or not in degrees`);
	return merged(parts);
}

/** West, south, east, north of an area. */
export function extentOf(area: Area): BBox {
	return bboxOf(area) as unknown as BBox;
}

function areasOf(json: GeoJSON): Area[] {
	if (json.type === "FeatureCollection") return json.features.flatMap((feature) => areasOf(feature));
	if (json.type === "Feature") return json.geometry ? areasOf(json.geometry) : [];
	return json.type === "Polygon" || json.type === "MultiPolygon" ? [json] : [];
}

function inWgs84(area: Area, datum: Datum): Area {
	const ring = (positions: Position[]): Position[] =>
		positions.map(([lng = Number.NaN, lat = Number.NaN]) => [...toWgs84(datum, lng, lat)]);
	return area.type === "Polygon"
		? { type: "Polygon", coordinates: area.coordinates.map(ring) }
		: { type: "MultiPolygon", coordinates: area.coordinates.map((polygon) => polygon.map(ring)) };
}

function isSound(area: Area): boolean {
	const [west, south, east, north] = extentOf(area);
	return west >= -180 && east <= 180 && south >= -90 && north <= 90 && booleanValid(area);
}

function merged(parts: readonly Area[]): Area {
	const [first, second] = parts;
	if (first && !second) return first;
	const features = parts.map((geometry): Feature<Area> => ({ type: "Feature", properties: {}, geometry }));
	return union({ type: "FeatureCollection", features })!.geometry;
}

function invalid(file: string, why: string): GeodataError {
	return new GeodataError(
		"BOUNDARY_INVALID",
		`${file} is no boundary: ${why}; allowed is GeoJSON with polygons in degrees.`,
		{ file },
	);
}
