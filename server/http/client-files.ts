import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";

const FOR_EVER = { immutable: true, maxAge: "1y" } as const;

/**
 * The built client: hashed files for ever, index.html asked for anew each time, and index.html for any page a
 * browser opens, because the page itself reads the path.
 */
export function clientFiles(clientFolder: string): RequestHandler {
	const router = Router();
	const assets = join(clientFolder, "assets");
	router.use("/assets", precompressed(assets), express.static(assets, { ...FOR_EVER, index: false }));
	router.use(express.static(clientFolder, { index: "index.html", setHeaders: askAnew }));
	const page = join(clientFolder, "index.html");
	router.get(/^\/(?!api\/|tiles\/|assets\/)[^.]*$/, (req, res, next) => {
		if (!req.accepts("html")) return next();
		askAnew(res);
		res.sendFile(page);
	});
	return router;
}

/** Sends `x.br` for `x` where the build left one and the browser takes it. */
function precompressed(folder: string): RequestHandler {
	const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".br")) : [];
	const known = new Set(names);
	return (req, res, next) => {
		const name = req.path.slice(1);
		const wanted = known.has(`${name}.br`) && (req.method === "GET" || req.method === "HEAD");
		if (!wanted || !req.acceptsEncodings("br")) return next();
		res.set({ "Content-Encoding": "br", Vary: "Accept-Encoding" }).type(name.slice(name.lastIndexOf(".")));
		res.sendFile(join(folder, `${name}.br`), FOR_EVER);
	};
}

function askAnew(res: { setHeader(name: string, value: string): unknown }): void {
	res.setHeader("Cache-Control", "no-cache");
}
