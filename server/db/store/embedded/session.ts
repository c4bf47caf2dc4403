import { GeodataError } from "../../../../geodata/units/error.ts";
import { queryError } from "../query-error.ts";
import type { Row } from "../store.ts";

/** The part of PGlite's interface that a session uses. */
export interface SessionDatabase {
	query(sql: string, params: (string | null)[]): Promise<StatementResult>;
	exec(sql: string): Promise<StatementResult[]>;
}

interface StatementResult {
	readonly rows: Row[];
	readonly command?: string;
}

export type EncodedParams = readonly (string | null)[];

/** The one session of an embedded database. Calls must not overlap. */
export interface Session {
	/** Runs inside the transaction that {@link Session.begin} opened. */
	query(sql: string, params: EncodedParams): Promise<Row[]>;
	/** Runs in its own transaction: committed when it returns. */
	queryAlone(sql: string, params: EncodedParams): Promise<Row[]>;
	begin(): Promise<void>;
	commit(): Promise<void>;
	rollback(): Promise<void>;
}

/**
 * Statements without a transaction: a SELECT has nothing to roll back (none here calls a function that writes) and is
 * twice as fast without; VACUUM refuses to run in one.
 */
const OUTSIDE_TRANSACTION = /^\s*(select|vacuum)\b/i;

/**
 * PGlite loses errors thrown by GEOS and PROJ: the statement stops half way, reports success, and its earlier writes
 * would be committed (electric-sql/pglite#916). Two traces remain, and every statement is checked for both: the count
 * of uncaught C++ exceptions rises, and the result has no command.
 *
 * @param exceptionCount uncaught C++ exceptions since the database was started.
 */
export function createSession(db: SessionDatabase, exceptionCount: () => number): Session {
	const checked = async (sql: string, params: EncodedParams): Promise<Row[]> => {
		const before = exceptionCount();
		let results: StatementResult[];
		try {
			// Without parameters a text may hold several statements, as with pg; the last one's rows are returned.
			results = params.length === 0 ? await db.exec(sql) : [await db.query(sql, [...params])];
		} catch (error) {
			if (exceptionCount() !== before) throw lostError(sql);
			throw error instanceof Error ? queryError(error) : error;
		}
		const silent = results.some(({ command }) => command === undefined || command === "???");
		if (silent || exceptionCount() !== before) throw lostError(sql);
		return results.at(-1)?.rows ?? [];
	};

	const control = async (sql: string): Promise<void> => {
		await checked(sql, []);
	};

	const session: Session = {
		query: checked,
		async queryAlone(sql, params) {
			if (OUTSIDE_TRANSACTION.test(sql)) return checked(sql, params);
			await session.begin();
			let rows: Row[];
			try {
				rows = await checked(sql, params);
			} catch (error) {
				await session.rollback();
				throw error;
			}
			await session.commit();
			return rows;
		},
		begin: () => control("begin"),
		commit: () => control("commit"),
		rollback: () => control("rollback"),
	};
	return session;
}

function lostError(sql: string): GeodataError {
	return new GeodataError(
		"STORE_LOST_ERROR",
		"A geometry operation failed inside the embedded database without saying why; the whole transaction was rolled back.",
		{ statement: sql.trim().slice(0, 200) },
	);
}

/** An overlay of a self-crossing ring without a grid size: GEOS throws, natively and here. */
const FAILING_OVERLAY = `select st_intersection(
	'POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry,
	'POLYGON((0 0,4 0,4 4,0 4,0 0))'::geometry)`;

/**
 * Makes GEOS throw and checks that the session detects it; nothing is stored. Run at every start, because a store
 * that misses lost errors would commit half a statement.
 * @throws {GeodataError} STORE_SELF_TEST_FAILED
 */
export async function selfTest(session: Session): Promise<void> {
	await session.begin();
	let noticed = false;
	try {
		await session.query(FAILING_OVERLAY, []);
	} catch {
		noticed = true;
	}
	await session.rollback();
	if (!noticed) {
		throw new GeodataError(
			"STORE_SELF_TEST_FAILED",
			"The embedded database hid a failed geometry operation from its self-test, so it is not safe to use; reinstall the locked versions with npm ci.",
		);
	}
}
