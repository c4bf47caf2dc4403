export type Row = Record<string, unknown>;

/** Anything a statement can be run on: the store itself or an open transaction. */
export interface QueryRunner {
	/**
	 * Runs one statement with `$1…` parameters. Same SQL, same rows on both stores: `bytea` as Uint8Array,
	 * `bigint` and `numeric` as number (counts stay below 2^53), `json`/`jsonb` parsed, timestamps as Date.
	 * @throws {GeodataError} STORE_* ; a statement that failed, or lost an error silently, is rolled back.
	 */
	query<T extends Row = Row>(sql: string, params?: readonly unknown[]): Promise<T[]>;
}

/** The seam: embedded PGlite and a PostGIS server both stand behind these calls. */
export interface Store extends QueryRunner {
	readonly kind: "embedded" | "server";
	/**
	 * All of `work` or none of it. The runner is dead once `work` settles.
	 * @throws {GeodataError} STORE_INSIDE_TRANSACTION, as does every other call of the store made from inside `work`,
	 *   however deep: only the runner may be used there.
	 */
	transaction<T>(work: (tx: QueryRunner) => Promise<T>): Promise<T>;
	close(): Promise<void>;
}
