import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { listCities } from "./db/city/city.ts";
import { openEmbeddedStore } from "./db/store/embedded/embedded-store.ts";
import { saveTinyCity } from "./test/tiny-city.ts";

// Each test opens databases in sequence, seconds each even on an idle machine.
vi.setConfig({ testTimeout: 300_000 });

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "lucheng-main-"));
const withCity = join(root, "with-city");
const empty = join(root, "empty");
const archivePath = inject("storeArchivePath");
const openFolder = (folder: string) => openEmbeddedStore({ folder, archivePath, statementTimeoutMs: 60_000 });

beforeAll(async () => {
	for (const folder of [withCity, empty]) {
		const store = await openFolder(folder);
		if (folder === withCity) await saveTinyCity(store);
		await store.close();
	}
});
afterAll(() => rmSync(root, { recursive: true }));

const started: ChildProcess[] = [];
afterEach(() => {
	for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** The server as an operator runs it, with only the path from this process's environment. */
function start(env: Record<string, string>) {
	const child = spawn(process.execPath, [MAIN], {
		env: { PATH: process.env.PATH, HOST: "127.0.0.1", PORT: "0", ...env },
		stdio: ["ignore", "pipe", "pipe"],
	});
	started.push(child);
	const output = { stdout: "", stderr: "" };
	child.stdout.on("data", (chunk: Buffer) => {
		output.stdout += chunk;
	});
	child.stderr.on("data", (chunk: Buffer) => {
		output.stderr += chunk;
	});
	const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
	const said = async (what: RegExp): Promise<string> => {
		await expect.poll(() => output.stdout + output.stderr, { timeout: 120_000, interval: 50 }).toMatch(what);
		return what.exec(output.stdout + output.stderr)?.[0] ?? "";
	};
	return { child, output, exit, said, url: () => said(/http:\/\/127\.0\.0\.1:\d+/) };
}

/** One sentence on stderr, nothing else there, exit 1. */
async function refusesToStart(env: Record<string, string>, sentence: RegExp) {
	const { exit, output } = start(env);
	expect(await exit).toBe(1);
	const lines = output.stderr.trim().split("\n");
	expect(lines).toHaveLength(1);
	expect(lines[0]).toMatch(sentence);
	return output.stderr;
}

describe("starting and stopping", () => {
	it("serves the folder's data, refuses a second process on it, and closes on a signal", async () => {
		const first = start({ LUCHENG_DATA: withCity });
		const url = await first.url();
		const { cities } = (await (await fetch(`${url}/api/v1/cities`)).json()) as {
			cities: { cityId: string }[];
		};
		expect(cities.map(({ cityId }) => cityId)).toEqual(["tiny"]);
		await refusesToStart({ LUCHENG_DATA: withCity }, new RegExp(`${withCity}.*${first.child.pid}`));
		expect((await fetch(`${url}/readyz`)).status).toBe(200);
		first.child.kill("SIGTERM");
		expect(await first.exit).toBe(0);
		expect(first.output.stderr).toBe("");
		// Closed properly: the folder opens again at once.
		const store = await openFolder(withCity);
		expect(await listCities(store)).toHaveLength(1);
		await store.close();
	});

	it("reports progress while it starts, and keeps nothing of an aborted start", async () => {
		const server = start({ LUCHENG_DATA: empty });
		await server.said(/Drawing the sample city/);
		server.child.kill("SIGINT");
		expect(await server.exit).toBe(130);
		expect(server.output.stdout).not.toMatch(/is ready/);
		const store = await openFolder(empty);
		expect(await listCities(store)).toEqual([]);
		await store.close();
	});
});

describe("reasons not to start", () => {
	it("a port in use, before anything is opened", async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
		const { port } = taken.address() as AddressInfo;
		const never = join(root, "never-opened");
		await refusesToStart({ PORT: String(port), LUCHENG_DATA: never }, new RegExp(`^Port ${port} is in use`));
		taken.close();
	});

	it("invalid settings", async () => {
		await refusesToStart({ PORT: "http" }, /^PORT is "http"; allowed is a whole number from 0 to 65535\.$/);
		await refusesToStart({ HOST: "no.such.host.invalid" }, /^HOST no\.such\.host\.invalid is not an address/);
	});

	it("a data folder that cannot be written", async () => {
		const file = join(root, "a-file");
		writeFileSync(file, "");
		await refusesToStart({ LUCHENG_DATA: join(file, "data") }, /a-file/);
	});

	it("a database that is down, without telling its password", async () => {
		const databaseUrl = "postgresql://someone:hunter2@127.0.0.1:9/lucheng";
		expect(await refusesToStart({ DATABASE_URL: databaseUrl }, /127\.0\.0\.1:9/)).not.toContain("hunter2");
	});
});
