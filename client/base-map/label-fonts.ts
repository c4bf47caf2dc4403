import { addProtocol } from "maplibre-gl";
import { PbfReader } from "pbf";

const FONT = '16px "Noto Sans SC Variable"';
const SCHEME = "lucheng-tile";

/**
 * Resolves once the font slices that `text` needs are loaded. MapLibre draws a character once and caches it: drawn too
 * early, it would stay in the fallback font. A slice that fails to load uses the fallback.
 */
export async function loadGlyphs(text: string): Promise<void> {
	await document.fonts.load(FONT, [...new Set(text)].join("")).catch(() => undefined);
}

/**
 * Every string value in a vector tile: its names and its kinds. Layout by the Mapbox Vector Tile specification 2.1:
 * layer 3, value 4, string 1.
 */
export function stringsInTile(bytes: ArrayBuffer): string {
	return new PbfReader(bytes).readFields(
		(field, text: { all: string }, pbf) => {
			if (field === 3) pbf.readMessage(readLayer, text);
		},
		{ all: "" },
	).all;
}

function readLayer(field: number, text: { all: string }, pbf: PbfReader): void {
	if (field === 4) pbf.readMessage(readValue, text);
}

function readValue(field: number, text: { all: string }, pbf: PbfReader): void {
	if (field === 1) text.all += pbf.readString();
}

/** Passes tiles through {@link loadGlyphs}, so that a label's font loads before the label is drawn. */
export function registerTileProtocol(): void {
	addProtocol(SCHEME, async (request, abort) => {
		const response = await fetch(request.url.replace(`${SCHEME}://`, ""), { signal: abort.signal });
		if (!response.ok) throw new Error(`tile ${request.url}: ${response.status}`);
		const data = await response.arrayBuffer();
		if (data.byteLength > 0) await loadGlyphs(stringsInTile(data));
		return { data };
	});
}

/**
 * The URL that routes a tile through the protocol: always on the page's own origin, even if a server behind a proxy
 * reports another host.
 */
export function throughProtocol(tileUrl: string): string {
	const { pathname, search } = new URL(tileUrl, location.href);
	return `${SCHEME}://${location.origin}${pathname}${search}`;
}
