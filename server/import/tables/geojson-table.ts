import { bbox, booleanPointInPolygon, centerOfMass, pointOnFeature } from "@turf/turf";
import type { Feature, Geometry } from "geojson";
import { GeodataError } from "../../../geodata/units/error.ts";
import { distanceM, type Position } from "../../../geodata/units/position.ts";
import { type Area, placeInside } from "../geos.ts";
import {
	MAX_COLUMNS,
	MAX_TABLE_CELLS,
	type RowPlace,
	shortened,
	type Table,
	type TableRow,
} from "./table.ts";
import { PLAIN_TABLE, type TableOptions } from "./table-options.ts";

/**
 * A feature collection as a table: properties are columns, a feature's own id is the column "id". The place of a
 * point is itself; of an area its middle or, where that lies outside, another place inside.
 *
 * @throws {GeodataError} TABLE_MALFORMED, TABLE_EMPTY, TABLE_TOO_LARGE, GEOMETRY_MISSING
 */
export async function geojsonTable(
	file: string,
	text: string,
	options: TableOptions = PLAIN_TABLE,
	notes: readonly string[] = [],
): Promise<Table> {
	const features = featuresOf(file, text);
	const own = columnsOf(file, features);
	const hasOwnIds = !own.includes("id") && features.some((one) => one.id !== undefined);
	const columns = hasOwnIds ? [...own, "id"] : own;
	const rows: TableRow[] = [];
	for (const [i, feature] of features.entries()) {
		const number = i + 1;
		const properties: Record<string, unknown> = feature.properties ?? {};
		const cells = own.map((column) => cellOf(file, number, column, properties[column]));
		const place = await placeOfGeometry(feature.geometry);
		if (place === null) {
			throw new GeodataError(
				"GEOMETRY_MISSING",
				`${file} feature ${number} has no valid geometry; each needs one.`,
				{ file, feature: number },
			);
		}
		rows.push({
			number,
			cells: hasOwnIds ? [...cells, cellOf(file, number, "id", feature.id)] : cells,
			place,
		});
	}
	return { file, columns, rows, rowNoun: "feature", options, notes };
}

/** The place and size of a geometry; null where it is invalid. */
export async function placeOfGeometry(geometry: Geometry | null | undefined): Promise<RowPlace | null> {
	try {
		if (!geometry) return null;
		if (geometry.type === "Point") {
			const [lng, lat] = geometry.coordinates;
			return finite(lng, lat, null);
		}
		const [west, south, east, north] = bbox(geometry) as [number, number, number, number];
		if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") {
			const [lng, lat] = pointOnFeature(geometry).geometry.coordinates;
			return finite(lng, lat, null);
		}
		const middle = centerOfMass(geometry).geometry.coordinates as unknown as Position;
		const isInside = booleanPointInPolygon([...middle], geometry, { ignoreBoundary: true });
		const [lng, lat] = isInside ? middle : await placeInside(geometry);
		return finite(lng, lat, distanceM(west, south, east, north) / 2, geometry);
	} catch {
		// The caller reports broken coordinates as a missing geometry.
		return null;
	}
}

function finite(
	lng: unknown,
	lat: unknown,
	radiusM: number | null,
	area: Area | null = null,
): RowPlace | null {
	return typeof lng === "number" && typeof lat === "number" && Number.isFinite(lng) && Number.isFinite(lat)
		? { position: [lng, lat], radiusM, area }
		: null;
}

function featuresOf(file: string, text: string): Feature<Geometry | null>[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		throw malformed(file, `is not valid JSON: ${(error as Error).message}`);
	}
	const { type, features } = (parsed ?? {}) as { type?: unknown; features?: unknown };
	if (typeof type !== "string") throw malformed(file, "holds JSON that is no GeoJSON");
	if (type !== "FeatureCollection" || !Array.isArray(features)) {
		throw malformed(file, `holds GeoJSON of type "${type}"; allowed is a FeatureCollection`);
	}
	if (features.length === 0)
		throw new GeodataError("TABLE_EMPTY", `${file} has no features; at least one is needed.`, { file });
	const other = features.findIndex((one) => typeof one !== "object" || one === null);
	if (other >= 0)
		throw malformed(file, `feature ${other + 1} is ${JSON.stringify(features[other])}, no feature`);
	return features as Feature<Geometry | null>[];
}

function columnsOf(file: string, features: readonly Feature<Geometry | null>[]): string[] {
	const columns = new Set<string>();
	for (const { properties } of features) {
		for (const name of Object.keys(properties ?? {})) columns.add(name);
		if (columns.size > MAX_COLUMNS || columns.size * features.length > MAX_TABLE_CELLS) {
			throw new GeodataError(
				"TABLE_TOO_LARGE",
				`${file} has ${features.length} features and ${columns.size} properties or more; a table may have at most ${MAX_COLUMNS} columns and ${MAX_TABLE_CELLS} cells.`,
				{ file, allowed: [MAX_COLUMNS, MAX_TABLE_CELLS] },
			);
		}
	}
	return [...columns];
}

function cellOf(file: string, number: number, column: string, value: unknown): string {
	if (value === null || value === undefined) return "";
	const text = typeof value === "object" ? JSON.stringify(value) : String(value);
	// Neither can be stored as text. JSON escapes them, so a file in UTF-8 may contain them.
	if (!text.includes("\0") && text.isWellFormed()) return text;
	throw malformed(
		file,
		`feature ${number}: "${shortened(column)}" holds a character of value 0 or half a character`,
	);
}

function malformed(file: string, why: string): GeodataError {
	return new GeodataError("TABLE_MALFORMED", `${file} ${why}.`, { file });
}
