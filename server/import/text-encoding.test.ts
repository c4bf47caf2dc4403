import { describe, expect, it } from "vitest";
import { guessedEncoding, parseEncoding, saidEncoding, textIn } from "./text-encoding.ts";

/** Made by iconv: the bytes of a name between "1," and ",120.95". */
const row = (...name: number[]) =>
	Uint8Array.from([...Buffer.from("1,"), ...name, ...Buffer.from(",120.95\n")]);
const ascii = (text: string) => [...Buffer.from(text)];

describe("the encoding of a text", () => {
	it.each<[string, Uint8Array]>([
		["utf-16le", Uint8Array.from([0xff, 0xfe, 0x31, 0])],
		["utf-16be", Uint8Array.from([0xfe, 0xff, 0, 0x31])],
		["utf-16le", Buffer.from("id,lon,lat\n1,2,3", "utf16le")],
		["utf-16be", Buffer.from("id,lon,lat\n1,2,3", "utf16le").swap16()],
		["utf-8", Buffer.from("昆山")],
		["utf-8", Buffer.from("plain")],
	])("is declared by its bytes: %s", (encoding, bytes) => {
		expect(saidEncoding(bytes)).toBe(encoding);
	});

	it.each<[string, string, Uint8Array, string]>([
		// 昆山 in GB 2312: C0A5 C9BD.
		["two simplified characters", "gb18030", row(0xc0, 0xa5, 0xc9, 0xbd), "昆山"],
		// 淞南 : E4C1 is level 2, C4CF level 1; A座 : 41 D7F9; 栋 : B6B0.
		[
			"simplified ones among letters",
			"gb18030",
			row(0x41, 0xd7, 0xf9, 0xb6, 0xb0, 0xc4, 0xcf, 0xe4, 0xc1),
			"A座栋南淞",
		],
		// 衛生所 in Big5: BDC3 A5CD A9D2.
		["three traditional characters", "big5", row(0xbd, 0xc3, 0xa5, 0xcd, 0xa9, 0xd2), "衛生所"],
		[
			"accents of Portuguese",
			"windows-1252",
			row(...ascii("Cl"), 0xed, ...ascii("nica Concei"), 0xe7, 0xe3, ...ascii("o")),
			"Clínica Conceição",
		],
		[
			"accents in capitals",
			"windows-1252",
			row(...ascii("S"), 0xc3, ...ascii("O JO"), 0xc3, ...ascii("O")),
			"SÃO JOÃO",
		],
		["one accent", "windows-1252", row(...ascii("Caf"), 0xe9), "Café"],
		["an ordinal and a dash", "windows-1252", row(...ascii("N"), 0xba, ...ascii(" 5 "), 0x96), "Nº 5 –"],
	])("is guessed from %s", (_what, encoding, bytes, name) => {
		expect(saidEncoding(bytes)).toBeNull();
		expect(guessedEncoding(bytes)).toBe(encoding);
		expect(textIn(parseEncoding(encoding), bytes)).toBe(`1,${name},120.95\n`);
	});

	it("is not guessed from what may be Cyrillic or Japanese", () => {
		// Больница in Windows-1251; 東京都 in Shift JIS.
		const cyrillic = row(0xc1, 0xee, 0xeb, 0xfc, 0xed, 0xe8, 0xf6, 0xe0);
		const japanese = row(0x93, 0x8c, 0x8b, 0x9e, 0x93, 0x73);
		expect([cyrillic, japanese].map(guessedEncoding)).toEqual([null, null]);
	});

	it("is refused where its name is unknown", () => {
		expect(parseEncoding("UTF-16LE")).toBe("utf-16le");
		expect(() => parseEncoding("latin9")).toThrowError(
			'Encoding "latin9" is not known; allowed are utf-8, utf-16le, utf-16be, windows-1252, big5, gb18030.',
		);
	});
});
