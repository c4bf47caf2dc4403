import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCity, modelOf } from "../test/random-city.ts";
import { home, line, Scene } from "../test/scene.ts";
import { buildCityPack } from "./build-city-pack.ts";
import { decodeCityPack, encodeCityPack, packHash } from "./city-pack-file.ts";
import { decodeSections, encodeSections, seal } from "./section-file.ts";

const scene = new Scene(`
A-----B
   #
C>>>>>D`);
const { pack } = buildCityPack(
	scene.city(
		[home("甲", scene.at("A"), 3), home("b", scene.at("D"), 5)],
		[line("wall", [scene.at("A"), scene.at("D")], "围墙")],
	),
	{ minSubnetworkNodes: 1 },
);

/** A file with one changed byte or u32 word; hashed again unless the test is about damaged content. */
const withByte = (byte: number, value: number): Uint8Array => {
	const file = encodeCityPack(pack);
	file[byte] = value;
	return file;
};
const withWord = (byte: number, value: number, sealed: boolean): Uint8Array => {
	const file = encodeCityPack(pack);
	new DataView(file.buffer).setUint32(byte, value, true);
	if (sealed) seal(file);
	return file;
};
const refused = (file: Uint8Array, code: string): void => {
	expect(() => decodeCityPack(file)).toThrow(expect.objectContaining({ code }));
};

describe("city pack file", () => {
	it("gives back what was put in, one-way streets or not", () => {
		expect(pack.graph.reverseFirstArc).not.toBe(pack.graph.firstArc);
		expect(decodeCityPack(encodeCityPack(pack))).toEqual(pack);
		fc.assert(
			fc.property(anyCity, (drawn) => {
				const drawnPack = modelOf(drawn).pack;
				expect(decodeCityPack(encodeCityPack(drawnPack))).toEqual(drawnPack);
			}),
			{ numRuns: 50 },
		);
	});

	it("is the same bytes for the same pack, and another hash for another", () => {
		const file = encodeCityPack(pack);
		expect(encodeCityPack(decodeCityPack(file))).toEqual(file);
		expect(packHash(file)).toMatch(/^[0-9a-f]{16}$/);
		const other = encodeCityPack({ ...pack, cityId: "scenf" });
		expect(packHash(other)).not.toBe(packHash(file));
	});

	it("opens packs of the release before: flags in bytes, bridges climbed whole, barriers that bar", () => {
		const bridge = new Scene("A-----B=====C");
		const over = bridge.streets.wayFlags.map((flags) => ((flags & 4) !== 0 ? flags | 128 : flags));
		const city = {
			...bridge.city([home("a", bridge.at("A"), 3)]),
			streets: { ...bridge.streets, wayFlags: over },
		};
		const wall = line("wall", [bridge.at([0, 1]), bridge.at([3, 1])]);
		const now = buildCityPack({ ...city, baseFeatures: [wall] }, { minSubnetworkNodes: 1 }).pack;
		expect([...now.graph.edgeClimbs].sort()).toEqual([0, 2]);
		// As an earlier release wrote it: without the newer columns.
		const earlier = new Map(decodeSections(encodeCityPack(now)));
		for (const name of ["graph.edgeClimbs", "graph.twins", "barrier.strength"])
			expect(earlier.delete(name)).toBe(true);
		for (const name of [...earlier.keys()]) if (name.startsWith("square.")) earlier.delete(name);
		earlier.set("graph.edgeFlags", Uint8Array.from(now.graph.edgeFlags));
		const opened = decodeCityPack(encodeSections(earlier));
		expect(opened.graph).toEqual(now.graph);
		expect(opened.demand).toEqual(now.demand);
		// Such packs have no strengths; every barrier, walls included, then bars legs.
		expect([...now.barriers.strength]).toEqual([1]);
		expect([...opened.barriers.strength]).toEqual([0]);
	});

	it("reads columns in place, and from an odd offset by a copy", () => {
		const file = encodeCityPack(pack);
		expect(decodeCityPack(file).graph.nodeLng.buffer).toBe(file.buffer);
		const shifted = new Uint8Array(file.length + 3);
		shifted.set(file, 3);
		expect(decodeCityPack(shifted.subarray(3))).toEqual(pack);
		expect(packHash(shifted.subarray(3))).toBe(packHash(file));
	});

	it("refuses every kind of damage by a code of its own", () => {
		refused(new Uint8Array(0), "PACK_TRUNCATED");
		refused(encodeCityPack(pack).subarray(0, 31), "PACK_TRUNCATED");
		refused(withByte(0, 0x50), "PACK_NOT_A_PACK");
		refused(withWord(4, 2, false), "PACK_VERSION_UNKNOWN");
		refused(withWord(8, 0x0403_0201, false), "PACK_BYTE_ORDER");
		refused(withWord(8, 7, false), "PACK_NOT_A_PACK");
		refused(withWord(12, 0xffff, false), "PACK_TRUNCATED");
		refused(withWord(20, 1, false), "PACK_HASH_MISMATCH");
		// The table's first row begins at 32: name of 24 bytes, type, offset, length.
		refused(withWord(32 + 24, 9, true), "PACK_SECTION_TYPE");
		refused(withWord(32 + 28, 0, true), "PACK_SECTION_OUT_OF_RANGE");
		refused(withWord(32 + 28, 0x7fff_fff8, true), "PACK_SECTION_OUT_OF_RANGE");
		refused(withByte(32, "T".charCodeAt(0)), "PACK_HASH_MISMATCH");
		const renamed = withByte(32, "T".charCodeAt(0));
		seal(renamed);
		refused(renamed, "PACK_SECTION_MISSING");
		// The second section, graph.nodeLng, is still whole 32-bit words when read as unsigned.
		const retyped = withWord(32 + 40 + 24, 2, true);
		expect(() => decodeCityPack(retyped)).toThrow(
			"Section graph.nodeLng of the city pack is not a Int32Array.",
		);
	});

	it("refuses every truncation and every flipped bit", () => {
		const file = encodeCityPack(pack);
		for (let length = 0; length < file.length; length += 7) {
			refused(file.subarray(0, length), "PACK_TRUNCATED");
		}
		for (let byte = 0; byte < file.length; byte++) {
			const flipped = encodeCityPack(pack);
			flipped[byte]! ^= 1 << (byte % 8);
			expect(() => decodeCityPack(flipped)).toThrow(/city pack/);
		}
	});
});

describe("encodeSections", () => {
	it("keeps columns of every type and length", () => {
		const anyColumn = fc.oneof(
			fc.uint8Array({ maxLength: 20 }),
			fc.int32Array({ maxLength: 20 }),
			fc.uint32Array({ maxLength: 20 }),
			fc.float64Array({ maxLength: 20 }),
		);
		const anyName = fc.stringMatching(/^[a-z.0-9]{1,24}$/);
		fc.assert(
			fc.property(fc.dictionary(anyName, anyColumn, { maxKeys: 8 }), (columns) => {
				const sections = new Map(Object.entries(columns));
				expect(decodeSections(encodeSections(sections))).toEqual(sections);
			}),
		);
	});
});
