import { GeodataError } from "../../../../geodata/units/error.ts";
import { encodeParam } from "../encode-param.ts";
import type { QueryRunner, Row, Store } from "../store.ts";
import type { StoreProgress } from "../store-progress.ts";
import { transactionRunner } from "../transaction-runner.ts";
import { TransactionScope } from "../transaction-scope.ts";
import { claimFolder } from "./data-folder.ts";
import { type SessionLink, startSession } from "./session-link.ts";
import type { SessionCommand } from "./session-message.ts";

export interface EmbeddedOptions {
	readonly folder: string;
	/** Timeout of a single statement, ms. */
	readonly statementTimeoutMs: number;
	/** An archive from {@link EmbeddedStore.dump} for filling a new folder. */
	readonly archivePath?: string;
	readonly onProgress?: StoreProgress;
}

export interface EmbeddedStore extends Store {
	/** The whole database as a gzipped archive. */
	dump(): Promise<Uint8Array>;
}

/** Creating the database, or recovering after a kill, takes seconds on a fast machine. */
const OPEN_TIMEOUT_MS = 180_000;
const CLOSE_TIMEOUT_MS = 30_000;

/** Maximum number of statements waiting for the session; further ones are refused. */
const MAX_WAITING = 1000;

/**
 * PostGIS in a folder: PGlite in its own worker, one session, statements and transactions run one after another.
 *
 * A session that lost an error, timed out or died is discarded; the next statement opens a new one from the
 * write-ahead log (about 2 s), with everything committed and nothing else.
 *
 * @throws {GeodataError} STORE_FOLDER_LOCKED, STORE_FOLDER_UNWRITABLE, STORE_SELF_TEST_FAILED, STORE_WORKER_FAILED
 */
export async function openEmbeddedStore(options: EmbeddedOptions): Promise<EmbeddedStore> {
	const folder = claimFolder(options.folder);
	const { dataDir } = folder;
	let link: SessionLink | null = null;
	let tail: Promise<unknown> = Promise.resolve();
	let waiting = 0;
	let closed = false;

	const openLink = async (archivePath: string | null): Promise<SessionLink> => {
		const fresh = startSession({ dataDir, archivePath });
		try {
			await fresh.request({ op: "open" }, OPEN_TIMEOUT_MS);
		} catch (error) {
			await fresh.terminate();
			throw error;
		}
		return fresh;
	};

	const readyLink = async (): Promise<SessionLink> => {
		if (link?.broken) {
			await link.terminate();
			link = null;
		}
		link ??= await openLink(null);
		return link;
	};

	const scope = new TransactionScope();

	/** Gives `work` exclusive use of the session, in order of arrival. */
	const exclusively = async <T>(
		call: "query" | "transaction" | "dump",
		work: (session: SessionLink) => Promise<T>,
	): Promise<T> => {
		if (closed) throw new GeodataError("STORE_CLOSED", "The store has been closed.");
		scope.refuseInside(call);
		if (waiting >= MAX_WAITING) {
			throw new GeodataError(
				"STORE_BUSY",
				`${waiting} statements are waiting for the embedded database; at most ${MAX_WAITING} may.`,
				{ waiting, allowed: MAX_WAITING },
			);
		}
		waiting += 1;
		const result = tail.then(async () => {
			waiting -= 1;
			return work(await readyLink());
		});
		tail = result.catch(() => undefined);
		return result;
	};

	const run = async (session: SessionLink, command: SessionCommand): Promise<Row[]> =>
		(await session.request(command, options.statementTimeoutMs)) as Row[];

	try {
		options.onProgress?.(folder.isNew ? "create" : "open");
		link = await openLink(folder.isNew ? (options.archivePath ?? null) : null);
		folder.markComplete();
	} catch (error) {
		folder.release();
		throw error;
	}

	return {
		kind: "embedded",

		async query<T extends Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
			const encoded = params.map(encodeParam);
			return (await exclusively("query", (session) =>
				run(session, { op: "queryAlone", sql, params: encoded }),
			)) as T[];
		},

		transaction<T>(work: (tx: QueryRunner) => Promise<T>): Promise<T> {
			return exclusively("transaction", async (session) => {
				await run(session, { op: "begin" });
				const { runner, finish } = transactionRunner((sql, params) =>
					run(session, { op: "query", sql, params: params.map(encodeParam) }),
				);
				try {
					let result: T;
					try {
						result = await scope.run(() => work(runner));
					} finally {
						await finish();
					}
					await run(session, { op: "commit" });
					return result;
				} catch (error) {
					if (!session.broken) await run(session, { op: "rollback" });
					throw error;
				}
			});
		},

		dump: () =>
			exclusively(
				"dump",
				(session) => session.request({ op: "dump" }, OPEN_TIMEOUT_MS) as Promise<Uint8Array>,
			),

		async close() {
			if (closed) return;
			scope.refuseInside("close");
			closed = true;
			await tail;
			try {
				if (link !== null && !link.broken) await link.request({ op: "close" }, CLOSE_TIMEOUT_MS);
			} finally {
				await link?.terminate();
				folder.release();
			}
		},
	};
}
