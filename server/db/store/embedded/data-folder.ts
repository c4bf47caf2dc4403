import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { GeodataError } from "../../../../geodata/units/error.ts";

/** A data folder locked by this process. */
export interface DataFolder {
	/** Folder of the database files. */
	readonly dataDir: string;
	/** True until {@link DataFolder.markComplete}: the database must be created. */
	readonly isNew: boolean;
	markComplete(): void;
	release(): void;
}

/**
 * Locks a folder for the embedded store, creating it where it is missing.
 *
 * Two processes on one folder silently lose rows, so a lock is held for the life of the process: an exclusive
 * transaction on a small SQLite file. The kernel releases it however the process ends, so stale locks and recycled
 * process ids cannot occur. A note beside it names the holder for the message.
 *
 * A creation that was interrupted is detected by its marker and restarted.
 *
 * @throws {GeodataError} STORE_FOLDER_LOCKED, STORE_FOLDER_UNWRITABLE
 */
export function claimFolder(folder: string): DataFolder {
	const path = resolve(folder);
	const holderPath = join(path, "holder.json");
	const creatingPath = join(path, "creating");
	const dataDir = join(path, "pg");
	try {
		mkdirSync(path, { recursive: true });
		writeFileSync(join(path, "write-probe"), "");
		rmSync(join(path, "write-probe"));
	} catch (error) {
		throw unwritable(path, error);
	}

	const lock = takeLock(path, holderPath);
	writeFileSync(holderPath, JSON.stringify({ pid: process.pid, since: new Date().toISOString() }));

	if (existsSync(creatingPath)) rmSync(dataDir, { recursive: true, force: true });
	const isNew = !existsSync(dataDir);
	if (isNew) writeFileSync(creatingPath, "");

	return {
		dataDir,
		isNew,
		markComplete: () => rmSync(creatingPath, { force: true }),
		release() {
			rmSync(holderPath, { force: true });
			lock.close();
		},
	};
}

function takeLock(path: string, holderPath: string): DatabaseSync {
	let lock: DatabaseSync | null = null;
	try {
		lock = new DatabaseSync(join(path, "store.lock"));
		lock.exec("begin exclusive");
		return lock;
	} catch (error) {
		lock?.close();
		if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw unwritable(path, error);
		const pid = readHolderPid(holderPath);
		throw new GeodataError(
			"STORE_FOLDER_LOCKED",
			`The data folder ${path} is in use by ${pid === null ? "another process" : `process ${pid}`}; stop it first, or choose another folder with LUCHENG_DATA.`,
			{ folder: path, pid },
		);
	}
}

const SQLITE_BUSY = 5;

function readHolderPid(holderPath: string): number | null {
	try {
		const { pid } = JSON.parse(readFileSync(holderPath, "utf8")) as { pid?: unknown };
		return typeof pid === "number" ? pid : null;
	} catch {
		return null;
	}
}

function unwritable(path: string, cause: unknown): GeodataError {
	const reason = cause instanceof Error ? cause.message : String(cause);
	return new GeodataError(
		"STORE_FOLDER_UNWRITABLE",
		`The data folder ${path} cannot be written (${reason}); choose a writable folder with LUCHENG_DATA.`,
		{ folder: path },
	);
}
