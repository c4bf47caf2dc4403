import type { Request } from "express";
import { z } from "zod";
import type { Audience } from "../../geodata/catalogue/vocabulary.ts";
import type { City } from "../../geodata/contract/city.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { audiencesOf } from "../auth/policy.ts";
import { MAX_TILE_ZOOM, tileFeatures } from "../collections/tile.ts";
import { TILE_LAYERS, TILE_SOURCES } from "../collections/tile-layers.ts";
import type { TileSource } from "../collections/tile-source.ts";
import { cacheControlFor, seesMore } from "../http/cache-control.ts";
import type { CityContext } from "../http/context.ts";
import { cityRoute } from "../http/route.ts";
import { encodeTile } from "../tiles/encode-tile.ts";

/** One layer, or several separated by commas. */
const LAYERS_SCHEMA = z.union([z.enum(TILE_LAYERS), z.string().regex(/^[a-z]+(,[a-z]+)+$/)]);

const NOTHING = new Uint8Array();

/** Several layers separated by commas are one tile, so that a map needs one request. */
export const TILE_ROUTES = [
	cityRoute({
		method: "get",
		path: "/tiles/:cityId/:layer/:z/:x/:y.mvt",
		who: "read-city",
		summary: "Vector tile of a layer, or of several joined by commas; 204 where nothing is in it",
		params: { layer: LAYERS_SCHEMA, z: z.int(), x: z.int(), y: z.int() },
		answer: {
			description: "Mapbox Vector Tile 2.1",
			mediaType: "application/vnd.mapbox-vector-tile",
			schema: z.string().meta({ format: "binary" }),
			empty: "Empty",
		},
		async handler(ctx, res) {
			const { city, params, req } = ctx;
			const layers = knownLayers(params.layer);
			const z = tileNumber("z", params.z, MAX_TILE_ZOOM);
			const last = 2 ** z - 1;
			const x = tileNumber("x", params.x, last);
			const y = tileNumber("y", params.y, last);
			const audiences = await audiencesIn(ctx, layers);
			const parts = await Promise.all(layers.map((layer) => tile(ctx, layer, audiences, [z, x, y])));
			// A tile is a list of layers, so concatenated tiles are a tile of all their layers.
			const bytes = Buffer.concat(parts);
			// A url with the data version is immutable; without it the response is revalidated.
			const named = req.query.v === versionOf(city, audiences);
			const stays = named ? "max-age=31536000, immutable" : "no-cache";
			res.set("Cache-Control", `${seesMore(audiences) ? "private" : "public"}, ${stays}`);
			if (bytes.byteLength === 0) {
				res.status(204).end();
				return;
			}
			res.type("application/vnd.mapbox-vector-tile").send(bytes);
		},
	}),
	cityRoute({
		method: "get",
		path: "/tiles/:cityId/:layer.json",
		who: "read-city",
		summary: "TileJSON 3.0 of a layer, or of several joined by commas",
		params: { layer: LAYERS_SCHEMA },
		answer: {
			description: "TileJSON",
			mediaType: "application/json",
			schema: z.looseObject({ tilejson: z.string(), tiles: z.array(z.string()) }),
		},
		async handler(ctx, res) {
			const { city, params, req } = ctx;
			const layers = knownLayers(params.layer);
			const audiences = await audiencesIn(ctx, layers);
			const names = layers.map(([name]) => name);
			const path = `${originOf(req)}/tiles/${city.cityId}/${names.join()}`;
			const [west, south, east, north] = city.bbox;
			res.set("Cache-Control", cacheControlFor(audiences)).json({
				tilejson: "3.0.0",
				name: `${city.name} · ${names.join(", ")}`,
				version: "1.0.0",
				scheme: "xyz",
				tiles: [`${path}/{z}/{x}/{y}.mvt?v=${encodeURIComponent(versionOf(city, audiences))}`],
				minzoom: 0,
				maxzoom: MAX_TILE_ZOOM,
				bounds: [west, south, east, north],
				center: [(west + east) / 2, (south + north) / 2, 11],
				attribution: city.source,
				vector_layers: layers.map(([id, { properties }]) => ({
					id,
					fields: Object.fromEntries(Object.entries(properties).map(([name, { type }]) => [name, type])),
				})),
			});
		},
	}),
];

/** A layer's name and source. */
type NamedLayer = readonly [name: string, source: TileSource];

/** The reader's audiences of the layers' rows. Where rows are equal for all, the role is not read. */
async function audiencesIn(ctx: CityContext, layers: readonly NamedLayer[]): Promise<readonly Audience[]> {
	const differ = layers.some(([, { rowAudience }]) => rowAudience !== undefined);
	return differ ? audiencesOf(await ctx.actor()) : ["public"];
}

function tile(
	{ city, db, tiles }: CityContext,
	[layer, source]: NamedLayer,
	audiences: readonly Audience[],
	[z, x, y]: readonly [number, number, number],
): Promise<Uint8Array> {
	const { cityId } = city;
	const key = [cityId, versionOf(city, audiences), layer, z, x, y].join("/");
	return tiles.get(key, async () => {
		const rows = await tileFeatures(db, { cityId, source, audiences, z, x, y });
		return encodeTile(layer, rows, z, x, y) ?? NOTHING;
	});
}

/** Version of the data and audience of tiles: a url with it always gives the same tile. */
function versionOf(city: City, audiences: readonly Audience[]): string {
	return [city.dataVersion, ...audiences.filter((audience) => audience !== "public")].join("-");
}

/** Layers separated by commas, each once. */
function knownLayers(text: string): NamedLayer[] {
	const names = text.split(",");
	const known = names.flatMap((name): NamedLayer[] => {
		const source = TILE_SOURCES.get(name);
		return source === undefined ? [] : [[name, source]];
	});
	const stranger = names.find((name) => !TILE_SOURCES.has(name));
	if (stranger === undefined && new Set(names).size === names.length) return known;
	const value = (stranger ?? text).slice(0, 80);
	const why = stranger === undefined ? `"${value}" names a layer twice` : `There is no layer "${value}"`;
	throw new GeodataError(
		"LAYER_UNKNOWN",
		`${why}; allowed is ${TILE_LAYERS.join(", ")}, each at most once.`,
		{
			value,
			allowed: TILE_LAYERS,
		},
	);
}

function tileNumber(name: string, text: string, max: number): number {
	const number = Number(text);
	if (/^\d{1,9}$/.test(text) && number <= max) return number;
	const allowed = `a whole number from 0 to ${max}`;
	const value = text.slice(0, 40);
	throw new GeodataError("TILE_OUT_OF_RANGE", `${name} is ${value}; allowed is ${allowed}.`, {
		value,
		allowed,
	});
}

function originOf(req: Request): string {
	return `${req.protocol}://${req.get("host") ?? "localhost"}`;
}
