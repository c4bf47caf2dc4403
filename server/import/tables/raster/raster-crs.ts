import { toProj4 } from "geotiff-geokeys-to-proj4";
import proj4, { type Converter } from "proj4";
import { GeodataError } from "../../../../geodata/units/error.ts";
import { isPosition, type Position } from "../../../../geodata/units/position.ts";

/** The coordinate system of a raster, as needed to locate cells. */
export interface RasterCrs {
	/** Its name in messages: "EPSG:4326", "a coordinate system without a code". */
	readonly name: string;
	readonly isProjected: boolean;
	/** Possible error of its positions; null where only a metre or two. */
	readonly caution: string | null;
	/** The WGS84 position of a place on the raster's plane; null outside the projection's domain. */
	toWgs84(x: number, y: number): Position | null;
	/** The place on the raster's plane of a WGS84 position; null outside the projection's domain. */
	fromWgs84(position: Position): Position | null;
}

/** Codes named in the GeoTIFF standard. */
export type GeoKeys = Readonly<Record<string, unknown>>;

/** The value "user-defined" of a key: other keys describe the system instead. */
const USER_DEFINED = 32767;
const MODEL_PROJECTED = 1;
const MODEL_GEOGRAPHIC = 2;
/** Ellipsoids of WGS84, GRS80 and CGCS2000 agree to a millimetre, and the datums on them to a metre or two. */
const MODERN_AXES_M = [6_378_137, 6_356_752.314] as const;
/** A position whose round trip through the projection is off by more degrees is outside the projection's domain. */
const ROUND_TRIP_DEG = 1e-6;

/** A plane for proj4, and the factor from its units to the metres or degrees of proj4. */
interface Plane {
	readonly definition: string;
	readonly unitX: number;
	readonly unitY: number;
}

/**
 * The coordinate system named or described by the keys of a GeoTIFF.
 *
 * @throws {GeodataError} RASTER_CRS where there is none, or an unsupported one
 */
export function crsOfKeys(file: string, keys: GeoKeys): RasterCrs {
	const { code, isProjected } = systemOf(file, keys);
	const kind = isProjected ? "projected" : "geographic";
	const name = code === null ? `a ${kind} coordinate system without a code` : `EPSG:${code}`;
	const refused = (why: string) =>
		new GeodataError(
			"RASTER_CRS",
			`${file} has ${name}, ${why}; allowed is what can be taken back to WGS84: write it anew with gdalwarp -t_srs EPSG:4326 -r sum.`,
			{ file, value: code },
		);
	const wkt = /ESRI PE String = (.+)/s.exec(String(keys.PCSCitationGeoKey ?? ""))?.[1];
	const plane = wkt === undefined ? planeOf(keys, code, isProjected, refused) : planeOfWkt(wkt);
	const isShifted = /\+towgs84=/i.test(plane.definition) && !/\+towgs84=0(,0)*( |$)/.test(plane.definition);
	if (!isShifted && !isNearWgs84(plane.definition)) {
		throw refused("on a datum whose way to WGS84 is not known here");
	}
	let converter: Converter;
	try {
		converter = proj4(plane.definition, "+proj=longlat +datum=WGS84 +no_defs");
	} catch (error) {
		throw refused(`which cannot be computed (${String((error as Error).message ?? error)})`);
	}
	return {
		name,
		isProjected,
		caution: isShifted ? "an old datum, whose shift to WGS84 is known to some 100 m" : null,
		...(isWgs84Itself(plane, isShifted) ? IDENTITY : conversions(converter, plane)),
	};
}

const IDENTITY: Pick<RasterCrs, "toWgs84" | "fromWgs84"> = {
	toWgs84: (x, y) => (isPosition(x, y) ? [x, y] : null),
	fromWgs84: (position) => position,
};

/** Degrees from Greenwich on a datum near WGS84 need no conversion; most rasters use them. */
function isWgs84Itself({ definition, unitX, unitY }: Plane, isShifted: boolean): boolean {
	const meridian = Number(/\+pm=(\S+)/.exec(definition)?.[1] ?? 0);
	return /\+proj=longlat/.test(definition) && unitX === 1 && unitY === 1 && meridian === 0 && !isShifted;
}

