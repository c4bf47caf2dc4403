import { CATALOGUE } from "../../../geodata/catalogue/catalogue.ts";
import { writeCatalogue } from "../catalogue/write-catalogue.ts";
import { type EmbeddedStore, openEmbeddedStore } from "./embedded/embedded-store.ts";
import { migrate } from "./migrate.ts";
import { openPgStore } from "./pg-store.ts";
import type { Store } from "./store.ts";
import type { StoreProgress } from "./store-progress.ts";

/** The data's location: a PostGIS server, or a folder for the embedded store. */
export type StorePlace = { readonly databaseUrl: string } | { readonly folder: string };

export type OpenStoreOptions = StorePlace & {
	readonly onProgress?: StoreProgress;
	/** Timeout of a single statement, ms. */
	readonly statementTimeoutMs?: number;
};

const STATEMENT_TIMEOUT_MS = 120_000;

/**
 * Opens the store, checks it and migrates its tables and catalogue. Close it when done.
 *
 * @throws {GeodataError} STORE_FOLDER_LOCKED, STORE_FOLDER_UNWRITABLE, STORE_SELF_TEST_FAILED, STORE_URL_INVALID,
 *   STORE_UNREACHABLE, STORE_POSTGRES_TOO_OLD, STORE_POSTGIS_MISSING, STORE_POSTGIS_TOO_OLD,
 *   STORE_MIGRATION_CHANGED, STORE_MIGRATION_UNKNOWN
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
	const { onProgress, statementTimeoutMs = STATEMENT_TIMEOUT_MS } = options;
	const shared = { statementTimeoutMs, ...(onProgress === undefined ? {} : { onProgress }) };
	const store: Store | EmbeddedStore =
		"databaseUrl" in options
			? await openPgStore({ databaseUrl: options.databaseUrl, ...shared })
			: await openEmbeddedStore({ folder: options.folder, ...shared });
	try {
		onProgress?.("migrate");
		await migrate(store);
		await writeCatalogue(store, CATALOGUE);
		return store;
	} catch (error) {
		await store.close();
		throw error;
	}
}
