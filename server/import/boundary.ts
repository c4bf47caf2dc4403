import { basename } from "node:path";
import { bbox as bboxOf } from "@turf/turf";
import type { GeoJSON, Geometry, Polygon, Position } from "geojson";
import { type Datum, toWgs84 } from "../../geodata/datum/datum.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import type { BBox } from "../../geodata/units/position.ts";
import { soundPolygon } from "./boundary-polygon.ts";
import { readText } from "./file-text.ts";
import { type Area, evenOddArea, flawOf, mergedArea } from "./geos.ts";

export interface Boundary {
	readonly area: Area;
	/** Repairs, merges and omissions, for the report. */
	readonly notes: readonly string[];
}

/**
 * The outline of a city from a GeoJSON file of polygons, as one area in WGS84 that GEOS calls valid.
 *
 * @throws {GeodataError} FILE_UNREADABLE, BOUNDARY_INVALID
 */
export async function readBoundary(path: string, datum: Datum): Promise<Boundary> {
	const file = basename(path);
	const geometries = geometriesOf(await parsed(path, file));
	const outlines = geometries.flatMap(polygonsOf);
	if (outlines.length === 0) {
		const types = [...new Set(geometries.map(({ type }) => type))];
		throw invalid(file, `it holds no polygon${types.length > 0 ? ` (but ${types.join(", ")})` : ""}`);
	}
	const notes: string[] = [];
	const others = geometries.filter((geometry) => polygonsOf(geometry).length === 0).length;
	if (others > 0) notes.push(`${file}: ${others} geometries that are no areas left aside`);
	const areas: Area[] = [];
	for (const [i, coordinates] of outlines.entries()) {
		const sound = await soundPolygon(coordinates, `polygon ${i + 1}`);
		if (sound.area === null) throw invalid(file, sound.why);
		if (sound.note !== null) notes.push(`${file}: ${sound.note}`);
		areas.push(sound.area);
	}
	return { area: await inWgs84(await merged(areas), datum), notes };
}

/** West, south, east, north of an area. */
export function extentOf(area: Area): BBox {
	return bboxOf(area) as unknown as BBox;
}

async function parsed(path: string, file: string): Promise<GeoJSON> {
	let json: unknown;
	try {
		const { text } = await readText(path, null, "--encoding");
		json = JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) throw invalid(file, `it is not JSON (${error.message})`);
		if (error instanceof GeodataError && error.code !== "FILE_UNREADABLE") {
			const { kind = "no text in UTF-8" } = error.details as { kind?: string };
			throw invalid(file, `it is ${error.code === "TABLE_EMPTY" ? "empty" : kind}`);
		}
		throw error;
	}
	const type = (json as { type?: unknown } | null)?.type;
	if (typeof type !== "string") throw invalid(file, "it is JSON without a type");
	return json as GeoJSON;
}

/** All geometries of a GeoJSON, collections flattened; empty where it is not GeoJSON. */
function geometriesOf(json: GeoJSON | null | undefined): Exclude<Geometry, { type: "GeometryCollection" }>[] {
	if (!json) return [];
	if (json.type === "FeatureCollection") return listOf(json.features).flatMap(geometriesOf);
	if (json.type === "Feature") return geometriesOf(json.geometry);
	if (json.type === "GeometryCollection") return listOf(json.geometries).flatMap(geometriesOf);
	return [json];
}

function polygonsOf(geometry: Geometry): Polygon["coordinates"][] {
	if (geometry.type === "Polygon") return [listOf(geometry.coordinates).map(listOf)];
	if (geometry.type === "MultiPolygon")
		return listOf(geometry.coordinates).map((rings) => listOf(rings).map(listOf));
	return [];
}

/** The file may hold any value where a list is expected. */
function listOf<T>(value: readonly T[] | null | undefined): T[] {
	return Array.isArray(value) ? [...value] : [];
}

async function merged(areas: readonly Area[]): Promise<Area> {
	const polygons = areas.flatMap((area): Polygon[] =>
		area.type === "Polygon"
			? [area]
			: area.coordinates.map((coordinates) => ({ type: "Polygon", coordinates })),
	);
	return polygons.length === 1 ? polygons[0]! : (await mergedArea(polygons))!;
}

/** The area with its corners converted from a datum to WGS84. */
export async function inWgs84(area: Area, datum: Datum): Promise<Area> {
	if (datum === "wgs84") return area;
	const ring = (positions: Position[]): Position[] =>
		positions.map(([lng = Number.NaN, lat = Number.NaN]) => [...toWgs84(datum, lng, lat)]);
	const moved: Area =
		area.type === "Polygon"
			? { type: "Polygon", coordinates: area.coordinates.map(ring) }
			: { type: "MultiPolygon", coordinates: area.coordinates.map((rings) => rings.map(ring)) };
	// Where rings touched, the conversion may shift them by millimetres so that they cross.
	return (await flawOf(moved)) === null ? moved : ((await evenOddArea(moved)) ?? moved);
}

function invalid(file: string, why: string): GeodataError {
	return new GeodataError(
		"BOUNDARY_INVALID",
		`${file} is no boundary: ${why}; allowed is GeoJSON with polygons in degrees.`,
		{ file },
	);
}
