import { GeodataError } from "../../../geodata/units/error.ts";
import type { Store } from "./store.ts";

const MIN_POSTGRES_MAJOR = 15;
const MIN_POSTGIS: readonly [number, number] = [3, 3];

/**
 * Refuses an unsupported server, and adds the PostGIS extension where the role may.
 * @param place host:port/database, for messages.
 * @throws {GeodataError} STORE_POSTGRES_TOO_OLD, STORE_ENCODING, STORE_POSTGIS_MISSING, STORE_POSTGIS_TOO_OLD
 */
export async function checkServer(store: Store, place: string): Promise<void> {
	const [server] = await store.query<{ number: number; version: string; encoding: string }>(
		`select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
			current_setting('server_encoding') as encoding`,
	);
	if (server === undefined || server.number < MIN_POSTGRES_MAJOR * 10_000) {
		throw new GeodataError(
			"STORE_POSTGRES_TOO_OLD",
			`The database at ${place} is PostgreSQL ${server?.version}; allowed is ${MIN_POSTGRES_MAJOR} or newer.`,
			{ value: server?.version, allowed: `>= ${MIN_POSTGRES_MAJOR}` },
		);
	}
	if (server.encoding !== "UTF8") {
		throw new GeodataError(
			"STORE_ENCODING",
			`The database at ${place} is encoded in ${server.encoding}; allowed is UTF8.`,
			{ value: server.encoding, allowed: "UTF8" },
		);
	}
	const version = (await installedPostgis(store)) ?? (await createPostgis(store, place));
	const [major = 0, minor = 0] = version.split(".").map(Number);
	if (major < MIN_POSTGIS[0] || (major === MIN_POSTGIS[0] && minor < MIN_POSTGIS[1])) {
		throw new GeodataError(
			"STORE_POSTGIS_TOO_OLD",
			`The database at ${place} has PostGIS ${version}; allowed is ${MIN_POSTGIS.join(".")} or newer.`,
			{ value: version, allowed: `>= ${MIN_POSTGIS.join(".")}` },
		);
	}
}

async function installedPostgis(store: Store): Promise<string | null> {
	const [row] = await store.query<{ version: string }>(
		"select extversion as version from pg_extension where extname = 'postgis'",
	);
	return row?.version ?? null;
}

async function createPostgis(store: Store, place: string): Promise<string> {
	const [available] = await store.query("select name from pg_available_extensions where name = 'postgis'");
	if (available === undefined) {
		throw new GeodataError(
			"STORE_POSTGIS_MISSING",
			`The server of ${place} has no PostGIS; install PostGIS ${MIN_POSTGIS.join(".")} or newer on it.`,
			{ place },
		);
	}
	try {
		await store.query("create extension if not exists postgis");
	} catch {
		throw new GeodataError(
			"STORE_POSTGIS_MISSING",
			`The database at ${place} lacks PostGIS and this user may not add it; let its owner run "create extension postgis".`,
			{ place },
		);
	}
	const version = await installedPostgis(store);
	if (version === null)
		throw new GeodataError("STORE_POSTGIS_MISSING", `PostGIS could not be added to ${place}.`);
	return version;
}
