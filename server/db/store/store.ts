export type Row = Record<string, unknown>;

/** Runs statements: the store itself or an open transaction. */
export interface QueryRunner {
	/**
	 * Runs one statement with `$1…` parameters. Equal SQL gives equal rows on both stores: `bytea` as Uint8Array,
	 * `bigint` and `numeric` as number (counts stay below 2^53), `json`/`jsonb` parsed, timestamps as Date.
	 * @throws {GeodataError} STORE_* ; a statement that failed, or lost an error silently, is rolled back.
	 */
	query<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

/** The interface of both stores: embedded PGlite and a PostGIS server. */
export interface Store extends QueryRunner {
	readonly kind: "embedded" | "server";
	/**
	 * All of `work` or none of it. The runner is invalid once `work` settles.
	 * @throws {GeodataError} STORE_INSIDE_TRANSACTION, as do all other calls of the store from inside `work`, however
	 * deep: only
	 *   the runner may be used there.
	 */
	transaction<T>(work: (tx: QueryRunner) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}
