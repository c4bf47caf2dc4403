/** What a room may import: other rooms, and packages by name; `node` stands for Node's own modules. */
export interface Room {
	readonly rooms: readonly string[];
	readonly packages: readonly string[];
}

/** A package or room that only some files may import, whatever their room allows. */
export interface Alone {
	readonly what: string;
	readonly packages: readonly string[];
	/** Files to which the rule applies, by path prefix. */
	readonly within: string;
	/** Files that may, by path prefix. */
	readonly files: readonly string[];
	/** True where type imports are unrestricted. */
	readonly atRunTime?: boolean;
}

/**
 * All rooms and every arrow between them: `folder` for the files at its top level, `folder/room` for those below it.
 * An unused arrow is also an error, so the table always equals the actual imports.
 */
export const ROOMS: Readonly<Record<string, Room>> = {
	"geodata/units": { rooms: [], packages: [] },
	"geodata/datum": { rooms: ["geodata/units"], packages: ["gcoord"] },
	"geodata/text": { rooms: [], packages: [] },
	"geodata/contract": {
		rooms: [
			"geodata/catalogue",
			"geodata/cost",
			"geodata/coverage",
			"geodata/engine",
			"geodata/gaps",
			"geodata/isochrone",
			"geodata/scenario",
			"geodata/units",
		],
		packages: ["zod"],
	},
	"geodata/graph": { rooms: ["geodata/units"], packages: ["flatbush"] },
	"geodata/geometry": { rooms: ["geodata/graph", "geodata/units"], packages: [] },
	"geodata/cost": { rooms: ["geodata/graph", "geodata/units"], packages: [] },
	"geodata/search": { rooms: ["geodata/cost", "geodata/graph", "geodata/units"], packages: [] },
	"geodata/coverage": {
		rooms: ["geodata/catalogue", "geodata/city", "geodata/cost", "geodata/search", "geodata/units"],
		packages: [],
	},
	"geodata/isochrone": {
		rooms: [
			"geodata/city",
			"geodata/cost",
			"geodata/coverage",
			"geodata/geometry",
			"geodata/graph",
			"geodata/search",
			"geodata/units",
		],
		packages: [],
	},
	"geodata/sample": {
		rooms: ["geodata/catalogue", "geodata/city", "geodata/graph", "geodata/units"],
		packages: ["flatbush", "geojson"],
	},
	server: {
		rooms: [
			"geodata/units",
			"server/auth",
			"server/db",
			"server/engine",
			"server/http",
			"server/routes",
			"server/sample",
		],
		packages: ["compression", "express", "node", "pino"],
	},
	"server/db": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/contract",
			"geodata/coverage",
			"geodata/graph",
			"geodata/text",
			"geodata/units",
		],
		packages: ["@electric-sql/pglite", "@electric-sql/pglite-postgis", "geojson", "node", "pg"],
	},
	"server/engine": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/contract",
			"geodata/cost",
			"geodata/engine",
			"geodata/units",
		],
		packages: ["lru-cache", "node", "piscina", "zod"],
	},
	"server/export": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/contract",
			"geodata/cost",
			"geodata/coverage",
			"geodata/engine",
			"geodata/geometry",
			"geodata/units",
			"server/db",
		],
		packages: ["node", "papaparse", "write-excel-file"],
	},
	"server/http": {
		rooms: [
			"geodata/catalogue",
			"geodata/contract",
			"geodata/units",
			"server/auth",
			"server/db",
			"server/engine",
		],
		packages: [
			"@asteasolutions/zod-to-openapi",
			"express",
			"express-rate-limit",
			"helmet",
			"node",
			"pino",
			"prom-client",
			"zod",
		],
	},
	"server/import": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/datum",
			"geodata/graph",
			"geodata/units",
			"server/db",
		],
		packages: [
			"@turf/turf",
			"flatbush",
			"geojson",
			"geos-wasm",
			"geotiff",
			"geotiff-geokeys-to-proj4",
			"node",
			"papaparse",
			"proj4",
			"saxes",
			"unbzip2-stream",
		],
	},
	"server/routes": {
		rooms: [
			"geodata/catalogue",
			"geodata/contract",
			"geodata/coverage",
			"geodata/units",
			"server/auth",
			"server/collections",
			"server/db",
			"server/engine",
			"server/http",
			"server/tiles",
		],
		packages: ["express", "node", "zod"],
	},
	"server/sample": {
		rooms: ["geodata/catalogue", "geodata/city", "geodata/coverage", "geodata/sample", "server/db"],
		packages: ["@turf/turf", "node"],
	},
	"server/tiles": { rooms: ["geodata/units"], packages: ["@maplibre/vt-pbf"] },
	"client/styles": { rooms: [], packages: ["react"] },
	"client/i18n": {
		rooms: ["geodata/catalogue", "geodata/cost", "geodata/coverage"],
		packages: ["i18next", "react", "react-i18next"],
	},
	"client/api": {
		rooms: ["geodata/contract", "geodata/units"],
		packages: ["@tanstack/react-query", "react", "zod"],
	},
	"client/base-map": {
		rooms: ["client/i18n", "client/styles", "geodata/units"],
		packages: ["geojson", "maplibre-gl", "pbf"],
	},
	"client/state": {
		rooms: ["client/base-map", "client/i18n", "geodata/catalogue", "geodata/cost", "geodata/units"],
		packages: ["zod", "zustand"],
	},
	"client/derived": {
		rooms: [
			"client/api",
			"client/base-map",
			"client/state",
			"client/styles",
			"geodata/catalogue",
			"geodata/contract",
			"geodata/cost",
			"geodata/units",
		],
		packages: ["@turf/turf", "geojson"],
	},
	"client/ui": {
		rooms: ["client/api", "client/derived"],
		packages: [
			"@tanstack/react-table",
			"@tanstack/react-virtual",
			"react",
			"react-aria-components",
			"react-i18next",
		],
	},
	"client/map": {
		rooms: ["client/base-map", "client/styles", "geodata/contract", "geodata/units"],
		packages: [
			"@deck.gl/core",
			"@deck.gl/layers",
			"@deck.gl/maplibre",
			"@luma.gl/engine",
			"flatbush",
			"geojson",
			"maplibre-gl",
			"react",
		],
	},
	"client/engine": {
		rooms: [
			"client/api",
			"client/derived",
			"client/map",
			"geodata/catalogue",
			"geodata/city",
			"geodata/contract",
			"geodata/cost",
			"geodata/coverage",
			"geodata/engine",
			"geodata/gaps",
			"geodata/isochrone",
			"geodata/scenario",
			"geodata/units",
		],
		packages: ["geojson", "react"],
	},
	"client/figures": {
		rooms: [
			"client/derived",
			"client/engine",
			"client/i18n",
			"client/map",
			"client/state",
			"client/styles",
			"client/ui",
			"geodata/cost",
			"geodata/coverage",
			"geodata/isochrone",
			"geodata/text",
		],
		packages: ["i18next", "react", "react-aria-components", "react-i18next"],
	},
	"client/things": {
		rooms: [
			"client/api",
			"client/base-map",
			"client/derived",
			"client/engine",
			"client/figures",
			"client/i18n",
			"client/map",
			"client/state",
			"client/styles",
			"client/ui",
			"geodata/catalogue",
			"geodata/cost",
			"geodata/coverage",
			"geodata/gaps",
			"geodata/isochrone",
			"geodata/text",
			"geodata/units",
		],
		packages: ["geojson", "i18next", "maplibre-gl", "react", "react-aria-components", "react-i18next"],
	},
	"client/what-if": {
		rooms: [
			"client/api",
			"client/derived",
			"client/engine",
			"client/figures",
			"client/i18n",
			"client/map",
			"client/state",
			"client/styles",
			"client/things",
			"client/ui",
			"geodata/contract",
			"geodata/cost",
			"geodata/coverage",
			"geodata/text",
			"geodata/units",
		],
		packages: ["@tanstack/react-query", "react", "react-aria-components", "react-i18next", "zod", "zustand"],
	},
	"client/workspaces": {
		rooms: [
			"client/api",
			"client/base-map",
			"client/derived",
			"client/engine",
			"client/figures",
			"client/i18n",
			"client/map",
			"client/state",
			"client/styles",
			"client/things",
			"client/ui",
			"client/what-if",
			"geodata/catalogue",
			"geodata/contract",
			"geodata/cost",
			"geodata/text",
			"geodata/units",
		],
		packages: ["react", "react-aria-components", "react-dom", "react-i18next", "zustand"],
	},
	"client/app": {
		rooms: [
			"client/api",
			"client/base-map",
			"client/derived",
			"client/engine",
			"client/i18n",
			"client/map",
			"client/state",
			"client/styles",
			"client/things",
			"client/ui",
			"client/workspaces",
			"geodata/contract",
			"geodata/units",
		],
		packages: [
			"@tanstack/react-query",
			"@tanstack/react-router",
			"react",
			"react-aria-components",
			"react-i18next",
			"zustand",
		],
	},
	client: {
		rooms: ["client/api", "client/app", "client/i18n", "client/state", "client/styles", "client/ui"],
		packages: [
			"@fontsource-variable/noto-sans-sc",
			"@tanstack/react-query",
			"@tanstack/react-router",
			"react",
			"react-dom",
		],
	},
	scripts: {
		rooms: [
			".",
			"geodata/catalogue",
			"geodata/datum",
			"geodata/graph",
			"geodata/sample",
			"geodata/units",
			"scripts/bench",
			"scripts/cli",
			"scripts/sample",
			"scripts/start",
			"server",
			"server/export",
			"server/import",
		],
		packages: ["commander", "node", "vite"],
	},
	"scripts/bench": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/contract",
			"geodata/cost",
			"geodata/coverage",
			"geodata/graph",
			"geodata/isochrone",
			"geodata/sample",
			"geodata/scenario",
			"geodata/search",
			"geodata/units",
			"scripts/sample",
			"server",
			"server/db",
			"server/import",
		],
		packages: ["@turf/turf", "geojson", "node", "pino"],
	},
	"scripts/check": { rooms: [], packages: ["node", "vite"] },
	"scripts/cli": { rooms: ["geodata/units", "server", "server/db"], packages: ["commander"] },
	"scripts/sample": {
		rooms: ["geodata/city", "geodata/graph", "geodata/sample", "geodata/units"],
		packages: ["geojson", "node", "piscina"],
	},
	"scripts/start": { rooms: [], packages: ["@vitejs/plugin-react", "node", "vite"] },
	".": { rooms: ["scripts/start"], packages: ["vite", "vitest"] },
	"geodata/catalogue": { rooms: ["geodata/cost"], packages: [] },
	"geodata/city": {
		rooms: ["geodata/catalogue", "geodata/cost", "geodata/graph", "geodata/search", "geodata/units"],
		packages: ["@turf/turf", "flatbush", "geojson"],
	},
	"geodata/engine": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/cost",
			"geodata/coverage",
			"geodata/gaps",
			"geodata/isochrone",
			"geodata/scenario",
			"geodata/units",
		],
		packages: [],
	},
	"geodata/gaps": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/cost",
			"geodata/coverage",
			"geodata/geometry",
			"geodata/graph",
			"geodata/units",
		],
		packages: ["@turf/turf", "flatbush", "geojson"],
	},
	"geodata/scenario": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/cost",
			"geodata/coverage",
			"geodata/graph",
			"geodata/search",
			"geodata/units",
		],
		packages: [],
	},
	"server/auth": {
		rooms: ["geodata/catalogue", "geodata/contract", "geodata/units"],
		packages: ["express", "node"],
	},
	"server/collections": {
		rooms: [
			"geodata/catalogue",
			"geodata/city",
			"geodata/contract",
			"geodata/graph",
			"geodata/text",
			"geodata/units",
			"server/auth",
			"server/db",
		],
		packages: ["zod"],
	},
};

