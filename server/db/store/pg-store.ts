import pg from "pg";
import { GeodataError } from "../../../geodata/units/error.ts";
import { encodeParam } from "./encode-param.ts";
import { parserOf } from "./parse-value.ts";
import { queryError } from "./query-error.ts";
import { checkServer } from "./server-check.ts";
import { SESSION_SETTINGS } from "./session-settings.ts";
import type { QueryRunner, Row, Store } from "./store.ts";
import type { StoreProgress } from "./store-progress.ts";
import { transactionRunner } from "./transaction-runner.ts";
import { TransactionScope } from "./transaction-scope.ts";

export interface PgOptions {
	/** postgres://user:password@host:port/database */
	readonly databaseUrl: string;
	readonly statementTimeoutMs: number;
	readonly onProgress?: StoreProgress;
}

const CONNECT_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 10;

/** SQLSTATE classes and codes for an unusable server, as opposed to a wrong statement. */
const UNREACHABLE_STATE = /^(08|28|53|57P|3D000)/;

/**
 * A PostgreSQL server with PostGIS.
 * @throws {GeodataError} STORE_URL_INVALID, STORE_UNREACHABLE, STORE_POSTGRES_TOO_OLD, STORE_POSTGIS_MISSING,
 *   STORE_POSTGIS_TOO_OLD, STORE_ENCODING
 */
export async function openPgStore(options: PgOptions): Promise<Store> {
	const { databaseUrl, statementTimeoutMs, onProgress } = options;
	const place = serverPlace(databaseUrl);
	const pool = new pg.Pool({
		connectionString: databaseUrl,
		max: MAX_CONNECTIONS,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		statement_timeout: statementTimeoutMs,
		application_name: "lucheng-yike",
		allowExitOnIdle: true,
		types: { getTypeParser: ((oid: number) => parserOf(oid)) as typeof pg.types.getTypeParser },
		// The pool awaits this before the connection is used.
		onConnect: (client) => client.query(SESSION_SETTINGS) as unknown as undefined,
	});
	// A cut idle connection must not end the process; the pool replaces it.
	pool.on("error", () => undefined);

	const asStoreError = (error: unknown): unknown => {
		if (error instanceof GeodataError || !(error instanceof Error)) return error;
		const code = (error as { code?: unknown }).code;
		if (error instanceof pg.DatabaseError && !UNREACHABLE_STATE.test(error.code ?? "")) {
			return queryError(error);
		}
		const reason = error.message || String(code ?? "no answer");
		return new GeodataError("STORE_UNREACHABLE", `The database at ${place} cannot be used: ${reason}.`, {
			place,
			cause: typeof code === "string" ? code : null,
		});
	};

	const run = async (client: pg.Pool | pg.PoolClient, sql: string, params: readonly unknown[]) => {
		const encoded = params.map(encodeParam);
		try {
			// Several statements in one text return one result each.
			const result: pg.QueryResult<Row> | pg.QueryResult<Row>[] = await (encoded.length === 0
				? client.query(sql)
				: client.query(sql, encoded));
			return (Array.isArray(result) ? result.at(-1)?.rows : result.rows) ?? [];
		} catch (error) {
			throw asStoreError(error);
		}
	};

	const scope = new TransactionScope();
	const transaction = async <T>(work: (tx: QueryRunner) => Promise<T>): Promise<T> => {
		scope.refuseInside("transaction");
		const client = await pool.connect().catch((error: unknown) => {
			throw asStoreError(error);
		});
		let unusable: Error | undefined;
		// Without a listener, a connection cut between two statements would end the process.
		const onError = (error: Error) => {
			unusable = error;
		};
		client.on("error", onError);
		try {
			await run(client, "begin", []);
			const { runner, finish } = transactionRunner((sql, params) => run(client, sql, params));
			try {
				let result: T;
				try {
					result = await scope.run(() => work(runner));
				} finally {
					await finish();
				}
				await run(client, "commit", []);
				return result;
			} catch (error) {
				await run(client, "rollback", []).catch((rollbackError: Error) => {
					unusable ??= rollbackError;
				});
				throw error;
			}
		} finally {
			client.off("error", onError);
			client.release(unusable);
		}
	};

	const store: Store = {
		kind: "server",
		async query<T extends Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
			scope.refuseInside("query");
			return (await run(pool, sql, params)) as T[];
		},
		transaction,
		async close() {
			scope.refuseInside("close");
			await pool.end();
		},
	};
	try {
		onProgress?.("open");
		await checkServer(store, place);
		return store;
	} catch (error) {
		await pool.end();
		throw error;
	}
}

/** host:port/database for messages, without the password. */
function serverPlace(databaseUrl: string): string {
	const url = URL.parse(databaseUrl);
	if (url === null || !["postgres:", "postgresql:"].includes(url.protocol)) {
		throw new GeodataError(
			"STORE_URL_INVALID",
			`DATABASE_URL does not name a PostgreSQL database; allowed is postgres://user:password@host:port/database.`,
			{ allowed: "postgres://user:password@host:port/database" },
		);
	}
	const host = url.hostname || url.searchParams.get("host") || "localhost";
	return `${host}:${url.port || "5432"}${url.pathname}`;
}
