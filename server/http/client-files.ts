import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";
import { plainPage } from "./plain-page.ts";

const FOR_EVER = { immutable: true, maxAge: "1y" } as const;

/** All pages of the client by path, with their file of the build; further state is in the query. */
const PAGES: Readonly<Record<string, string>> = { "/": "index.html" };

/** Paths that are never pages: those of the API and of files. */
const NO_PAGE = /^\/(api|tiles|assets)(\/|$)|\.[^/]*$/;

const UNKNOWN_PAGE = plainPage(
	'<p>这个地址没有页面。</p><p lang="en">There is no page at this address.</p>' +
		'<p><a href="/">打开地图 · <span lang="en">Open the map</span></a></p>',
);

/**
 * The built client: files with a content hash in their name are cached for a year, pages and other files are
 * revalidated. An unknown page is a 404, as text for browsers and as a problem for other clients.
 */
export function clientFiles(clientFolder: string): RequestHandler {
	const router = Router();
	const assets = join(clientFolder, "assets");
	router.use("/assets", precompressed(assets), express.static(assets, { ...FOR_EVER, index: false }));
	for (const [path, file] of Object.entries(PAGES)) {
		router.get(path, (_req, res) => {
			checkEachTime(res);
			res.sendFile(join(clientFolder, file));
		});
	}
	router.use(express.static(clientFolder, { index: false, redirect: false, setHeaders: checkEachTime }));
	router.get(/.*/, (req, res, next) => {
		if (NO_PAGE.test(req.path)) return next();
		res.vary("Accept");
		if (req.accepts(["application/problem+json", "text/html"]) !== "text/html") return next();
		res.status(404).set("Cache-Control", "no-store").type("html").send(UNKNOWN_PAGE);
	});
	return router;
}

/** Sends `x.br` for `x` where it exists and the browser accepts it. */
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

function checkEachTime(res: { setHeader(name: string, value: string): unknown }): void {
	res.setHeader("Cache-Control", "no-cache");
}
