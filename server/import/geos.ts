import type { Geometry, MultiPolygon, Point, Polygon } from "geojson";
import initGeos from "geos-wasm";
import { geojsonToGeosGeom, geosGeomToGeojson } from "geos-wasm/helpers";
import type { Position } from "../../geodata/units/position.ts";

/** GEOS in this process: the library PostGIS validates geometries with, usable before the database is open. */
export type Area = Polygon | MultiPolygon;

type Geos = Awaited<ReturnType<typeof initGeos>>;

/** Why and where GEOS considers a geometry invalid. */
export interface Flaw {
	/** In the words of GEOS, such as "Self-intersection". */
	readonly reason: string;
	readonly place: Position;
}

/** Rings that touch themselves are valid where the inside is on one side of them. */
const STRICT = 0;

const geos = (): Promise<Geos> => initGeos({ noticeHandler: () => {} });

/** The first flaw of an area; null where it is valid. Its rings must be closed. */
export async function flawOf(area: Area): Promise<Flaw | null> {
	const lib = await geos();
	const geometry = geojsonToGeosGeom(area, lib);
	const pointers = lib.Module._malloc(8);
	try {
		if (lib.GEOSisValidDetail(geometry, STRICT, pointers, pointers + 4) === 1) return null;
		const reason = lib.Module.getValue(pointers, "i32");
		const place = lib.Module.getValue(pointers + 4, "i32");
		const found = {
			reason: lib.Module.UTF8ToString(reason),
			place: [...(geosGeomToGeojson(place, lib) as Point).coordinates] as unknown as Position,
		};
		lib.GEOSFree(reason);
		lib.GEOSGeom_destroy(place);
		return found;
	} finally {
		lib.Module._free(pointers);
		lib.GEOSGeom_destroy(geometry);
	}
}

/** A valid area from the lines of another one, by the even-odd rule. Null where nothing is left. */
export async function evenOddArea(area: Area): Promise<Area | null> {
	return areaMade(area, (lib, geometry) => lib.GEOSMakeValid(geometry));
}

/** The union of polygons, each valid, which may overlap. */
export async function mergedArea(polygons: readonly Polygon[]): Promise<Area | null> {
	const all = { type: "MultiPolygon", coordinates: polygons.map(({ coordinates }) => coordinates) } as const;
	return areaMade(all, (lib, geometry) => lib.GEOSDisjointSubsetUnion(geometry));
}

/** Tests whether positions are in an area or on its edge, each in logarithmic time. */
export async function insideTest(area: Area): Promise<(position: Position) => boolean> {
	const lib = await geos();
	const prepared = lib.GEOSPrepare(geojsonToGeosGeom(area, lib));
	return ([lng, lat]) => lib.GEOSPreparedIntersectsXY(prepared, lng, lat) === 1;
}

/** A place inside an area of any shape. */
export async function placeInside(area: Area): Promise<Position> {
	const lib = await geos();
	const geometry = geojsonToGeosGeom(area, lib);
	const place = lib.GEOSPointOnSurface(geometry);
	try {
		return [...(geosGeomToGeojson(place, lib) as Point).coordinates] as unknown as Position;
	} finally {
		lib.GEOSGeom_destroy(place);
		lib.GEOSGeom_destroy(geometry);
	}
}

/** The geometry of a well-known text; null where it is invalid. */
export async function geometryOfWkt(wkt: string): Promise<Geometry | null> {
	const lib = await geos();
	const reader = lib.GEOSWKTReader_create();
	const size = 4 * wkt.length + 1;
	const text = lib.Module._malloc(size);
	try {
		lib.Module.stringToUTF8(wkt, text, size);
		const geometry = lib.GEOSWKTReader_read(reader, text);
		const json = geosGeomToGeojson(geometry, lib) as Geometry;
		lib.GEOSGeom_destroy(geometry);
		return json;
	} catch {
		return null;
	} finally {
		lib.Module._free(text);
		lib.GEOSWKTReader_destroy(reader);
	}
}

async function areaMade(area: Area, make: (lib: Geos, geometry: number) => number): Promise<Area | null> {
	const lib = await geos();
	const geometry = geojsonToGeosGeom(area, lib);
	const made = make(lib, geometry);
	try {
		return areaOf(geosGeomToGeojson(made, lib));
	} finally {
		lib.GEOSGeom_destroy(made);
		lib.GEOSGeom_destroy(geometry);
	}
}

/** The polygons of a GEOS result; lines and points in it are dropped. */
function areaOf(geometry: ReturnType<typeof geosGeomToGeojson>): Area | null {
	const polygons = polygonsOf(geometry).filter((rings) => rings.length > 0);
	const [first] = polygons;
	if (!first) return null;
	return polygons.length === 1
		? { type: "Polygon", coordinates: first }
		: { type: "MultiPolygon", coordinates: polygons };
}

function polygonsOf(geometry: ReturnType<typeof geosGeomToGeojson>): Polygon["coordinates"][] {
	if (geometry.type === "Polygon") return [geometry.coordinates];
	if (geometry.type === "MultiPolygon") return geometry.coordinates;
	return geometry.type === "GeometryCollection" ? geometry.geometries.flatMap(polygonsOf) : [];
}
