import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, inject } from "vitest";
import { openEmbeddedStore } from "../db/store/embedded/embedded-store.ts";
import { openPgStore } from "../db/store/pg-store.ts";
import type { Store } from "../db/store/store.ts";
import {
	createDatabase,
	databaseUrl,
	dropDatabase,
	type StoreTemplate,
	TEST_STATEMENT_TIMEOUT_MS,
} from "./template.ts";

/** A fresh migrated store with the catalogue and no city, of the suite's type; `remove` also closes it. */
export interface TestStore {
	readonly store: Store;
	remove(): Promise<void>;
}

let count = 0;

export async function openTestStore(template: StoreTemplate = inject("storeTemplate")): Promise<TestStore> {
	if (template.kind === "embedded") {
		const folder = mkdtempSync(join(tmpdir(), "lucheng-store-"));
		const store = await openEmbeddedStore({
			folder,
			archivePath: template.archivePath,
			statementTimeoutMs: TEST_STATEMENT_TIMEOUT_MS,
		});
		return {
			store,
			async remove() {
				await store.close();
				rmSync(folder, { recursive: true, force: true });
			},
		};
	}
	const { adminUrl } = template;
	const database = `lucheng_test_${process.pid}_${count++}`;
	await createDatabase(adminUrl, database, template.database);
	const store = await openPgStore({
		databaseUrl: databaseUrl(adminUrl, database),
		statementTimeoutMs: TEST_STATEMENT_TIMEOUT_MS,
	});
	return {
		store,
		async remove() {
			await store.close();
			await dropDatabase(adminUrl, database);
		},
	};
}

/**
 * Gives a test file its own store: call it at the top level, read `.store` inside hooks and tests.
 */
export function withStore(): { readonly store: Store } {
	let open: TestStore | null = null;
	beforeAll(async () => {
		open = await openTestStore();
	});
	afterAll(async () => {
		await open?.remove();
	});
	return {
		get store() {
			if (open === null) throw new Error("The store is there only inside hooks and tests.");
			return open.store;
		},
	};
}
