import { describe, expect, it } from "vitest";
import type { City } from "../../geodata/contract/city.ts";
import type { OpenApi } from "../api/open-api.ts";
import { addressesOf } from "./addresses.ts";

const city = { cityId: "320583", graphHash: "abc" } as City;
const inPath = (name: string, values?: string[]) => ({
	name,
	in: "path",
	required: true,
	// As in the server's document: one of a few names, or several of them joined.
	...(values ? { schema: { anyOf: [{ enum: values }, {}] } } : {}),
});

const document: OpenApi = {
	paths: {
		"/api/v1/cities/{cityId}/parks": {
			get: {
				summary: "Parks",
				parameters: [inPath("cityId"), { name: "limit", in: "query", required: false }],
			},
		},
		"/api/v1/cities/{cityId}/snapshots": {
			get: {
				summary: "Earlier days",
				parameters: [inPath("cityId"), { name: "service", in: "query", required: true }],
			},
		},
		"/api/v1/cities/{cityId}/graph/{hash}": { get: { summary: "Pack", parameters: [] } },
		"/api/v1/cities/{cityId}/parks/{parkId}": { get: { summary: "One park", parameters: [] } },
		"/api/v1/cities/{cityId}/coverages": {},
		"/api/v1/session": { get: { summary: "Who asks", parameters: [] } },
		"/tiles/{cityId}/{layer}/{z}/{x}/{y}.mvt": {
			get: { summary: "Tile", parameters: [inPath("layer", ["water", "street"])] },
		},
	},
};

describe("the addresses of a city", () => {
	const addresses = addressesOf(document, city, "party-service");
	const pathOf = (id: string) => addresses.find((address) => address.id === id)?.path;

	it("have path parameters and required query parameters filled in", () => {
		expect(pathOf("parks")).toBe("/api/v1/cities/320583/parks");
		expect(pathOf("snapshots")).toBe("/api/v1/cities/320583/snapshots?service=party-service");
		expect(pathOf("graph")).toBe("/api/v1/cities/320583/graph/abc");
	});

	it("include only GET routes without session and without parameters of unknown value", () => {
		expect(addresses.map((address) => address.id)).toEqual([
			"openapi",
			"parks",
			"snapshots",
			"graph",
			"mvt:water",
			"mvt:street",
		]);
	});

	it("include one tile template per layer", () => {
		expect(addresses.find((address) => address.id === "mvt:street")).toEqual({
			id: "mvt:street",
			layer: "street",
			group: "mvt",
			path: "/tiles/320583/street/{z}/{x}/{y}.mvt",
			summary: "Tile · street",
			template: true,
		});
	});
});
