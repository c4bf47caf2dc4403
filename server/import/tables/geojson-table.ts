import { pointOnFeature } from "@turf/turf";
import type { Feature, Geometry } from "geojson";
import { GeodataError } from "../../../geodata/units/error.ts";
import type { Position } from "../../../geodata/units/position.ts";
import type { Table, TableRow } from "./table.ts";

/**
 * A feature collection as a table: properties are columns, a feature's own id is the column "id". A point
 * stands for itself; of a line or area, a point on it does.
 *
 * @throws {GeodataError} TABLE_MALFORMED, TABLE_EMPTY, GEOMETRY_MISSING
 */
export function geojsonTable(file: string, text: string): Table {
	const features = featuresOf(file, text);
	const columns = [...new Set(features.flatMap((one) => Object.keys(one.properties ?? {})))];
	const hasOwnIds = !columns.includes("id") && features.some((one) => one.id !== undefined);
	const rows = features.map((one, i): TableRow => {
		const properties: Record<string, unknown> = one.properties ?? {};
		const cells = columns.map((column) => cellOf(properties[column]));
		return {
			number: i + 1,
			cells: hasOwnIds ? [...cells, cellOf(one.id)] : cells,
			position: positionOf(file, i + 1, one.geometry),
		};
	});
	return {
		file,
		columns: hasOwnIds ? [...columns, "id"] : columns,
		rows,
		decimalComma: false,
		rowNoun: "feature",
	};
}

function featuresOf(file: string, text: string): Feature<Geometry | null>[] {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch (error) {
		throw new GeodataError("TABLE_MALFORMED", `${file} is not valid JSON: ${(error as Error).message}.`, {
			file,
		});
	}
	const { type, features } = parsed as { type?: unknown; features?: unknown };
	if (type !== "FeatureCollection" || !Array.isArray(features)) {
		throw new GeodataError(
			"TABLE_MALFORMED",
			`${file} holds GeoJSON of type "${String(type)}"; allowed is a FeatureCollection.`,
			{ file },
		);
	}
	if (features.length === 0)
		throw new GeodataError("TABLE_EMPTY", `${file} has no features; at least one is needed.`, { file });
	return features as Feature<Geometry | null>[];
}

function cellOf(value: unknown): string {
	if (value === null || value === undefined) return "";
	return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function positionOf(file: string, number: number, geometry: Geometry | null): Position {
	try {
		if (geometry?.type === "Point") return pair(geometry.coordinates);
		if (geometry) return pair(pointOnFeature(geometry).geometry.coordinates);
	} catch {
		// Broken coordinates are told below, as none.
	}
	throw new GeodataError(
		"GEOMETRY_MISSING",
		`${file} feature ${number} has no valid geometry; each needs one.`,
		{
			file,
			feature: number,
		},
	);
}

function pair(coordinates: readonly number[]): Position {
	const [lng, lat] = coordinates;
	if (typeof lng !== "number" || typeof lat !== "number") throw new TypeError("not a position");
	return [lng, lat];
}
