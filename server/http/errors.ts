import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import { GeodataError } from "../../geodata/units/error.ts";
import { problemOf } from "./problem.ts";

export const BODY_LIMIT_BYTES = 1_048_576;

export function sendProblem(res: Response, error: unknown): void {
	const problem = problemOf(error, String(res.locals.requestId));
	if (problem.status === 503) res.setHeader("Retry-After", "2");
	res
		.status(problem.status)
		.set("Cache-Control", "no-store")
		.type("application/problem+json")
		.send(JSON.stringify(problem));
}

/** Last in the chain: turns every error into a problem and logs what the client does not see. */
export function errorHandler(log: Logger): ErrorRequestHandler {
	return (thrown, _req, res, _next) => {
		if (res.closed) return;
		const error = named(thrown);
		const problem = problemOf(error, String(res.locals.requestId));
		if (problem.status >= 500) log.error({ err: error, requestId: res.locals.requestId }, problem.code);
		if (res.headersSent) {
			res.destroy();
			return;
		}
		sendProblem(res, error);
	};
}

export const unknownRoute: RequestHandler = (req) => {
	throw new GeodataError("ROUTE_UNKNOWN", `There is nothing at ${req.method} ${req.path.slice(0, 200)}.`, {
		value: req.path.slice(0, 200),
		allowed: "/api/v1/openapi.json lists the routes",
	});
};

/** Refuses other methods on a path. */
export function onlyMethod(...methods: readonly string[]): RequestHandler {
	const allowed = methods.join(", ");
	return (req, res, next) => {
		if (methods.includes(req.method) || (req.method === "HEAD" && methods.includes("GET"))) return next();
		res.setHeader("Allow", allowed);
		throw new GeodataError("METHOD_NOT_ALLOWED", `${req.method} is not known here; allowed is ${allowed}.`, {
			value: req.method,
			allowed,
		});
	};
}

/** Gives Express's own errors (body parser, path decoding) codes of ours. */
function named(error: unknown): unknown {
	if (error instanceof URIError) {
		return new GeodataError("REQUEST_INVALID", "The path is not percent-encoded text.", {});
	}
	if (typeof error !== "object" || error === null) return error;
	// A body that does not match its Content-Encoding: zlib's error, marked by the parser as the client's.
	if ("status" in error && error.status === 400 && !("type" in error)) {
		return new GeodataError("REQUEST_INVALID", "The body is not encoded as its Content-Encoding says.");
	}
	switch ("type" in error ? error.type : null) {
		case "entity.parse.failed":
			return new GeodataError("MALFORMED_JSON", `The body is not JSON: ${parserSays(error)}.`, {
				allowed: "application/json",
			});
		case "entity.too.large":
			return new GeodataError(
				"BODY_TOO_LARGE",
				`The body is larger than allowed; allowed is ${BODY_LIMIT_BYTES} bytes.`,
				{ allowed: BODY_LIMIT_BYTES },
			);
		case "encoding.unsupported":
		case "charset.unsupported":
			return new GeodataError(
				"MEDIA_TYPE_UNSUPPORTED",
				"The body's encoding is not known; allowed is UTF-8, plain, gzip, br or deflate.",
				{ allowed: "UTF-8; identity, gzip, br, deflate" },
			);
		case "request.aborted":
			return new GeodataError("CLIENT_GONE", "The client left before its request was whole.");
		case "entity.verify.failed":
		case "request.size.invalid":
			return new GeodataError("REQUEST_INVALID", "The body's length is not the one that was announced.");
		default:
			return error;
	}
}

function parserSays(error: object): string {
	return error instanceof Error ? (error.message.split("\n")[0]?.slice(0, 160) ?? "") : "";
}
