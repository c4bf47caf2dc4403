import type { City } from "../../geodata/contract/city.ts";
import type { OpenApi } from "../api/open-api.ts";

export interface Address {
	readonly id: string;
	readonly group: "data" | "tilejson" | "mvt" | "service";
	/** The tile layer; null for other addresses. */
	readonly layer: string | null;
	/** Path and query on this server. */
	readonly path: string;
	/** From the server's document. */
	readonly summary: string;
	/** Contains {z}/{x}/{y}: for a GIS, not to open in a browser. */
	readonly template: boolean;
}

const OPEN_API_PATH = "/api/v1/openapi.json";
/** Not for other systems: this page's own session. */
const OWN = ["/session"];
const CELL = ["z", "x", "y"];

/**
 * Every readable address of a city, from the server's document: parameters filled in, one address per tile layer.
 * Addresses with a parameter of unknown value are left out.
 */
export function addressesOf(document: OpenApi, city: City, serviceId: string): readonly Address[] {
	const known: Readonly<Record<string, string>> = {
		cityId: city.cityId,
		hash: city.graphHash,
		service: serviceId,
	};
	const addresses: Address[] = [
		{
			id: "openapi",
			group: "service",
			path: OPEN_API_PATH,
			summary: "OpenAPI 3.1",
			template: false,
			layer: null,
		},
	];
	for (const [path, { get }] of Object.entries(document.paths)) {
		if (!get || path === OPEN_API_PATH || OWN.some((own) => path.endsWith(own))) continue;
		const layers: readonly (string | null)[] = path.includes("{layer}") ? layersOf(get.parameters) : [null];
		for (const layer of layers) {
			const values = layer === null ? known : { ...known, layer };
			const filled = fill(path, get.parameters, values);
			if (filled === null) continue;
			addresses.push({
				id: layer === null ? nameOf(path) : `${nameOf(path)}:${layer}`,
				layer,
				group: groupOf(path),
				path: filled,
				summary: layer === null ? get.summary : `${get.summary} · ${layer}`,
				template: CELL.some((name) => path.includes(`{${name}}`)),
			});
		}
	}
	return addresses;
}

type Parameters = NonNullable<OpenApi["paths"][string]["get"]>["parameters"];

function layersOf(parameters: Parameters): readonly string[] {
	const schema = parameters.find((row) => row.name === "layer")?.schema;
	return schema?.enum ?? schema?.anyOf?.find((form) => form.enum !== undefined)?.enum ?? [];
}

function fill(path: string, parameters: Parameters, values: Readonly<Record<string, string>>): string | null {
	const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
	if (names.some((name) => !(name in values) && !CELL.includes(name))) return null;
	const needed = parameters.filter((row) => row.in === "query" && row.required).map((row) => row.name);
	if (needed.some((name) => !(name in values))) return null;
	const query = needed.map((name) => `${name}=${encodeURIComponent(values[name] ?? "")}`).join("&");
	const filled = path.replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
		name in values ? encodeURIComponent(values[name] ?? "") : whole,
	);
	return query === "" ? filled : `${filled}?${query}`;
}

const groupOf = (path: string): Address["group"] =>
	path.endsWith(".mvt")
		? "mvt"
		: path.startsWith("/tiles")
			? "tilejson"
			: path.includes("{cityId}")
				? "data"
				: "service";

/** "facilities" of "/api/v1/cities/{cityId}/facilities"; "tilejson" and "mvt" of the tiles. */
function nameOf(path: string): string {
	if (path.endsWith(".mvt")) return "mvt";
	if (path.startsWith("/tiles")) return "tilejson";
	const parts = path.split("/").filter((part) => part !== "" && !part.startsWith("{"));
	return parts.at(-1) ?? path;
}
