import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { catalogueSchema, citiesSchema } from "../../geodata/contract/city.ts";
import { problemSchema } from "../../geodata/contract/common.ts";
import {
	coverageRequestSchema,
	coverageResponseSchema,
	isochroneRequestSchema,
	isochronesSchema,
} from "../../geodata/contract/coverage.ts";
import {
	communitiesSchema,
	compoundsSchema,
	courtyardsSchema,
	facilitiesSchema,
	firmsSchema,
	parksSchema,
	plotsSchema,
} from "../../geodata/contract/feature.ts";
import {
	compoundsQuerySchema,
	facilitiesQuerySchema,
	pageQuerySchema,
	parksQuerySchema,
	plotsQuerySchema,
	snapshotsQuerySchema,
} from "../../geodata/contract/query.ts";
import { roleRequestSchema, sessionSchema } from "../../geodata/contract/session.ts";
import { snapshotsSchema } from "../../geodata/contract/snapshot.ts";
import { TILE_LAYERS } from "../db/places/tile-layers.ts";

const JSON_TYPE = "application/json";
const GEOJSON = "application/geo+json";
const cityParams = z.object({ cityId: z.string() });
/** One layer, or several joined by commas. */
const tileLayers = z.union([z.enum(TILE_LAYERS), z.string().regex(/^[a-z]+(,[a-z]+)+$/)]);
const tileParams = z.object({
	cityId: z.string(),
	layer: tileLayers,
	z: z.int(),
	x: z.int(),
	y: z.int(),
});

type Document = ReturnType<OpenApiGeneratorV31["generateDocument"]>;
let document: Document | null = null;

/** The OpenAPI 3.1 document of the API, made once from the schemas that the routes accept and answer by. */
export function openApiDocument(): Document {
	document ??= new OpenApiGeneratorV31(registryOfRoutes().definitions).generateDocument({
		openapi: "3.1.0",
		info: {
			title: "鹿城一刻 · Lucheng Yike",
			version: "1",
			description:
				"Who cannot walk to a service in fifteen minutes, and where the next one should go. Positions are [lng, lat] in WGS84; distances in metres, times in seconds; cutoffs are inclusive.",
		},
		servers: [{ url: "/" }],
	});
	return document;
}

