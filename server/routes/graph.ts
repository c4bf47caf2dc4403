import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { z } from "zod";
import { GeodataError } from "../../geodata/units/error.ts";
import { cityRoute } from "../http/route.ts";

/** On columns of integers Brotli at quality 5 is about as small as at 9, in a fraction of the time. */
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

/** The city pack, compressed once; immutable under its hash. */
export const GRAPH_ROUTES = [
	cityRoute({
		method: "get",
		path: "/api/v1/cities/:cityId/graph/:hash",
		who: "read-city",
		summary: "Network and homes as the engine opens them; immutable under its hash",
		answer: {
			description: "City pack",
			mediaType: "application/octet-stream",
			schema: z.string().meta({ format: "binary" }),
		},
		async handler({ city, params, req, packs, sentPacks }, res) {
			const { cityId, graphHash } = city;
			if (params.hash !== graphHash) throw staleGraph(params.hash, cityId, graphHash);
			const accepted = req.acceptsEncodings("br", "gzip", "identity") as Encoding | false;
			const encoding = accepted === false ? "identity" : accepted;
			res.set({
				"Cache-Control": "public, max-age=31536000, immutable",
				ETag: `"${graphHash}-${encoding}"`,
				Vary: "Accept-Encoding",
			});
			if (req.fresh) {
				res.status(304).end();
				return;
			}
			const { bytes } = await packs.get(cityId, graphHash);
			const body = await sentPacks.get(`${cityId}/${graphHash}/${encoding}`, () =>
				compressors[encoding](bytes),
			);
			// For progress bars: the browser reports decoded bytes, Content-Length the compressed ones.
			res.set("X-Decoded-Length", String(bytes.byteLength));
			if (encoding !== "identity") res.set("Content-Encoding", encoding);
			res.set("Content-Length", String(body.byteLength)).type("application/octet-stream").end(body);
		},
	}),
];

function staleGraph(hash: string, cityId: string, graphHash: string): GeodataError {
	const value = hash.slice(0, 80);
	return new GeodataError(
		"GRAPH_STALE",
		`The graph ${value} is not the one of ${cityId} any more; allowed is ${graphHash}.`,
		{ value, allowed: graphHash },
	);
}