function conversions(
	converter: Converter,
	{ unitX, unitY }: Plane,
): Pick<RasterCrs, "toWgs84" | "fromWgs84"> {
	const toWgs84 = (x: number, y: number): Position | null => {
		// proj4 returns infinities outside the domain.
		const [lng = Number.NaN, lat = Number.NaN] = converter.forward([x * unitX, y * unitY]);
		return isPosition(lng, lat) ? [lng, lat] : null;
	};
	return {
		toWgs84,
		fromWgs84: (position) => {
			const [x = Number.NaN, y = Number.NaN] = converter.inverse([...position]);
			const there = [x / unitX, y / unitY] as const;
			const back = there.every(Number.isFinite) ? toWgs84(...there) : null;
			const isThere = back?.every((deg, axis) => Math.abs(deg - position[axis]!) < ROUND_TRIP_DEG);
			return isThere ? there : null;
		},
	};
}

/** The code of the system, or null where the other keys describe it. */
function systemOf(file: string, keys: GeoKeys): { code: number | null; isProjected: boolean } {
	const projected = numberKey(keys, "ProjectedCSTypeGeoKey");
	const geographic = numberKey(keys, "GeographicTypeGeoKey");
	const model = numberKey(keys, "GTModelTypeGeoKey");
	const isDescribed = projected !== null || geographic !== null || keys.GeogSemiMajorAxisGeoKey !== undefined;
	const isKnown = model === null || [MODEL_PROJECTED, MODEL_GEOGRAPHIC, USER_DEFINED].includes(model);
	if (!isDescribed || !isKnown) {
		throw new GeodataError(
			"RASTER_CRS",
			`${file} does not say its coordinate system; allowed is a GeoTIFF that does, as gdal_translate -a_srs EPSG:4326 writes it.`,
			{ file },
		);
	}
	const isProjected =
		model === MODEL_PROJECTED ||
		(model !== MODEL_GEOGRAPHIC && (projected !== null || keys.PCSCitationGeoKey !== undefined));
	const code = isProjected ? projected : geographic;
	return { code: code === USER_DEFINED ? null : code, isProjected };
}

function numberKey(keys: GeoKeys, name: string): number | null {
	const value = keys[name];
	return typeof value === "number" && value !== 0 ? value : null;
}

function planeOf(
	keys: GeoKeys,
	code: number | null,
	isProjected: boolean,
	refused: (why: string) => GeodataError,
): Plane {
	const codeKey = isProjected ? "ProjectedCSTypeGeoKey" : "GeographicTypeGeoKey";
	// A code is complete. Other keys only repeat it; read as well, the geographic key could replace the projected one.
	const saying =
		code === null
			? Object.entries(keys).filter(
					([key, value]) => value !== USER_DEFINED && !/^Vertical|Citation/.test(key),
				)
			: [[codeKey, code]];
	const { proj4, errors, coordinatesConversionParameters } = toProj4(
		Object.fromEntries(saying) as Parameters<typeof toProj4>[0],
	);
	const [lacking] = Object.keys(errors);
	if (lacking !== undefined) throw refused(`which cannot be computed (${lacking})`);
	if (isProjected && proj4.includes("+proj=longlat")) throw refused("which names no projection");
	return {
		// The axis order is ignored: proj4 computes east and north, as rasters use them.
		definition: proj4,
		unitX: coordinatesConversionParameters.x,
		unitY: coordinatesConversionParameters.y,
	};
}

/** A description as ArcGIS writes it; proj4 handles its units itself. */
function planeOfWkt(wkt: string): Plane {
	return { definition: wkt.trim().replace(/\|+$/, ""), unitX: 1, unitY: 1 };
}

/** Whether a datum is WGS84 to a metre or two. On a sphere latitudes are those of WGS84 by convention. */
function isNearWgs84(definition: string): boolean {
	const spheroid = /SPHEROID\["[^"]*",\s*([\d.]+),\s*([\d.]+)/i.exec(definition);
	const axis = (name: string) => Number(new RegExp(`\\+${name}=(\\S+)`).exec(definition)?.[1]);
	const a = spheroid ? Number(spheroid[1]) : axis("a");
	const b = spheroid ? (Number(spheroid[2]) === 0 ? a : a * (1 - 1 / Number(spheroid[2]))) : axis("b");
	if (a === b || /\+datum=WGS84/.test(definition)) return true;
	return Math.abs(a - MODERN_AXES_M[0]) < 0.01 && Math.abs(b - MODERN_AXES_M[1]) < 0.01;
}
