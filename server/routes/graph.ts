import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { Router } from "express";
import { GeodataError } from "../../geodata/units/error.ts";
import { Lru } from "../engine/lru.ts";
import type { PackCache } from "../engine/pack-cache.ts";
import type { CityDirectory } from "./city-directory.ts";

const KEPT_BYTES = 256 * 1024 * 1024;
/** Brotli at 5 is about as small as 9 on columns of integers, at a fraction of the time. */
const BROTLI_QUALITY = 5;

type Encoding = "br" | "gzip" | "identity";

const compressors = {
	br: (bytes: Uint8Array) =>
		promisify(brotliCompress)(bytes, {
			params: {
				[constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
				[constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
			},
		}),
	gzip: (bytes: Uint8Array) => promisify(gzip)(bytes),
	identity: async (bytes: Uint8Array) => Buffer.from(bytes),
};

export interface GraphRouteDeps {
	readonly packs: PackCache;
	readonly directory: CityDirectory;
}

/** GET `/cities/:cityId/graph/:hash`: the city pack, compressed once, the same for ever under its hash. */
export function graphRoutes({ packs, directory }: GraphRouteDeps): Router {
	const router = Router();
	const kept = new Lru<Promise<Buffer>>(KEPT_BYTES);

	function encoded(cityId: string, hash: string, encoding: Encoding): Promise<Buffer> {
		const key = `${cityId}/${hash}/${encoding}`;
		const known = kept.get(key);
		if (known !== undefined) return known;
		const made = packs.get(cityId, hash).then(({ bytes }) => compressors[encoding](bytes));
		kept.set(key, made, 0);
		made.then(
			(bytes) => kept.set(key, made, bytes.byteLength),
			() => kept.delete(key),
		);
		return made;
	}

	router.get("/cities/:cityId/graph/:hash", async (req, res) => {
		const { cityId, hash } = req.params;
		const city = await directory.get(cityId);
		if (hash !== city.graphHash) {
			const value = hash.slice(0, 80);
			throw new GeodataError(
				"GRAPH_STALE",
				`The graph ${value} is not the one of ${cityId} any more; allowed is ${city.graphHash}.`,
				{ value, allowed: city.graphHash },
			);
		}
		const encoding = req.acceptsEncodings("br", "gzip", "identity") as Encoding | false;
		const chosen = encoding === false ? "identity" : encoding;
		res.set({
			"Cache-Control": "public, max-age=31536000, immutable",
			ETag: `"${hash}-${chosen}"`,
			Vary: "Accept-Encoding",
		});
		if (req.fresh) {
			res.status(304).end();
			return;
		}
		const { bytes } = await packs.get(cityId, hash);
		const body = await encoded(cityId, hash, chosen);
		// What a progress bar counts to: the browser sees decoded bytes, Content-Length the sent ones.
		res.set("X-Decoded-Length", String(bytes.byteLength));
		if (chosen !== "identity") res.set("Content-Encoding", chosen);
		res.set("Content-Length", String(body.byteLength)).type("application/octet-stream").end(body);
	});
	return router;
}
