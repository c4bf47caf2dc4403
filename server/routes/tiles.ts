import { type Request, type Response, Router } from "express";
import type { City } from "../../geodata/contract/city.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { isTileLayer, MAX_TILE_ZOOM, TILE_LAYERS, type TileLayer, tileFeatures } from "../db/places/tile.ts";
import { TILE_SOURCES } from "../db/places/tile-layers.ts";
import type { Store } from "../db/store/store.ts";
import { Lru } from "../engine/lru.ts";
import type { Roles } from "../http/roles.ts";
import { encodeTile } from "../tiles/encode-tile.ts";
import type { CityDirectory } from "./city-directory.ts";

const KEPT_TILES_BYTES = 128 * 1024 * 1024;
/** What an empty tile weighs in the cache: its key. */
const EMPTY_BYTES = 200;

export interface TileRouteDeps {
	readonly store: Store;
	readonly roles: Roles;
	readonly directory: CityDirectory;
}

/**
 * `/tiles/:cityId/:layer.json` and `/tiles/:cityId/:layer/:z/:x/:y.mvt`; several layers joined by commas come as one
 * tile, so that a map asks once for what it draws and not once a layer.
 */
export function tileRoutes({ store, roles, directory }: TileRouteDeps): Router {
	const router = Router();
	const kept = new Lru<Promise<Uint8Array | null>>(KEPT_TILES_BYTES);

	/** Whether the reader sees more of some layers than everyone does. */
	function seesMore(req: Request, res: Response, city: City, layers: readonly TileLayer[]): boolean {
		return (
			layers.some((layer) => TILE_SOURCES[layer].staffTable !== undefined) &&
			roles.of(req, res, city) === "official"
		);
	}

	function tile(
		city: City,
		layer: TileLayer,
		forStaff: boolean,
		[z, x, y]: readonly [number, number, number],
	): Promise<Uint8Array | null> {
		const key = [city.cityId, versionOf(city, forStaff), layer, z, x, y].join("/");
		const known = kept.get(key);
		if (known !== undefined) return known;
		const made = tileFeatures(store, { cityId: city.cityId, layer, forStaff, z, x, y }).then((rows) =>
			encodeTile(layer, rows, z, x, y),
		);
		kept.set(key, made, 0);
		made.then(
			(bytes) => kept.set(key, made, (bytes?.byteLength ?? 0) + EMPTY_BYTES),
			() => kept.delete(key),
		);
		return made;
	}

	router.get("/tiles/:cityId/:layer.json", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const layers = knownLayers(req.params.layer);
		const forStaff = seesMore(req, res, city, layers);
		const path = `${originOf(req)}/tiles/${city.cityId}/${layers.join()}`;
		const [west, south, east, north] = city.bbox;
		res.set("Cache-Control", forStaff ? "private, no-store" : "no-cache").json({
			tilejson: "3.0.0",
			name: `${city.name} · ${layers.join(", ")}`,
			version: "1.0.0",
			scheme: "xyz",
			tiles: [`${path}/{z}/{x}/{y}.mvt?v=${encodeURIComponent(versionOf(city, forStaff))}`],
			minzoom: 0,
			maxzoom: MAX_TILE_ZOOM,
			bounds: [west, south, east, north],
			center: [(west + east) / 2, (south + north) / 2, 11],
			attribution: city.source,
			vector_layers: layers.map((layer) => ({
				id: layer,
				fields: Object.fromEntries(Object.keys(TILE_SOURCES[layer].properties).map((name) => [name, ""])),
			})),
		});
	});

	router.get("/tiles/:cityId/:layer/:z/:x/:y.mvt", async (req, res) => {
		const city = await directory.get(req.params.cityId);
		const layers = knownLayers(req.params.layer);
		const z = tileNumber("z", req.params.z, MAX_TILE_ZOOM);
		const last = 2 ** z - 1;
		const x = tileNumber("x", req.params.x, last);
		const y = tileNumber("y", req.params.y, last);
		const forStaff = seesMore(req, res, city, layers);
		const parts = await Promise.all(layers.map((layer) => tile(city, layer, forStaff, [z, x, y])));
		// A tile is a list of layers and nothing else: tiles one after another are a tile of all their layers.
		const bytes = Buffer.concat(parts.filter((part) => part !== null));
		// A url that names the data it was cut from never changes; without it the answer is asked for anew.
		const named = req.query.v === versionOf(city, forStaff);
		const stays = named ? "max-age=31536000, immutable" : "no-cache";
		res.set("Cache-Control", `${forStaff ? "private" : "public"}, ${stays}`);
		if (bytes.byteLength === 0) {
			res.status(204).end();
			return;
		}
		res.type("application/vnd.mapbox-vector-tile").send(bytes);
	});
	return router;
}

/** Names what tiles are cut from, and for whom: a url that bears it never leads to anything else. */
function versionOf(city: City, forStaff: boolean): string {
	return forStaff ? `${city.dataVersion}-staff` : city.dataVersion;
}

/** Layers joined by commas, each once. */
function knownLayers(text: string): TileLayer[] {
	const names = text.split(",");
	const known = names.filter(isTileLayer);
	const stranger = names.find((name) => !isTileLayer(name));
	if (stranger === undefined && new Set(known).size === names.length) return known;
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
