import { createServer } from "node:net";
import { describe, expect, inject, test } from "vitest";
import { createDatabase, databaseUrl, dropDatabase } from "../../test/template.ts";
import { openPgStore } from "./pg-store.ts";
import { checkServer } from "./server-check.ts";
import type { Row, Store } from "./store.ts";

const open = (url: string) => openPgStore({ databaseUrl: url, statementTimeoutMs: 2000 });

async function failure(work: Promise<unknown>): Promise<{ code: string; message: string }> {
	return work.then(
		() => expect.fail("it was accepted"),
		(error) => error,
	);
}

test("an unreachable database is reported in one sentence without the password", async () => {
	const server = createServer().listen(0, "127.0.0.1");
	await new Promise((resolve) => server.once("listening", resolve));
	const { port } = server.address() as { port: number };
	await new Promise((resolve) => server.close(resolve));

	const error = await failure(open(`postgres://someone:s3cret@127.0.0.1:${port}/city`));
	expect(error.code).toBe("STORE_UNREACHABLE");
	expect(error.message).toContain(`127.0.0.1:${port}/city`);
	expect(JSON.stringify([error, error.message])).not.toContain("s3cret");
});

test.each(["mysql://localhost/city", "not a url", ""])("%j is no database url", async (url) => {
	expect((await failure(open(url))).code).toBe("STORE_URL_INVALID");
});

describe("what a server must be", () => {
	/** A server that reports these properties. */
	function saying(number: number, encoding: string, postgis: string | null, available = true): Store {
		const answers: [RegExp, Row[]][] = [
			[/server_version_num/, [{ number, version: String(number / 10_000), encoding }]],
			[/from pg_extension/, postgis === null ? [] : [{ version: postgis }]],
			[/pg_available_extensions/, available ? [{ name: "postgis" }] : []],
		];
		const query = async <T extends Row>(sql: string) =>
			(answers.find(([pattern]) => pattern.test(sql))?.[1] ?? []) as T[];
		return { kind: "server", query, transaction: (work) => work({ query }), close: async () => undefined };
	}

	test.each([
		["PostgreSQL 15 with PostGIS 3.3", saying(150_000, "UTF8", "3.3.0")],
		["a later PostGIS", saying(180_003, "UTF8", "4.0.1")],
	])("%s is accepted", async (_name, server) => {
		await expect(checkServer(server, "here")).resolves.toBeUndefined();
	});

	test.each([
		["STORE_POSTGRES_TOO_OLD", saying(140_011, "UTF8", "3.4.0")],
		["STORE_ENCODING", saying(160_000, "SQL_ASCII", "3.4.0")],
		["STORE_POSTGIS_TOO_OLD", saying(160_000, "UTF8", "3.2.9")],
		["STORE_POSTGIS_MISSING", saying(160_000, "UTF8", null, false)],
	])("%s", async (code, server) => {
		expect((await failure(checkServer(server, "here"))).code).toBe(code);
	});
});

const template = inject("storeTemplate");
if (template.kind === "server") {
	const { adminUrl } = template;

	test("a database that does not exist, a wrong user", async () => {
		expect((await failure(open(databaseUrl(adminUrl, "no_such_city")))).code).toBe("STORE_UNREACHABLE");
		const url = new URL(adminUrl);
		url.username = "nobody_here";
		expect((await failure(open(url.href))).code).toBe("STORE_UNREACHABLE");
	});

	test("a database without PostGIS whose user may not add it", async () => {
		const database = `lucheng_bare_${process.pid}`;
		await createDatabase(adminUrl, database, "template0");
		const admin = await open(adminUrl);
		await admin.query("drop role if exists lucheng_plain; create role lucheng_plain login");
		try {
			const url = new URL(databaseUrl(adminUrl, database));
			url.username = "lucheng_plain";
			const error = await failure(open(url.href));
			expect(error.code).toBe("STORE_POSTGIS_MISSING");
			expect(error.message).toContain(database);
		} finally {
			await admin.query("drop role lucheng_plain");
			await admin.close();
			await dropDatabase(adminUrl, database);
		}
	});

	test("a statement over its time is stopped by the server", async () => {
		const store = await open(adminUrl);
		expect((await failure(store.query("select pg_sleep(30)"))).code).toBe("STORE_TIMEOUT");
		expect(await store.query("select 1 as one")).toEqual([{ one: 1 }]);
		await store.close();
	});

	test("a connection the server cuts fails its transaction and is replaced", async () => {
		const store = await open(adminUrl);
		const other = await open(adminUrl);
		const cut = store.transaction(async (tx) => {
			const [row] = await tx.query<{ pid: number }>("select pg_backend_pid() as pid");
			await other.query("select pg_terminate_backend($1)", [row?.pid]);
			await tx.query("select 1");
		});
		expect((await failure(cut)).code).toBe("STORE_UNREACHABLE");
		expect(await store.query("select 1 as one")).toEqual([{ one: 1 }]);
		await other.close();
		await store.close();
	});
}
