import { OpenAPIRegistry, OpenApiGeneratorV31 } from "@asteasolutions/zod-to-openapi";
import { z } from "zod";
import { problemSchema } from "../../geodata/contract/common.ts";
import type { RouteDescription } from "./route.ts";

const PROBLEM = problemSchema.meta({ id: "Problem" });

/** The OpenAPI 3.1 document of some routes, from their schemas. */
export function openApiOf(routes: readonly RouteDescription[]): object {
	const registry = new OpenAPIRegistry();
	for (const { method, path, summary, answer, ...input } of routes) {
		if (answer === null) continue;
		registry.registerPath({
			method,
			path: path.replaceAll(/:(\w+)/g, "{$1}"),
			summary,
			...requestOf(path, input),
			responses: {
				200: {
					description: answer.description,
					content: { [answer.mediaType]: { schema: answer.schema } },
				},
				default: {
					description: "A problem (RFC 9457); branch on its code.",
					content: { "application/problem+json": { schema: PROBLEM } },
				},
				...(answer.empty === undefined ? {} : { 204: { description: answer.empty } }),
			},
		});
	}
	return new OpenApiGeneratorV31(registry.definitions).generateDocument({
		openapi: "3.1.0",
		info: {
			title: "鹿城一刻 · Lucheng Yike",
			version: "1",
			description:
				"Who cannot walk to a service in fifteen minutes, and where the next one should go. Positions are [lng, lat] in WGS84; distances in metres, times in seconds; cutoffs are inclusive.",
		},
		servers: [{ url: "/" }],
	});
}

function requestOf(
	path: string,
	{ params, query, body }: Pick<RouteDescription, "params" | "query" | "body">,
) {
	const names = [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => name);
	const request = {
		...(names.length === 0
			? {}
			: { params: z.object(Object.fromEntries(names.map((name) => [name, params?.[name] ?? z.string()]))) }),
		...(query === undefined ? {} : { query }),
		...(body === undefined ? {} : { body: { content: { "application/json": { schema: body } } } }),
	};
	return Object.keys(request).length === 0 ? {} : { request };
}
