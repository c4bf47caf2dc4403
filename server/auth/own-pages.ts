import type { Request } from "express";
import { GeodataError } from "../../geodata/units/error.ts";

/**
 * Refuses a cross-origin request of a browser.
 * @throws {GeodataError} CROSS_ORIGIN
 */
export function refuseCrossOrigin(req: Request): void {
	const site = req.headers["sec-fetch-site"];
	const origin = req.headers.origin;
	// Browsers send Sec-Fetch-Site, older ones Origin; other clients send neither.
	const foreign =
		site === undefined
			? origin !== undefined && origin.replace(/^https?:\/\//, "") !== req.headers.host
			: site !== "same-origin" && site !== "none";
	if (!foreign) return;
	const value = (origin ?? String(site)).slice(0, 120);
	throw new GeodataError(
		"CROSS_ORIGIN",
		`The request comes from ${value}, not from this site; allowed is its own pages.`,
		{ value, allowed: "the pages of this site" },
	);
}
