import type { Audience } from "../../geodata/catalogue/vocabulary.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import type { QueryRunner } from "../db/store/store.ts";
import type { TileSource } from "./tile-source.ts";

export interface TileRequest {
	readonly cityId: string;
	readonly source: TileSource;
	/** Audiences of the rows to include, decided by the caller. */
	readonly audiences: readonly Audience[];
	/** 0 … {@link MAX_TILE_ZOOM}. */
	readonly z: number;
	/** 0 … 2^z − 1, from the west. */
	readonly x: number;
	/** 0 … 2^z − 1, from the north. */
	readonly y: number;
}

export interface TileFeature {
	/** Web mercator metres, little-endian WKB, clipped to the tile and a margin, simplified to half a pixel. */
	readonly wkb: Uint8Array;
	/** Without null values. */
	readonly properties: Readonly<Record<string, string | number | boolean>>;
}

export const MAX_TILE_ZOOM = 16;

/** Half the side of the web mercator square, metres. */
const HALF_WORLD_M = 20_037_508.342789244;

/**
 * Margins as shares of a tile: the query's, and the larger one at which lines and areas are clipped, so that no
 * clipped edge is visible.
 */
const QUERY_MARGIN = 64 / 4096;
const CLIP_MARGIN = 96 / 4096;
const PIXELS_A_TILE = 512;

/**
 * The features of one tile of one layer, in drawing order.
 * @throws {GeodataError} TILE_OUT_OF_RANGE
 */
export async function tileFeatures(db: QueryRunner, request: TileRequest): Promise<TileFeature[]> {
	const { cityId, source, audiences, z, x, y } = request;
	checkAddress(z, x, y);
	const sideM = (2 * HALF_WORLD_M) / 2 ** z;
	const pixelM = sideM / PIXELS_A_TILE;
	const shown = source.shownAt(z, pixelM);
	if (shown === null) return [];

	const forReader = source.rowAudience === undefined ? "true" : `${source.rowAudience} = any($11::text[])`;
	const names = Object.keys(source.properties);
	const columns = names.map((name) => `${source.properties[name]?.sql} as "${name}"`).join(", ");
	const rows = await db.query<{ wkb: Uint8Array; [property: string]: unknown }>(
		`select ${names.map((name) => `"${name}"`).join(", ")}, st_asbinary(clipped, 'NDR') as wkb
		from (
			select ${columns}, row_number() over (order by ${source.order}) as drawn,
				st_clipbybox2d(st_simplify(${source.drawn ?? source.geom}, $2), st_makeenvelope($3, $4, $5, $6, 3857)) as clipped
			from ${source.table}
			where ${source.cityId} = $1 and ${forReader} and ${source.geom} && st_makeenvelope($7, $8, $9, $10, 3857) and ${shown}
			offset 0
		) as cut
		where not st_isempty(clipped) order by drawn`,
		[
			cityId,
			pixelM / 2,
			...bounds(x, y, sideM, CLIP_MARGIN * sideM),
			...bounds(x, y, sideM, QUERY_MARGIN * sideM),
			...(source.rowAudience === undefined ? [] : [audiences]),
		],
	);
	return rows.map(({ wkb, ...properties }) => ({
		wkb,
		properties: Object.fromEntries(
			Object.entries(properties).filter(([, value]) => value !== null),
		) as TileFeature["properties"],
	}));
}

/** West, south, east, north of a tile with a margin, web mercator metres. */
function bounds(x: number, y: number, sideM: number, marginM: number): [number, number, number, number] {
	const westM = x * sideM - HALF_WORLD_M;
	const northM = HALF_WORLD_M - y * sideM;
	return [westM - marginM, northM - sideM - marginM, westM + sideM + marginM, northM + marginM];
}

function checkAddress(z: number, x: number, y: number): void {
	const last = 2 ** z - 1;
	const inRange = (value: number, max: number) => Number.isInteger(value) && value >= 0 && value <= max;
	if (inRange(z, MAX_TILE_ZOOM) && inRange(x, last) && inRange(y, last)) return;
	throw new GeodataError(
		"TILE_OUT_OF_RANGE",
		`The tile ${z}/${x}/${y} does not exist; allowed are zooms 0 to ${MAX_TILE_ZOOM} and columns and rows 0 to 2^zoom − 1.`,
		{ value: `${z}/${x}/${y}`, allowed: { z: [0, MAX_TILE_ZOOM], xy: [0, last] } },
	);
}
