import type { Geometry, MultiPolygon, Polygon } from "geojson";
import { COORD_UNITS_PER_DEG } from "../../../geodata/units/constants.ts";
import { GeodataError } from "../../../geodata/units/error.ts";

type Coordinates = readonly number[];

/** Type codes of the OGC simple-features WKB. */
const POINT = 1;
const LINE_STRING = 2;
const POLYGON = 3;
const MULTI_POINT = 4;
const MULTI_LINE_STRING = 5;
const MULTI_POLYGON = 6;

/** Writes little-endian WKB to a growing buffer; every coordinate is rounded to 1e-7°. */
class WkbWriter {
	#buffer = Buffer.allocUnsafe(256);
	#length = 0;

	#reserve(bytes: number): number {
		const at = this.#length;
		this.#length += bytes;
		if (this.#length > this.#buffer.length) {
			const grown = Buffer.allocUnsafe(Math.max(this.#length, this.#buffer.length * 2));
			this.#buffer.copy(grown, 0, 0, at);
			this.#buffer = grown;
		}
		return at;
	}

	header(type: number): void {
		const at = this.#reserve(5);
		this.#buffer.writeUInt8(1, at);
		this.#buffer.writeUInt32LE(type, at + 1);
	}

	count(value: number): void {
		// First, because it may replace the buffer by a larger one.
		const at = this.#reserve(4);
		this.#buffer.writeUInt32LE(value, at);
	}

	position(lngDeg: number | undefined, latDeg: number | undefined): void {
		if (!Number.isFinite(lngDeg) || !Number.isFinite(latDeg)) {
			throw new GeodataError(
				"STORE_BAD_NUMBER",
				`The position [${lngDeg}, ${latDeg}] cannot be stored; allowed are finite degrees.`,
				{ value: [String(lngDeg), String(latDeg)], allowed: "finite" },
			);
		}
		const at = this.#reserve(16);
		this.#buffer.writeDoubleLE(Math.round(Number(lngDeg) * COORD_UNITS_PER_DEG) / COORD_UNITS_PER_DEG, at);
		this.#buffer.writeDoubleLE(
			Math.round(Number(latDeg) * COORD_UNITS_PER_DEG) / COORD_UNITS_PER_DEG,
			at + 8,
		);
	}

	positions(list: readonly Coordinates[]): void {
		this.count(list.length);
		for (const position of list) this.position(position[0], position[1]);
	}

	rings(list: readonly (readonly Coordinates[])[]): void {
		this.count(list.length);
		for (const ring of list) this.positions(ring);
	}

	bytes(): Uint8Array {
		return new Uint8Array(this.#buffer.subarray(0, this.#length));
	}
}

export function pointWkb(lngDeg: number, latDeg: number): Uint8Array {
	const writer = new WkbWriter();
	writer.header(POINT);
	writer.position(lngDeg, latDeg);
	return writer.bytes();
}

/** Null for an empty list: unknown gates or entrances have no geometry. */
export function multiPointWkb(positions: readonly Coordinates[]): Uint8Array | null {
	if (positions.length === 0) return null;
	const writer = new WkbWriter();
	writeMulti(writer, MULTI_POINT, positions, (position) => {
		writer.header(POINT);
		writer.position(position[0], position[1]);
	});
	return writer.bytes();
}

/** A line through nodes `nodes[from … to)` of columns of longitudes and latitudes. */
export function lineWkb(
	lngDeg: Float64Array,
	latDeg: Float64Array,
	nodes: Uint32Array,
	from: number,
	to: number,
): Uint8Array {
	const writer = new WkbWriter();
	writer.header(LINE_STRING);
	writer.count(to - from);
	for (let i = from; i < to; i++) {
		const node = nodes[i] ?? -1;
		writer.position(lngDeg[node], latDeg[node]);
	}
	return writer.bytes();
}

/** Always a multipolygon, as the columns are. */
export function areaWkb(area: Polygon | MultiPolygon): Uint8Array {
	return geometryWkb({
		type: "MultiPolygon",
		coordinates: area.type === "Polygon" ? [area.coordinates] : area.coordinates,
	});
}

/** @throws {GeodataError} STORE_BAD_GEOMETRY for a geometry collection. */
export function geometryWkb(geometry: Geometry): Uint8Array {
	const writer = new WkbWriter();
	writeGeometry(writer, geometry);
	return writer.bytes();
}

function writeGeometry(writer: WkbWriter, geometry: Geometry): void {
	switch (geometry.type) {
		case "Point":
			writer.header(POINT);
			writer.position(geometry.coordinates[0], geometry.coordinates[1]);
			return;
		case "LineString":
			writer.header(LINE_STRING);
			writer.positions(geometry.coordinates);
			return;
		case "Polygon":
			writer.header(POLYGON);
			writer.rings(geometry.coordinates);
			return;
		case "MultiPoint":
			writeMulti(writer, MULTI_POINT, geometry.coordinates, (coordinates) =>
				writeGeometry(writer, { type: "Point", coordinates }),
			);
			return;
		case "MultiLineString":
			writeMulti(writer, MULTI_LINE_STRING, geometry.coordinates, (coordinates) =>
				writeGeometry(writer, { type: "LineString", coordinates }),
			);
			return;
		case "MultiPolygon":
			writeMulti(writer, MULTI_POLYGON, geometry.coordinates, (coordinates) =>
				writeGeometry(writer, { type: "Polygon", coordinates }),
			);
			return;
		case "GeometryCollection":
			throw new GeodataError(
				"STORE_BAD_GEOMETRY",
				"A GeometryCollection cannot be stored; allowed are points, lines and polygons, single or multiple.",
				{ value: geometry.type },
			);
	}
}

function writeMulti<T>(writer: WkbWriter, type: number, parts: readonly T[], write: (part: T) => void): void {
	writer.header(type);
	writer.count(parts.length);
	for (const part of parts) write(part);
}
