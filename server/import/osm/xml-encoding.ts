import { TextDecoder } from "node:util";
import { damaged, notOsm, truncated } from "./osm-error.ts";

/** Number of first bytes searched for a declaration. */
const HEAD_BYTES = 256;

/**
 * The text of an XML stream, in the encoding given by its first bytes or its declaration, else UTF-8.
 *
 * @throws {GeodataError} OSM_NOT_OSM for an unknown encoding, OSM_DAMAGED for bytes invalid in it,
 *   OSM_TRUNCATED where it ends within a character.
 */
export async function* decodedXml(file: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
	let decoder: TextDecoder | null = null;
	let held: Uint8Array = new Uint8Array(0);
	let bytes = 0;
	const decode = (chunk: Uint8Array | undefined, encoding: TextDecoder): string => {
		try {
			return encoding.decode(chunk, { stream: chunk !== undefined });
		} catch {
			if (chunk === undefined) throw truncated(file, "its last character is not whole");
			throw damaged(
				file,
				`it has bytes that are not ${encoding.encoding}, among the first ${bytes}; its declaration has to name its encoding`,
			);
		}
	};
	for await (const chunk of source) {
		bytes += chunk.length;
		if (decoder !== null) {
			yield decode(chunk, decoder);
			continue;
		}
		held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
		if (held.length < HEAD_BYTES) continue;
		decoder = decoderOf(file, held);
		yield decode(held, decoder);
	}
	if (decoder === null) {
		decoder = decoderOf(file, held);
		yield decode(held, decoder);
	}
	yield decode(undefined, decoder);
}

function decoderOf(file: string, bytes: Uint8Array): TextDecoder {
	const name = encodingOf(bytes.subarray(0, HEAD_BYTES));
	try {
		return new TextDecoder(name, { fatal: true });
	} catch {
		throw notOsm(file, `it is written in "${name.slice(0, 40)}", an encoding that is not known`);
	}
}

function encodingOf(head: Uint8Array): string {
	const [a, b] = head;
	// By its byte order mark, or by the zero byte beside its first "<".
	if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
	if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
	const text = Buffer.from(head).toString("latin1");
	return /^(?:\xef\xbb\xbf)?\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(text)?.[1] ?? "utf-8";
}
