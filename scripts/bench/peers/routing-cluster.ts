import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openPgStore } from "../../../server/db/store/pg-store.ts";
import type { Store } from "../../../server/db/store/store.ts";
import { aptInstall } from "./apt.ts";

const BIN = "/usr/lib/postgresql/15/bin";
const EXTENSION = "/usr/share/postgresql/15/extension/pgrouting.control";
const PACKAGES = ["postgresql-15", "postgresql-15-postgis-3", "postgresql-15-pgrouting"];
const LOOPBACK = "127.0.0.1";
const QUERY_TIMEOUT_MS = 600_000;
const isRoot = process.getuid?.() === 0;

/** A PostgreSQL cluster with pgRouting in a temporary folder, deleted after the run. */
export class RoutingCluster {
	readonly store: Store;
	readonly #folder: string;

	private constructor(store: Store, folder: string) {
		this.store = store;
		this.#folder = folder;
	}

	/** @returns null where pgRouting is not installed and cannot be. */
	static async open(): Promise<RoutingCluster | null> {
		if (!existsSync(EXTENSION) && !aptInstall(...PACKAGES)) return null;
		const folder = mkdtempSync(join(tmpdir(), "lucheng-routing-"));
		if (isRoot) chownSync(folder, idOf("-u"), idOf("-g"));
		const port = await freePort();
		const data = join(folder, "data");
		asPostgres(
			join(BIN, "initdb"),
			"-D",
			data,
			"-A",
			"trust",
			"-U",
			"postgres",
			"-E",
			"UTF8",
			"--locale=C.UTF-8",
		);
		// Enough memory to avoid disk reads; one process per query, because our engine uses one thread.
		const settings = [`-p ${port}`, `-c listen_addresses=${LOOPBACK}`, "-c unix_socket_directories=''"];
		settings.push("-c fsync=off", "-c shared_buffers=512MB", "-c work_mem=256MB", "-c jit=off");
		const log = join(folder, "log");
		asPostgres(join(BIN, "pg_ctl"), "-D", data, "-w", "-l", log, "-o", settings.join(" "), "start");
		const store = await openPgStore({
			databaseUrl: `postgres://postgres@${LOOPBACK}:${port}/postgres`,
			statementTimeoutMs: QUERY_TIMEOUT_MS,
		});
		await store.query("create extension pgrouting");
		return new RoutingCluster(store, folder);
	}

	async close(): Promise<void> {
		await this.store.close();
		asPostgres(join(BIN, "pg_ctl"), "-D", join(this.#folder, "data"), "-m", "immediate", "stop");
		rmSync(this.#folder, { recursive: true, force: true });
	}
}

/** PostgreSQL refuses to run as root. */
function asPostgres(program: string, ...options: readonly string[]): void {
	const command = isRoot ? ["runuser", "-u", "postgres", "--", program, ...options] : [program, ...options];
	execFileSync(command[0] ?? "", command.slice(1), { stdio: "ignore", cwd: tmpdir() });
}

function idOf(flag: "-u" | "-g"): number {
	return Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }));
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, LOOPBACK, () => {
			const address = server.address();
			server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
		});
	});
}
