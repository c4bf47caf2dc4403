import { route } from "../http/route.ts";

/** The document of all routes except its own. */
export const OPEN_API_ROUTES = [
	route({
		method: "get",
		path: "/api/v1/openapi.json",
		who: "read-service",
		summary: "This API as an OpenAPI 3.1 document",
		answer: null,
		handler({ openApi }, res) {
			res.set("Cache-Control", "no-cache").json(openApi());
		},
	}),
];
