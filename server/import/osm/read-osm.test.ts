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

/** The calls of a reader, one line per element. */
async function called(name: string, content: string | Uint8Array, signal?: AbortSignal): Promise<string[]> {
	const path = join(folder, name);
	await writeFile(path, content);
	const lines: string[] = [];
	const words = (tags: Iterable<[string, string]>) => [...tags].map((pair) => pair.join("=")).join(" ");
	const sink: OsmSink = {
		nodeKeys: new Set(["highway"]),
		gone: (type, id) => lines.push(`no ${type} ${id}`),
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
	it("detects the format by content, whatever the name", async () => {
		expect(await called("a.osm.pbf", osmXml(STREET))).toEqual(LINES);
		expect(await called("b.osm", osmPbf(STREET))).toEqual(LINES);
		expect(await called("c.txt", gzipSync(osmXml(STREET)))).toEqual(LINES);
		expect(await called("d.osm.bz2", Buffer.from(STREET_BZ2, "base64"))).toEqual(LINES);
	});

	it("leaves out what an editor has deleted", async () => {
		const xml = osmXml(STREET).replace('<node id="2"', '<node id="2" action="delete"');
		expect(await called("a.osm", xml)).toEqual([LINES[0], "no node 2", LINES[2]]);
	});

	it.each<[string, Uint8Array]>([
		["UTF-16, little end first", Buffer.from(`\ufeff${osmXml(STREET)}`, "utf16le")],
		["UTF-16, big end first, without a mark", Buffer.from(osmXml(STREET), "utf16le").swap16()],
		["UTF-8 with a mark", Buffer.from(`\ufeff${osmXml(STREET)}`)],
	])("reads %s", async (_encoding, bytes) => {
		expect(await called("a.osm", bytes)).toEqual(LINES);
		expect(await called("a.osm.gz", gzipSync(bytes))).toEqual(LINES);
	});

	it("reads the encoding that the declaration names", async () => {
		const named = {
			...STREET,
			ways: [{ id: 3, nodes: [1, 2], tags: { highway: "footway", name: "Allée" } }],
		};
		const text = osmXml(named).replace("UTF-8", "ISO-8859-1");
		expect(await called("a.osm", Buffer.from(text, "latin1"))).toEqual([
			...LINES.slice(0, 2),
			"way 3 1,2 highway=footway name=Allée",
		]);
	});

	it("reads negative and present-day ids, in any encoding of numbers", async () => {
		const ids = [
			-1,
			-(2 ** 31) - 5,
			127,
			128,
			16_383,
			16_384,
			2_097_151,
			2_097_152,
			13_000_000_001,
			2 ** 53 - 1,
		];
		const nodes = ids.map((id) => ({ id, lng: 7, lat: 43 }));
		const ways = [
			{ id: -7, nodes: ids, tags: { highway: "footway" } },
			{ id: -(2 ** 40), nodes: [-1, 127], tags: { highway: "footway" } },
			{ id: 2 ** 40, nodes: [-1, 127], tags: { highway: "footway" } },
		];
		const expected = [
			...ids.map((id) => `node ${id} 7.0000000 43.0000000`),
			`way -7 ${ids.join(",")} highway=footway`,
			`way -1099511627776 -1,127 highway=footway`,
			`way 1099511627776 -1,127 highway=footway`,
		];
		expect(await called("a.osm", osmXml({ nodes, ways }))).toEqual(expected);
		expect(await called("a.pbf", osmPbf({ nodes, ways }))).toEqual(expected);
		expect(await called("a.pbf", osmPbf({ nodes, ways }, { dense: false }))).toEqual(expected);
	});

	it("reads a PBF that is gzipped", async () => {
		expect(await called("a.osm.pbf.gz", gzipSync(osmPbf(STREET)))).toEqual(LINES);
	});

	it("skips blocks of a PBF it need not know", async () => {
		const bytes = Buffer.concat([osmPbf(STREET), fileBlock("Thumbnail", new Uint8Array(9), "raw")]);
		expect(await called("a.osm.pbf", bytes)).toEqual(LINES);
	});

	it("stops on abort, and says that nothing was changed", async () => {
		await expect(called("a.osm", osmXml(STREET), AbortSignal.abort())).rejects.toMatchObject({
			code: "ABORTED",
			message: "The import was cancelled; nothing of it was kept.",
		});
	});
});