/**
 * The most that rooms of public pages may import, whatever {@link ROOMS} allows. They have no deck.gl, no react-aria
 * and no engine, because phones load them; `scripts/start/pages.ts` checks their scripts.
 */
export const PUBLIC_ROOMS: Readonly<Record<string, Room>> = {
	"client/parks": {
		rooms: [
			"client/api",
			"client/base-map",
			"client/derived",
			"client/i18n",
			"client/styles",
			"client/ui",
			"geodata/catalogue",
			"geodata/contract",
			"geodata/units",
		],
		packages: [
			"@fontsource-variable/noto-sans-sc",
			"@tanstack/react-query",
			"geojson",
			"i18next",
			"maplibre-gl",
			"react",
			"react-dom",
			"react-i18next",
			"zod",
		],
	},
};

export const ALONE: readonly Alone[] = [
	{ what: "a PostGIS server", packages: ["pg"], within: "server/", files: ["server/db/store/pg-store.ts"] },
	{
		what: "the embedded PostGIS",
		packages: ["@electric-sql/pglite", "@electric-sql/pglite-postgis"],
		within: "server/",
		files: ["server/db/store/embedded/"],
	},
	{
		what: "MapLibre",
		packages: ["maplibre-gl"],
		within: "client/",
		files: ["client/base-map/base-map.ts", "client/base-map/label-fonts.ts"],
		atRunTime: true,
	},
	{ what: "React", packages: ["react"], within: "client/map/", files: ["client/map/use-map.ts"] },
	{
		what: "a polygon library of another language",
		packages: ["geos-wasm"],
		within: "server/",
		files: ["server/import/geos.ts"],
	},
];

/** Files that may read the environment, by path prefix. */
export const READS_ENVIRONMENT: readonly string[] = ["server/main.ts", "scripts/", "vite.config.ts"];

/** Folders whose files may contain SQL: the store, the lists made from it, and the bench of a peer that uses SQL. */
export const HOLDS_SQL: readonly string[] = ["server/db/", "server/collections/", "scripts/bench/peers/"];

/** Files that import modules by a run-time path: programs installed for the bench of peers. */
export const IMPORTS_AT_RUN_TIME: readonly string[] = ["scripts/bench/peers/peer-folder.ts"];
