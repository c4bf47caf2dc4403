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