describe("files of other kinds", () => {
	const pbf = osmPbf(STREET);
	const xml = osmXml(STREET);
	it.each<[string, string | Uint8Array, string, RegExp]>([
		["an empty file", "", "OSM_TRUNCATED", /^bad\.osm ends too early: it is empty\.$/],
		["a PDF", "%PDF-1.7 and so on", "OSM_NOT_OSM", /begins with "%PDF-1.7 and so "; allowed are \.osm\.pbf/],
		["a web page", "<html><body/></html>", "OSM_NOT_OSM", /it is a web page; allowed are/],
		["a web page by its DOCTYPE", "<!DOCTYPE html><html><p>Busy", "OSM_NOT_OSM", /it is a web page/],
		["another XML file", "<kmz/>", "OSM_NOT_OSM", /its first element is <kmz>, not <osm>/],
		[
			"entities of its own",
			'<!DOCTYPE osm [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><osm><tag k="&b;"/></osm>',
			"OSM_NOT_OSM",
			/it has a DOCTYPE, which no OpenStreetMap file has/,
		],
		[
			"a change file",
			"<osmChange version='0.6'></osmChange>",
			"OSM_NOT_OSM",
			/it is a change file \(osmChange\): what was edited, not a map/,
		],
		["gzipped text", gzipSync("hello"), "OSM_NOT_OSM", /unpacked from gzip, it begins with "hello"/],
		["nothing, gzipped", gzipSync(""), "OSM_TRUNCATED", /it is empty/],
		["a packing in a packing", gzipSync(gzipSync(xml)), "OSM_NOT_OSM", /it is packed by gzip again/],
		["an o5m file", Buffer.from("ffe0046f356d32", "hex"), "OSM_NOT_OSM", /it is an o5m file; osmium/],
		["a zip archive", "PK\x03\x04", "OSM_NOT_OSM", /it is a zip archive; unpack it first/],
		["a Shapefile", Buffer.from("0000270a00", "hex"), "OSM_NOT_OSM", /it is a Shapefile/],
		["an xz file", Buffer.from("fd377a585a00", "hex"), "OSM_NOT_OSM", /packed by xz; unpack it first/],
		["a tar archive", `${"a".repeat(257)}ustar`, "OSM_NOT_OSM", /it is a tar archive/],
		[
			"Overpass's JSON",
			'{\n  "version": 0.6,\n  "elements": []}',
			"OSM_NOT_OSM",
			/it is the JSON of OpenStreetMap or Overpass; ask for XML, at Overpass by \[out:xml\]/,
		],
		["GeoJSON", '{"type":"FeatureCollection","features":[]}', "OSM_NOT_OSM", /it is GeoJSON/],
		[
			"an answer that Overpass gave up",
			xml.replace("</osm>", '<remark> runtime error: Query timed out in "query" </remark></osm>'),
			"OSM_TRUNCATED",
			/Overpass wrote into it "runtime error: Query timed out in "query""/,
		],
		[
			"an id beyond 2^53 in XML",
			xml.replaceAll('"1"', '"9007199254740993"'),
			"OSM_ID_TOO_LARGE",
			/has the id or number 9007199254740993 \(line 3, node id\); allowed are .* ±9007199254740991/,
		],
		[
			"a half id",
			xml.replaceAll('"1"', '"1.5"'),
			"OSM_DAMAGED",
			/line 3: node id is "1.5", not a whole number/,
		],
		[
			"an id beyond 2^53 in a PBF",
			osmPbf({
				...STREET,
				nodes: [
					{ id: 2 ** 53 - 1, lng: 7, lat: 43 },
					{ id: 2 ** 53 + 2, lng: 7, lat: 44 },
				],
			}),
			"OSM_ID_TOO_LARGE",
			/has the id or number 900719925474099\d \(in the block at byte \d+\)/,
		],
		[
			"a latitude of 91° in XML",
			xml.replace('lat="43.7"', 'lat="91"'),
			"OSM_DAMAGED",
			/line 3: lat of node 1 is 91; allowed are ±90 degrees/,
		],
		[
			"a longitude of 181° in a PBF",
			osmPbf({ ...STREET, nodes: [{ id: 1, lng: 181, lat: 43 }] }),
			"OSM_DAMAGED",
			/holds the position 181(\.0+\d)?; allowed are ±180 degrees/,
		],
		[
			"UTF-8 that is none",
			Buffer.from(xml.replace("crossing", "cr\xf6ssing"), "latin1"),
			"OSM_DAMAGED",
			/it has bytes that are not utf-8, among the first \d+; its declaration has to name its encoding/,
		],
		[
			"UTF-8 cut in a character",
			Buffer.from('<osm><way id="1"><tag k="name" v="鹿').subarray(0, -1),
			"OSM_TRUNCATED",
			/ends too early: its last character is not whole/,
		],
		[
			"an augmented diff",
			'<osm version="0.6"><action type="modify"><old><node id="1" lat="1" lon="1"/></old></action></osm>',
			"OSM_NOT_OSM",
			/it is an augmented diff: what was edited, not a map/,
		],
		[
			"an encoding nobody knows",
			xml.replace("UTF-8", "Kunshan-1"),
			"OSM_NOT_OSM",
			/it is written in "Kunshan-1", an encoding that is not known/,
		],
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
			"a feature nobody knows",
			osmPbf(STREET, { requiredFeature: "Weather" }),
			"OSM_NOT_OSM",
			/it requires Weather, which this reader does not know/,
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

/** The last block's checksum with its bits inverted. */
function corrupted(pbf: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(pbf);
	for (let i = bytes.length - 4; i < bytes.length; i++) bytes[i] = 255 - bytes[i]!;
	return bytes;
}
