import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { GeodataError } from "../../geodata/units/error.ts";
import { kindOfBytes } from "./file-kind.ts";
import { unreadable } from "./osm/read-osm.ts";
import {
	ENCODINGS,
	type Encoding,
	guessedEncoding,
	likelyEncodings,
	saidEncoding,
	textIn,
} from "./text-encoding.ts";

/** The whole text stays in memory during the check, because nothing is imported before all of it is valid. */
export const MAX_TEXT_BYTES = 256 * 1024 * 1024;

export interface FileText {
	readonly text: string;
	readonly encoding: Encoding;
	/** True where the encoding was neither given nor declared by the bytes. */
	readonly isGuessed: boolean;
}

/**
 * Reads a text file into memory.
 *
 * @param asked Its encoding; null detects it.
 * @param option The command line option for the encoding, such as "--encoding".
 * @throws {GeodataError} FILE_UNREADABLE, TABLE_TOO_LARGE, TABLE_EMPTY, TABLE_NOT_TEXT, ENCODING_UNKNOWN
 */
export async function readText(path: string, asked: Encoding | null, option: string): Promise<FileText> {
	const file = basename(path);
	const bytes = await contents(path, file);
	const kind = kindOfBytes(bytes.subarray(0, 512));
	if (kind !== null) throw notText(file, `is ${kind}, not a text table`, kind);
	const encoding = asked ?? saidEncoding(bytes) ?? guessOf(file, bytes, option);
	const text = textIn(encoding, bytes);
	if (text === null) {
		throw new GeodataError(
			"ENCODING_UNKNOWN",
			`${file} is not in ${encoding}, for it has bytes that mean nothing there; ${option} may be ${ENCODINGS.join(", ")}.`,
			{ file, value: encoding, allowed: ENCODINGS },
		);
	}
	if (text.includes("\0")) throw notText(file, "is not a text table, for it has characters of value 0");
	if (text.trim() === "") throw empty(file);
	return { text, encoding, isGuessed: asked === null && saidEncoding(bytes) === null };
}

async function contents(path: string, file: string): Promise<Uint8Array> {
	let bytes: Uint8Array;
	try {
		const { size } = await stat(path);
		if (size > MAX_TEXT_BYTES) {
			throw new GeodataError(
				"TABLE_TOO_LARGE",
				`${file} has ${size} bytes; a table may have at most ${MAX_TEXT_BYTES}.`,
				{ value: size, allowed: MAX_TEXT_BYTES },
			);
		}
		bytes = await readFile(path);
	} catch (error) {
		throw error instanceof GeodataError ? error : unreadable(path, error);
	}
	if (bytes.length === 0) throw empty(file);
	return bytes;
}

function guessOf(file: string, bytes: Uint8Array, option: string): Encoding {
	const guess = guessedEncoding(bytes);
	if (guess) return guess;
	if (bytes.subarray(0, 4096).includes(0)) throw notText(file, "is not a text table");
	const likely = likelyEncodings(bytes);
	if (likely.length === 0) throw notText(file, "is not a text table");
	throw new GeodataError(
		"ENCODING_UNKNOWN",
		`${file} is not in UTF-8, and whether it is in ${likely.map(({ encoding }) => encoding).join(" or ")} cannot be told; name it with ${option}.`,
		{ file, allowed: ENCODINGS },
	);
}

function empty(file: string): GeodataError {
	return new GeodataError("TABLE_EMPTY", `${file} is empty.`, { file });
}

function notText(file: string, what: string, kind?: string): GeodataError {
	return new GeodataError(
		"TABLE_NOT_TEXT",
		`${file} ${what}; allowed are CSV and GeoJSON in UTF-8, UTF-16, GB18030, Big5 or Windows-1252.`,
		{ file, ...(kind === undefined ? {} : { kind }) },
	);
}
