import { openAsBlob } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { postgis } from "@electric-sql/pglite-postgis";
import { GeodataError, isGeodataError } from "../../../../geodata/units/error.ts";
import { PARSED_OIDS, parserOf } from "../parse-value.ts";
import { SESSION_SETTINGS } from "../session-settings.ts";
import { createSession, type Session, selfTest } from "./session.ts";
import type {
	SessionCommand,
	SessionOptions,
	SessionReply,
	SessionRequest,
	SessionResult,
} from "./session-message.ts";

// PGlite blocks its thread while a statement runs, so it has this worker. The host sends one command at a time.

interface OpenDatabase {
	readonly db: PGlite;
	readonly session: Session;
}

const options = workerData as SessionOptions;
let open: OpenDatabase | null = null;

async function openDatabase(): Promise<OpenDatabase> {
	const db = await PGlite.create({
		dataDir: options.dataDir,
		extensions: { postgis },
		...(options.archivePath === null ? {} : { loadDataDir: await openAsBlob(options.archivePath) }),
	});
	// The host encodes parameters, and this worker parses rows with the same tables as pg.
	for (const oid of Object.keys(db.serializers)) db.serializers[oid] = (text: string) => text;
	for (const oid of [...Object.keys(db.parsers), ...PARSED_OIDS]) db.parsers[oid] = parserOf(Number(oid));

	const session = createSession(
		{ query: (sql, params) => db.query(sql, params), exec: (sql) => db.exec(sql) },
		exceptionCounter(db),
	);
	await session.queryAlone("create extension if not exists postgis", []);
	await db.exec(SESSION_SETTINGS);
	await selfTest(session);
	return { db, session };
}

function exceptionCounter(db: PGlite): () => number {
	const count = (db.Module as unknown as Record<string, unknown>).___cxa_uncaught_exceptions;
	if (typeof count !== "function") {
		throw new GeodataError(
			"STORE_SELF_TEST_FAILED",
			"This build of the embedded database cannot tell whether a geometry operation failed; reinstall the locked versions with npm ci.",
		);
	}
	return () => Number(count());
}

async function perform(command: SessionCommand): Promise<SessionResult> {
	if (command.op === "open") {
		open = await openDatabase();
		return null;
	}
	if (open === null) throw new GeodataError("STORE_CLOSED", "The embedded database is not open.");
	const { db, session } = open;
	switch (command.op) {
		case "query":
			return session.query(command.sql, command.params);
		case "queryAlone":
			return session.queryAlone(command.sql, command.params);
		case "begin":
		case "commit":
		case "rollback":
			await session[command.op]();
			return null;
		case "dump":
			return new Uint8Array(await (await db.dumpDataDir("gzip")).arrayBuffer());
		case "close":
			open = null;
			await db.close();
			return null;
	}
}

async function reply(request: SessionRequest): Promise<SessionReply> {
	try {
		return { id: request.id, result: await perform(request.command) };
	} catch (error) {
		const { code, message, details } = isGeodataError(error) ? error : unexpectedError(error);
		return { id: request.id, error: { code, message, details } };
	}
}

function unexpectedError(error: unknown): GeodataError {
	const reason = error instanceof Error ? error.message : String(error);
	return new GeodataError("STORE_WORKER_FAILED", `The embedded database stopped: ${reason}.`);
}

parentPort?.on("message", async (request: SessionRequest) => {
	parentPort?.postMessage(await reply(request));
});
