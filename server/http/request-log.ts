import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";

/** Gives each request an id (sent as `X-Request-Id`) and logs its end, or its abort by the client. */
export function requestLog(log: Logger): RequestHandler {
	return (req, res, next) => {
		const requestId = randomUUID();
		res.locals.requestId = requestId;
		res.setHeader("X-Request-Id", requestId);
		const startMs = performance.now();
		res.once("close", () => {
			const durationMs = Math.round(performance.now() - startMs);
			const { method, originalUrl } = req;
			const status = res.writableFinished ? res.statusCode : 499;
			log.info({ requestId, method, url: originalUrl, status, durationMs }, "request");
		});
		next();
	};
}
