import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileBlock, type OsmElements, osmPbf, osmXml } from "../../test/osm-files.ts";
import { NO_TAGS, type OsmSink } from "./osm-sink.ts";
import { readOsm } from "./read-osm.ts";

const STREET: OsmElements = {
	nodes: [
		{ id: 1, lng: 7.4, lat: 43.7 },
		{ id: 2, lng: 7.41, lat: 43.71, tags: { highway: "crossing" } },
	],
	ways: [{ id: 3, nodes: [1, 2], tags: { highway: "footway" } }],
};
/** `osmXml(STREET)` above, compressed with bzip2 1.0.8. */
const STREET_BZ2 =
	"QlpoOTFBWSZTWTW695EAADFfgAAQUAP9x4EABgAv753gMACqwSiaoNonoTaTEwTJkGEqn6UmCYTTATJgTEwSoIYEQ2p6EYgGNSlAa4/4DBeKaaQnoi56Kz7EQqrr6eOaFzSk0hOFoWMPLygQ6MIQrKisScEjWvJmZcDpTybFuMFXDJnM7FxHP00DM/IUclN0+IVB9NolJJuPHCyYxG5xBIskkFFLgj1ICSZaFKiR3ssk6I15GsrReNFMBXMm/JiD+LuSKcKEga3XvIg=";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-osm-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** What a reader calls, a line an element. */
async function called(name: string, content: string | Uint8Array, signal?: AbortSignal): Promise<string[]> {
	const path = join(folder, name);
	await writeFile(path, content);
	const lines: string[] = [];
	const words = (tags: Iterable<[string, string]>) => [...tags].map((pair) => pair.join("=")).join(" ");
	const sink: OsmSink = {
		node: (id, lng, lat, tags) =>
			lines.push(`node ${id} ${lng.toFixed(7)} ${lat.toFixed(7)} ${words(tags ?? NO_TAGS)}`.trim()),
		way: (id, nodeIds, tags) => lines.push(`way ${id} ${nodeIds.join(",")} ${words(tags)}`.trim()),
		relation: (id, members, tags) => lines.push(`relation ${id} ${members.length} ${words(tags)}`),
	};
	await readOsm(path, sink, () => {}, signal);
	return lines;
}

const LINES = [
	"node 1 7.4000000 43.7000000",
	"node 2 7.4100000 43.7100000 highway=crossing",
	"way 3 1,2 highway=footway",
];

describe("reading OpenStreetMap files", () => {
	it("tells the packings apart by content, whatever the name", async () => {
		expect(await called("a.osm.pbf", osmXml(STREET))).toEqual(LINES);
		expect(await called("b.osm", osmPbf(STREET))).toEqual(LINES);
		expect(await called("c.txt", gzipSync(osmXml(STREET)))).toEqual(LINES);
		expect(await called("d.osm.bz2", Buffer.from(STREET_BZ2, "base64"))).toEqual(LINES);
	});

	it("leaves out what an editor has deleted", async () => {
		const xml = osmXml(STREET).replace('<node id="2"', '<node id="2" action="delete"');
		expect(await called("a.osm", xml)).toEqual([LINES[0], LINES[2]]);
	});

	it("skips blocks of a PBF it need not know", async () => {
		const bytes = Buffer.concat([osmPbf(STREET), fileBlock("Thumbnail", new Uint8Array(9), "raw")]);
		expect(await called("a.osm.pbf", bytes)).toEqual(LINES);
	});

	it("stops when told to, and says that nothing was changed", async () => {
		await expect(called("a.osm", osmXml(STREET), AbortSignal.abort())).rejects.toMatchObject({
			code: "ABORTED",
			message: "The import was cancelled; nothing of it was kept.",
		});
	});
});

describe("files that are something else", () => {
	const pbf = osmPbf(STREET);
	const xml = osmXml(STREET);
	it.each<[string, string | Uint8Array, string, RegExp]>([
		["an empty file", "", "OSM_TRUNCATED", /^bad\.osm ends too early: it is empty\.$/],
		["a PDF", "%PDF-1.7 and so on", "OSM_NOT_OSM", /begins with "%PDF-1.7 and so "; allowed are \.osm\.pbf/],
		["a web page", "<html><body/></html>", "OSM_NOT_OSM", /first element is <html>, not <osm>/],
		[
			"a change file",
			"<osmChange version='0.6'></osmChange>",
			"OSM_NOT_OSM",
			/first element is <osmChange>, not <osm>/,
		],
		["gzipped text", gzipSync("hello"), "OSM_NOT_OSM", /does not begin as XML/],
		[
			"an XML cut short",
			xml.slice(0, -40),
			"OSM_TRUNCATED",
			/^bad\.osm ends too early: line \d+ leaves an element open\.$/,
		],
		["a gzip cut short", gzipSync(xml).subarray(0, 120), "OSM_TRUNCATED", /its gzip stream is not complete/],
		[
			"a bzip2 cut short",
			Buffer.from(STREET_BZ2, "base64").subarray(0, 100),
			"OSM_TRUNCATED",
			/its bzip2 stream is not complete/,
		],
		[
			"a PBF cut in a block",
			pbf.subarray(0, -7),
			"OSM_TRUNCATED",
			/block that begins at byte \d+ lacks 7 of its bytes, the file has \d+/,
		],
		[
			"a PBF cut between lengths",
			Buffer.concat([pbf, new Uint8Array(2)]),
			"OSM_TRUNCATED",
			/2 bytes after byte \d+, where a block begins/,
		],
		["broken XML", xml.replace("<way", "<way <"), "OSM_DAMAGED", /^bad\.osm is damaged: line 5: /],
		[
			"a node without a place",
			xml.replace('lat="43.7"', 'lat="north"'),
			"OSM_DAMAGED",
			/line 3: lat of node 1 is "north", not a number/,
		],
		["a broken block", corrupted(pbf), "OSM_DAMAGED", /the block at byte \d+ does not decompress/],
		[
			"an unknown packing",
			osmPbf(STREET, { packing: "lzma" }),
			"OSM_DAMAGED",
			/it holds lzma, allowed are raw and zlib/,
		],
		[
			"a history file",
			osmPbf(STREET, { requiredFeature: "HistoricalInformation" }),
			"OSM_NOT_OSM",
			/requires HistoricalInformation/,
		],
		[
			"a block too long",
			Buffer.concat([pbf, Buffer.from([0, 255, 255, 255])]),
			"OSM_DAMAGED",
			/block header of 16777215 bytes at byte \d+, allowed are 1 to 65536/,
		],
	])("refuses %s in one sentence", async (_what, content, code, message) => {
		const error = await called("bad.osm", content).then(
			() => null,
			(refusal: unknown) => refusal,
		);
		expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
		expect((error as Error).message.split("\n")).toHaveLength(1);
	});

	it("says when there is no such file", async () => {
		await expect(readOsm(join(folder, "none.osm"), {} as OsmSink)).rejects.toMatchObject({
			code: "FILE_UNREADABLE",
			message: expect.stringContaining("none.osm cannot be read: there is no such file."),
		});
	});
});

/** The last block's checksum turned round. */
function corrupted(pbf: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(pbf);
	for (let i = bytes.length - 4; i < bytes.length; i++) bytes[i] = 255 - bytes[i]!;
	return bytes;
}
