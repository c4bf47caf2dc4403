import { STATUS_CODES } from "node:http";
import type { Problem } from "../../geodata/contract/common.ts";
import { isGeodataError } from "../../geodata/units/error.ts";

/**
 * Error codes that are sent to clients, with their status. Any other error is an internal fault: the client gets a
 * fixed 500, the details are only logged.
 */
const STATUS_OF: ReadonlyMap<string, number> = new Map(
	Object.entries({
		REQUEST_INVALID: 400,
		MALFORMED_JSON: 400,
		CUTOFF_OUT_OF_RANGE: 400,
		TOO_MANY_ORIGINS: 400,
		TOO_MANY_CHANGES: 400,
		SERVICE_UNKNOWN: 400,
		SERVICE_HAS_NO_PLACES: 400,
		PROFILE_UNKNOWN: 400,
		RULE_UNKNOWN: 400,
		KIND_UNKNOWN: 400,
		CURSOR_INVALID: 400,
		BBOX_INVALID: 400,
		STORE_BAD_TEXT: 400,
		LIMIT_OUT_OF_RANGE: 400,
		FACILITY_UNKNOWN: 400,
		FACILITY_CLOSED: 400,
		FACILITY_EXISTS: 400,
		TILE_OUT_OF_RANGE: 400,
		STAFF_ONLY: 403,
		ROLE_REFUSED: 403,
		METRICS_LOCAL: 403,
		CROSS_ORIGIN: 403,
		CITY_UNKNOWN: 404,
		GRAPH_STALE: 404,
		GRAPH_UNKNOWN: 404,
		LAYER_UNKNOWN: 404,
		ROUTE_UNKNOWN: 404,
		METHOD_NOT_ALLOWED: 405,
		DATA_VERSION_CHANGED: 409,
		BODY_TOO_LARGE: 413,
		MEDIA_TYPE_UNSUPPORTED: 415,
		RATE_LIMITED: 429,
		CLIENT_GONE: 499,
		NOT_READY: 503,
		ENGINE_BUSY: 503,
		ENGINE_TIMEOUT: 503,
		ENGINE_FAILED: 500,
		STORE_UNREACHABLE: 503,
		STORE_TIMEOUT: 503,
		STORE_BUSY: 503,
		STORE_CLOSED: 503,
	}),
);

/** Replaces the store's message, which names machines. */
const STORE_AWAY = "The database does not answer at the moment; try again in a few seconds.";

const UNEXPECTED = "Something went wrong on the server; the request id leads to it in the log.";

/** The RFC 9457 problem of an error, without internals of the server. */
export function problemOf(error: unknown, requestId: string): Problem {
	if (!isGeodataError(error)) return unexpected(requestId);
	const status = STATUS_OF.get(error.code);
	if (status === undefined) return unexpected(requestId);
	const { value, allowed } = error.details;
	return {
		type: `urn:lucheng:problem:${error.code.toLowerCase().replaceAll("_", "-")}`,
		title: STATUS_CODES[status] ?? "Client closed request",
		status,
		detail: status === 503 && error.code.startsWith("STORE_") ? STORE_AWAY : error.message,
		code: error.code,
		...(value === undefined ? {} : { value }),
		...(allowed === undefined ? {} : { allowed }),
		requestId,
	};
}

function unexpected(requestId: string): Problem {
	return {
		type: "urn:lucheng:problem:unexpected",
		title: "Internal Server Error",
		status: 500,
		detail: UNEXPECTED,
		code: "UNEXPECTED",
		requestId,
	};
}
