import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";

/**
 * The built client: hashed files for ever, index.html asked for anew each time, and index.html for any page a
 * browser opens, because the page itself reads the path.
 */
export function clientFiles(clientFolder: string): RequestHandler {
	const router = Router();
	router.use(
		"/assets",
		express.static(join(clientFolder, "assets"), {
			immutable: true,
			maxAge: "1y",
			index: false,
			fallthrough: true,
		}),
	);
	router.use(express.static(clientFolder, { index: "index.html", setHeaders: askAnew }));
	const page = join(clientFolder, "index.html");
	router.get(/^\/(?!api\/|tiles\/|assets\/)[^.]*$/, (req, res, next) => {
		if (!req.accepts("html") || !existsSync(page)) return next();
		askAnew(res);
		res.sendFile(page);
	});
	return router;
}

function askAnew(res: { setHeader(name: string, value: string): unknown }): void {
	res.setHeader("Cache-Control", "no-cache");
}
