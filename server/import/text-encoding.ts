import { TextDecoder } from "node:util";
import { GeodataError } from "../../geodata/units/error.ts";

export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252", "big5", "gb18030"] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Encodings with similar bytes, distinguished by the resulting text. */
const GUESSED = ["gb18030", "big5", "windows-1252"] as const;
/** Minimum share of plausible characters for a guess, and its minimum lead over the next one. */
const PLAUSIBLE_SHARE = 0.75;
const AHEAD_SHARE = 0.15;
/** Number of bytes examined for a guess; names occur in every row. */
const SAMPLE_BYTES = 1_000_000;

/** @throws {GeodataError} ENCODING_UNKNOWN */
export function parseEncoding(text: string): Encoding {
	const found = ENCODINGS.find((encoding) => encoding === text.toLowerCase());
	if (found) return found;
	throw new GeodataError(
		"ENCODING_UNKNOWN",
		`Encoding "${text}" is not known; allowed are ${ENCODINGS.join(", ")}.`,
		{ value: text, allowed: ENCODINGS },
	);
}

/** The text of bytes in an encoding; null where they are invalid in it. */
export function textIn(encoding: Encoding, bytes: Uint8Array): string | null {
	try {
		const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
		// Windows-1252 assigns a character to every byte; text has no control characters.
		return encoding === "windows-1252" && /[\u0080-\u009f]/.test(text) ? null : text;
	} catch {
		return null;
	}
}

/** The encoding the bytes declare: by a byte order mark, by zeros between letters, or as valid UTF-8. */
export function saidEncoding(bytes: Uint8Array): Encoding | null {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
	const zeros = [0, 0];
	const sample = bytes.subarray(0, 4096);
	sample.forEach((byte, i) => {
		if (byte === 0) zeros[i % 2]!++;
	});
	const [even = 0, odd = 0] = zeros;
	const many = sample.length / 8;
	if (odd > many && even === 0 && textIn("utf-16le", bytes) !== null) return "utf-16le";
	if (even > many && odd === 0 && textIn("utf-16be", bytes) !== null) return "utf-16be";
	return textIn("utf-8", bytes) === null ? null : "utf-8";
}

/**
 * Possible encodings of the bytes, most likely first, by the share of common characters among those beyond ASCII:
 * level-1 Chinese characters, or single accented letters within words.
 */
export function likelyEncodings(bytes: Uint8Array): { encoding: Encoding; share: number }[] {
	const sample = bytes.subarray(0, SAMPLE_BYTES);
	const shares = { gb18030: gbShare(sample), big5: big5Share(sample), "windows-1252": latinShare(sample) };
	return GUESSED.filter((encoding) => textIn(encoding, bytes) !== null)
		.map((encoding) => ({ encoding, share: shares[encoding] }))
		.sort((a, b) => b.share - a.share);
}

/** The encoding that is likely enough and clearly more likely than the others; null where none is. */
export function guessedEncoding(bytes: Uint8Array): Encoding | null {
	const [first, second] = likelyEncodings(bytes);
	if (!first || first.share < PLAUSIBLE_SHARE) return null;
	return first.share - (second?.share ?? 0) >= AHEAD_SHARE ? first.encoding : null;
}

/**
 * GB 2312 has its common characters in rows B0 to D7, punctuation in A1 to A3, rarer characters in D8 to F7; GBK added
 * traditional ones around it.
 */
function gbShare(bytes: Uint8Array): number {
	return pairShare(bytes, (lead, trail) => {
		if (lead <= 0xa0 || (lead >= 0xaa && trail < 0xa1)) return 0.5;
		if (trail < 0xa1) return 0;
		if ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) return 1;
		return lead >= 0xd8 && lead <= 0xf7 ? 0.3 : 0;
	});
}

/** Big5 has its common characters in rows A4 to C6, punctuation in A1 to A3, rarer characters in C9 to F9. */
function big5Share(bytes: Uint8Array): number {
	return pairShare(bytes, (lead) => {
		if (lead >= 0xa1 && lead <= 0xc6) return 1;
		return lead >= 0xc9 && lead <= 0xf9 ? 0.3 : 0;
	});
}

function pairShare(bytes: Uint8Array, weigh: (lead: number, trail: number) => number): number {
	let characters = 0;
	let plausible = 0;
	for (let i = 0; i < bytes.length; i++) {
		if (bytes[i]! < 0x80) continue;
		characters++;
		const trail = bytes[i + 1] ?? 0;
		// A letter, an accented letter and a letter in sequence are most likely a word in Latin script.
		const isInWord = isAsciiLetter(bytes[i - 1]) && isAsciiLetter(trail);
		plausible += weigh(bytes[i]!, trail) * (isInWord ? 0.5 : 1);
		i++;
	}
	return characters === 0 ? 0 : plausible / characters;
}

/** Accented letters occur singly or in pairs beside plain ones; degree signs, ordinals and quotes beside anything. */
function latinShare(bytes: Uint8Array): number {
	let characters = 0;
	let plausible = 0;
	for (let i = 0; i < bytes.length; i++) {
		if (bytes[i]! < 0x80) continue;
		let end = i;
		while (end < bytes.length && bytes[end]! >= 0x80) end++;
		const length = end - i;
		const isInWord = isAsciiLetter(bytes[i - 1]) || isAsciiLetter(bytes[end]);
		for (let k = i; k < end; k++) {
			characters++;
			const isLetter = bytes[k]! >= 0xc0 && bytes[k] !== 0xd7 && bytes[k] !== 0xf7;
			if (isLetter ? length <= 2 && isInWord : length <= 2 && SIGNS.has(bytes[k]!)) plausible++;
		}
		i = end - 1;
	}
	return characters === 0 ? 0 : plausible / characters;
}

/** € … ‘ ’ “ ” – — ª ° ² ³ º and the non-breaking space. */
const SIGNS = new Set([0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0xa0, 0xaa, 0xb0, 0xb2, 0xb3, 0xba]);

function isAsciiLetter(byte: number | undefined): boolean {
	return byte !== undefined && ((byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a));
}
