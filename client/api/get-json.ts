import type { z } from "zod";
import { problemSchema } from "../../geodata/contract/common.ts";
import { GeodataError } from "../../geodata/units/error.ts";

/** The server did not respond. */
export const SERVER_DOWN = "SERVER_DOWN";
/** The response does not match this version of the page. */
export const BAD_RESPONSE = "BAD_RESPONSE";

/**
 * Reads JSON of a known shape.
 * @throws {GeodataError} with the server's error code, SERVER_DOWN or BAD_RESPONSE; an abort passes through.
 */
export async function getJson<S extends z.ZodType>(
	path: string,
	schema: S,
	signal?: AbortSignal,
	init: RequestInit = {},
): Promise<z.output<S>> {
	const response = await reach(path, signal, init);
	if (!response.ok) throw await problemOf(response);
	let body: unknown;
	try {
		body = await response.json();
	} catch {
		throw new GeodataError(BAD_RESPONSE, `the answer to ${path} is not JSON`, { path });
	}
	const parsed = schema.safeParse(body);
	if (!parsed.success)
		throw new GeodataError(BAD_RESPONSE, `the answer to ${path} has an unknown shape`, {
			path,
			issue: parsed.error.issues[0] ? String(parsed.error.issues[0].path.join(".")) : null,
		});
	return parsed.data;
}

/** `fetch` that distinguishes an unreachable server from a refusal. */
export async function reach(path: string, signal?: AbortSignal, init: RequestInit = {}): Promise<Response> {
	try {
		return await fetch(path, signal ? { ...init, signal } : init);
	} catch (error) {
		if (signal?.aborted) throw error;
		throw new GeodataError(SERVER_DOWN, `the server did not answer ${path}`, { path });
	}
}

/** The error of a refused request: the code and message of its problem document, if it has one. */
export async function problemOf(response: Response): Promise<GeodataError> {
	// A proxy answers 502–504 when the server behind it is stopped.
	if (response.status >= 502 && response.status <= 504)
		return new GeodataError(SERVER_DOWN, `the server answered ${response.status}`, {
			status: response.status,
		});
	const parsed = problemSchema.safeParse(await response.json().catch(() => null));
	if (parsed.success) {
		const { code, detail, status, value, allowed } = parsed.data;
		return new GeodataError(code, detail, { status, value, allowed });
	}
	return new GeodataError(BAD_RESPONSE, `the server answered ${response.status} without saying why`, {
		status: response.status,
	});
}
