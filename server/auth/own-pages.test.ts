import type { Request } from "express";
import { describe, expect, it } from "vitest";
import { refuseCrossOrigin } from "./own-pages.ts";

type Headers = Record<string, string>;
const asked = (headers: Headers) =>
	({ headers: { host: "localhost:8080", ...headers } }) as unknown as Request;

describe("pages of another origin", () => {
	const refused = (headers: Headers) => {
		try {
			refuseCrossOrigin(asked(headers));
			return false;
		} catch (error) {
			expect(error).toMatchObject({ code: "CROSS_ORIGIN" });
			return true;
		}
	};

	it.each([
		{},
		{ "sec-fetch-site": "same-origin" },
		{ "sec-fetch-site": "none" },
		{ origin: "http://localhost:8080" },
	])("%j is of this one", (headers) => {
		expect(refused(headers as Headers)).toBe(false);
	});

	it.each([
		{ "sec-fetch-site": "cross-site" },
		{ "sec-fetch-site": "same-site" },
		{ "sec-fetch-site": "cross-site", origin: "http://localhost:8080" },
		{ origin: "http://localhost:3000" },
		{ origin: "https://rebound.example" },
		{ origin: "null" },
	])("%j is not", (headers) => {
		expect(refused(headers as Headers)).toBe(true);
	});
});
