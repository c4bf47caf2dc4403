import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import { writeCatalogue } from "../db/catalogue/write-catalogue.ts";
import { openEmbeddedStore } from "../db/store/embedded/embedded-store.ts";
import { migrate, shippedMigrations } from "../db/store/migrate.ts";
import { openPgStore } from "../db/store/pg-store.ts";
import type { Store } from "../db/store/store.ts";

/** A migrated store with the catalogue, copied at the start of each test file. */
export type StoreTemplate =
	| { readonly kind: "embedded"; readonly archivePath: string }
	| { readonly kind: "server"; readonly adminUrl: string; readonly database: string };

export const TEST_STATEMENT_TIMEOUT_MS = 60_000;

const CACHE = new URL("../../node_modules/.cache/lucheng-yike/", import.meta.url);

/** The archive is kept between runs; its name changes with its inputs. */
export async function embeddedTemplate(): Promise<Extract<StoreTemplate, { kind: "embedded" }>> {
	const hash = createHash("sha256");
	hash.update(JSON.stringify([shippedMigrations(), CATALOGUE]));
	hash.update(readFileSync(new URL("../../package-lock.json", import.meta.url)));
	const archivePath = join(CACHE.pathname, `store-${hash.digest("hex").slice(0, 16)}.tgz`);
	if (!existsSync(archivePath)) {
		mkdirSync(CACHE, { recursive: true });
		const folder = mkdtempSync(join(tmpdir(), "lucheng-template-"));
		const store = await openEmbeddedStore({ folder, statementTimeoutMs: TEST_STATEMENT_TIMEOUT_MS });
		try {
			await prepare(store);
			const partial = `${archivePath}.${process.pid}`;
			writeFileSync(partial, await store.dump());
			renameSync(partial, archivePath);
		} finally {
			await store.close();
			rmSync(folder, { recursive: true, force: true });
		}
	}
	return { kind: "embedded", archivePath };
}

export async function serverTemplate(adminUrl: string): Promise<StoreTemplate> {
	const database = `lucheng_template_${process.pid}`;
	await createDatabase(adminUrl, database, null);
	const store = await openPgStore({
		databaseUrl: databaseUrl(adminUrl, database),
		statementTimeoutMs: TEST_STATEMENT_TIMEOUT_MS,
	});
	try {
		await prepare(store);
	} finally {
		await store.close();
	}
	return { kind: "server", adminUrl, database };
}

async function prepare(store: Store): Promise<void> {
	await migrate(store);
	await writeCatalogue(store, CATALOGUE);
}

export function databaseUrl(adminUrl: string, database: string): string {
	const url = new URL(adminUrl);
	url.pathname = `/${database}`;
	return url.href;
}

/** @param template Database to copy; null starts from an empty one. */
export function createDatabase(adminUrl: string, database: string, template: string | null): Promise<void> {
	return administer(adminUrl, [
		`drop database if exists ${database} with (force)`,
		`create database ${database}${template === null ? "" : ` template ${template}`}`,
	]);
}

export function dropDatabase(adminUrl: string, database: string): Promise<void> {
	return administer(adminUrl, [`drop database if exists ${database} with (force)`]);
}

async function administer(adminUrl: string, statements: readonly string[]): Promise<void> {
	const admin = await openPgStore({
		databaseUrl: adminUrl,
		statementTimeoutMs: TEST_STATEMENT_TIMEOUT_MS,
	});
	try {
		for (const statement of statements) await admin.query(statement);
	} finally {
		await admin.close();
	}
}
