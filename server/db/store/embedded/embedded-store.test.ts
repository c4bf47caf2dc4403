import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, inject, test, vi } from "vitest";
import { type EmbeddedStore, openEmbeddedStore } from "./embedded-store.ts";

// Each test opens databases in sequence, seconds each even on an idle machine.
vi.setConfig({ testTimeout: 300_000 });

const base = mkdtempSync(join(tmpdir(), "lucheng-embedded-"));
afterAll(() => rmSync(base, { recursive: true, force: true }));

const archivePath = inject("storeArchivePath");

function open(folder: string, statementTimeoutMs = 60_000): Promise<EmbeddedStore> {
	return openEmbeddedStore({ folder, archivePath, statementTimeoutMs });
}

/** Starts the inserting process, kills it at `killAfter` rows, and resolves with the rows it acknowledged. */
function insertUntilKilled(folder: string, killAfter: number): Promise<number> {
	const child = spawn(process.execPath, ["server/test/keep-inserting.ts", folder], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	let heard = "";
	let said = "";
	child.stderr.on("data", (chunk) => {
		said += chunk;
	});
	child.stdout.on("data", (chunk) => {
		heard += chunk;
		if (heard.split("\n").length > killAfter) child.kill("SIGKILL");
	});
	return new Promise((resolve, reject) => {
		// Not at `exit`: its last output may still be in the pipe.
		child.once("close", (_code, signal) => {
			const acknowledged = heard.split("\n").filter(Boolean).length;
			if (signal === "SIGKILL") resolve(acknowledged);
			else reject(new Error(`the inserting process ended by itself: ${said}`));
		});
	});
}

test("kill -9 loses nothing acknowledged and leaves no partial transaction", async () => {
	const folder = join(base, "killed");
	const store = await open(folder);
	await store.query(
		"create table acknowledged (n int primary key); create table acknowledged_twice (n int, t text)",
	);
	await store.close();

	for (const round of [1, 2]) {
		const acknowledged = await insertUntilKilled(folder, 40 * round);
		const reopened = await open(folder);
		const [kept] = await reopened.query<{ once: number; twice: number; last: number }>(
			`select (select count(*) from acknowledged) as once, (select count(*) from acknowledged_twice) as twice,
				(select max(n) from acknowledged) as last`,
		);
		// One row more than acknowledged may have been committed before the kill.
		expect(kept?.last).toBeGreaterThanOrEqual(acknowledged);
		expect(kept?.last).toBeLessThanOrEqual(acknowledged + 1);
		expect(kept).toEqual({ once: kept?.last, twice: kept?.last, last: kept?.last });
		await reopened.query("truncate acknowledged, acknowledged_twice");
		await reopened.close();
	}
});

test("a second process on the folder is refused, with the first one's number", async () => {
	const folder = join(base, "shared");
	const store = await open(folder);
	const second = spawn(process.execPath, ["server/test/keep-inserting.ts", folder], {
		stdio: ["ignore", "ignore", "pipe"],
	});
	let said = "";
	second.stderr.on("data", (chunk) => {
		said += chunk;
	});
	const code = await new Promise((resolve) => second.once("close", resolve));
	expect(code).not.toBe(0);
	expect(said).toContain("STORE_FOLDER_LOCKED");
	expect(said).toContain(`${folder} is in use by process ${process.pid}`);

	await expect(open(folder)).rejects.toMatchObject({
		code: "STORE_FOLDER_LOCKED",
		details: { pid: process.pid },
	});
	expect(await store.query("select 1 as alive")).toEqual([{ alive: 1 }]);

	await store.close();
	const next = await open(folder);
	await next.close();
});

test("a folder that cannot be written is refused", async () => {
	const file = join(base, "file");
	writeFileSync(file, "");
	await expect(open(join(file, "below"))).rejects.toMatchObject({
		code: "STORE_FOLDER_UNWRITABLE",
		details: { folder: join(file, "below") },
	});
});

test("a creation that was killed half way is started over", async () => {
	const folder = join(base, "half");
	const first = await open(folder);
	await first.close();
	// The state after a kill during creation: the marker, and some files missing.
	writeFileSync(join(folder, "creating"), "");
	rmSync(join(folder, "pg", "global"), { recursive: true });

	const second = await open(folder);
	expect(await second.query("select count(*) > 0 as filled from lucheng.walk_profile")).toEqual([
		{ filled: true },
	]);
	expect(existsSync(join(folder, "creating"))).toBe(false);
	await second.close();
});

test("a statement over its time limit is stopped; waiting statements and committed rows survive", async () => {
	const store = await open(join(base, "slow"), 4000);
	await store.query("create table kept (n int)");
	await store.query("insert into kept values (1)");
	const slow = store.transaction(async (tx) => {
		await tx.query("insert into kept values (2)");
		await tx.query("select pg_sleep(60)");
	});
	const behind = store.query("select n from kept");
	await expect(slow).rejects.toMatchObject({ code: "STORE_TIMEOUT", details: { allowedMs: 4000 } });
	expect(await behind).toEqual([{ n: 1 }]);
	await store.close();
	await expect(store.query("select 1")).rejects.toMatchObject({ code: "STORE_CLOSED" });
});
