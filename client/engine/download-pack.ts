import { problemOf, reach } from "../api/get-json.ts";

/** Bytes between two progress reports. */
const REPORT_EVERY = 256 * 1024;

/**
 * Downloads a city pack.
 * @param fresh Bypasses every cache of the browser.
 * @param progress Bytes so far, and the total if the server gives it; counted after decompression.
 * @throws {GeodataError} the server's error code, or SERVER_DOWN; an abort passes through.
 */
export async function downloadPack(
	url: string,
	fresh: boolean,
	signal: AbortSignal,
	progress: (doneBytes: number, totalBytes: number | null) => void,
): Promise<Uint8Array> {
	const response = await reach(url, signal, fresh ? { cache: "reload" } : {});
	if (!response.ok || !response.body) throw await problemOf(response);
	const total = decodedLength(response.headers);
	const chunks: Uint8Array[] = [];
	let done = 0;
	let reported = 0;
	const reader = response.body.getReader();
	for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
		chunks.push(chunk.value);
		done += chunk.value.length;
		if (done - reported < REPORT_EVERY) continue;
		reported = done;
		progress(done, total);
	}
	progress(done, total ?? done);
	const bytes = new Uint8Array(done);
	let at = 0;
	for (const chunk of chunks) {
		bytes.set(chunk, at);
		at += chunk.length;
	}
	return bytes;
}

/** The decompressed size of the body; for a compressed body from the server's own header. */
function decodedLength(headers: Headers): number | null {
	const decoded = Number(headers.get("x-decoded-length"));
	if (decoded > 0) return decoded;
	const sent = Number(headers.get("content-length"));
	return sent > 0 && !headers.get("content-encoding") ? sent : null;
}
