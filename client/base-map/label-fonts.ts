import { addProtocol } from "maplibre-gl";
import { PbfReader } from "pbf";

const FONT = '16px "Noto Sans SC Variable"';
const SCHEME = "lucheng-tile";

/**
 * Resolves once the slices of the font that `text` needs are there. MapLibre draws a character once and keeps
 * the picture: drawn too early, it would stay in the fallback face. A slice that cannot be had falls back.
 */
export async function loadGlyphs(text: string): Promise<void> {
	await document.fonts.load(FONT, [...new Set(text)].join("")).catch(() => undefined);
}

/**
 * Every string value in a vector tile: its names, and the few words of its kinds.
 * The layout is the Mapbox Vector Tile specification 2.1: layer 3, value 4, string 1.
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

/** Routes tiles through {@link loadGlyphs}, so that a label's font is there before the label. */
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
 * The address under which a tile passes through the protocol: always of the page's own origin, whatever name
 * a server behind a proxy takes itself to have.
 */
export function throughProtocol(tileUrl: string): string {
	const { pathname, search } = new URL(tileUrl, location.href);
	return `${SCHEME}://${location.origin}${pathname}${search}`;
}