function registryOfRoutes(): OpenAPIRegistry {
	const registry = new OpenAPIRegistry();
	const problem = problemSchema.meta({ id: "Problem" });
	const problems = {
		default: {
			description: "A problem (RFC 9457); branch on its code.",
			content: { "application/problem+json": { schema: problem } },
		},
	};
	const answers = (description: string, mediaType: string, schema: z.ZodType) => ({
		200: { description, content: { [mediaType]: { schema } } },
		...problems,
	});
	const session = sessionSchema.meta({ id: "Session" });
	const binary = z.string().meta({ format: "binary" });

	registry.registerPath({
		method: "get",
		path: "/healthz",
		summary: "The process answers",
		responses: answers("Alive", JSON_TYPE, z.object({ status: z.literal("ok") })),
	});
	registry.registerPath({
		method: "get",
		path: "/readyz",
		summary: "The store answers; 503 with the step while the server starts",
		responses: answers(
			"Ready",
			JSON_TYPE,
			z.object({ status: z.literal("ready"), store: z.enum(["embedded", "server"]) }),
		),
	});
	registry.registerPath({
		method: "get",
		path: "/metrics",
		summary: "Durations, memory and waiting jobs; to the machine itself unless set otherwise",
		responses: answers("Text form of Prometheus", "text/plain", z.string()),
	});
	registry.registerPath({
		method: "get",
		path: "/api/v1/cities",
		summary: "The cities that are loaded",
		responses: answers("Cities", JSON_TYPE, citiesSchema.meta({ id: "Cities" })),
	});
	registry.registerPath({
		method: "get",
		path: "/api/v1/cities/{cityId}/catalogue",
		summary: "Services, kinds of facility, rules and profiles",
		request: { params: cityParams },
		responses: answers("Catalogue", JSON_TYPE, catalogueSchema.meta({ id: "Catalogue" })),
	});
	registry.registerPath({
		method: "get",
		path: "/api/v1/session",
		summary: "The role one has, and those that may be taken by a click",
		responses: answers("Session", JSON_TYPE, session),
	});
	registry.registerPath({
		method: "post",
		path: "/api/v1/session",
		summary: "Takes a role: the official's only on the machine itself with sample data",
		request: { body: { content: { [JSON_TYPE]: { schema: roleRequestSchema } } } },
		responses: answers("Session", JSON_TYPE, session),
	});
	const lists = [
		[
			"facilities",
			"Facilities of public kinds",
			facilitiesQuerySchema,
			facilitiesSchema.meta({ id: "Facilities" }),
		],
		["parks", "Parks with their polygons", parksQuerySchema, parksSchema.meta({ id: "Parks" })],
		["plots", "Land that could become a pocket park", plotsQuerySchema, plotsSchema.meta({ id: "Plots" })],
		[
			"compounds",
			"Where people live, with the firm that serves it",
			compoundsQuerySchema,
			compoundsSchema.meta({ id: "Compounds" }),
		],
		[
			"firms",
			"Property-management firms and their grades",
			pageQuerySchema,
			firmsSchema.meta({ id: "Firms" }),
		],
		[
			"courtyards",
			"Star courtyards, counted by village",
			pageQuerySchema,
			courtyardsSchema.meta({ id: "Courtyards" }),
		],
		[
			"communities",
			"Communities and their people",
			pageQuerySchema,
			communitiesSchema.meta({ id: "Communities" }),
		],
	] as const;
	registry.registerPath({
		method: "get",
		path: "/api/v1/cities/{cityId}/snapshots",
		summary: "Coverages as they were on earlier days, oldest first",
		request: { params: cityParams, query: snapshotsQuerySchema },
		responses: answers("Snapshots", JSON_TYPE, snapshotsSchema.meta({ id: "Snapshots" })),
	});
	for (const [name, summary, query, schema] of lists) {
		registry.registerPath({
			method: "get",
			path: `/api/v1/cities/{cityId}/${name}`,
			summary,
			request: { params: cityParams, query },
			responses: answers("GeoJSON feature collection, paged by cursor", GEOJSON, schema),
		});
	}
	registry.registerPath({
		method: "post",
		path: "/api/v1/cities/{cityId}/coverages",
		summary: "Who is covered by a service under a rule, and who is not",
		request: { params: cityParams, body: { content: { [JSON_TYPE]: { schema: coverageRequestSchema } } } },
		responses: answers("Coverage", JSON_TYPE, coverageResponseSchema.meta({ id: "Coverage" })),
	});
	registry.registerPath({
		method: "post",
		path: "/api/v1/cities/{cityId}/isochrones",
		summary: "Areas reached on foot from each origin, streamed",
		request: { params: cityParams, body: { content: { [JSON_TYPE]: { schema: isochroneRequestSchema } } } },
		responses: answers("Isochrones", GEOJSON, isochronesSchema.meta({ id: "Isochrones" })),
	});
	registry.registerPath({
		method: "get",
		path: "/api/v1/cities/{cityId}/graph/{hash}",
		summary: "Network and homes as the engine opens them; immutable under its hash",
		request: { params: cityParams.extend({ hash: z.string() }) },
		responses: answers("City pack", "application/octet-stream", binary),
	});
	registry.registerPath({
		method: "get",
		path: "/tiles/{cityId}/{layer}/{z}/{x}/{y}.mvt",
		summary: "Vector tile of a layer, or of several joined by commas; 204 where nothing is in it",
		request: { params: tileParams },
		responses: {
			...answers("Mapbox Vector Tile 2.1", "application/vnd.mapbox-vector-tile", binary),
			204: { description: "Empty" },
		},
	});
	registry.registerPath({
		method: "get",
		path: "/tiles/{cityId}/{layer}.json",
		summary: "TileJSON 3.0 of a layer, or of several joined by commas",
		request: { params: cityParams.extend({ layer: tileLayers }) },
		responses: answers(
			"TileJSON",
			JSON_TYPE,
			z.looseObject({ tilejson: z.string(), tiles: z.array(z.string()) }),
		),
	});
	return registry;
}
