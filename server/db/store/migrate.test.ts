import { expect, test } from "vitest";
import { withStore } from "../../test/with-store.ts";
import { migrate, shippedMigrations, toMigration } from "./migrate.ts";

const given = withStore();
const shipped = shippedMigrations();
const next = shipped.length + 1;
const file = (number: number, name: string) => `${String(number).padStart(6, "0")}_${name}.sql`;

test("shipped files are numbered one after another", () => {
	expect(shipped.map((migration) => migration.number)).toEqual(shipped.map((_migration, i) => i + 1));
});

test("a migrated store has nothing to apply", async () => {
	expect(await migrate(given.store)).toEqual([]);
});

test("a file that was edited after it was applied is refused, whatever its line ends", async () => {
	const crlf = shipped.map(({ file, sql }) => toMigration(file, sql.replaceAll("\n", "\r\n")));
	expect(await migrate(given.store, crlf)).toEqual([]);
	const edited = shipped.map(({ file, sql }, i) => toMigration(file, i === 1 ? `${sql}\n-- edited` : sql));
	await expect(migrate(given.store, edited)).rejects.toMatchObject({
		code: "STORE_MIGRATION_CHANGED",
		details: { file: shipped[1]?.file },
	});
});

test("a migration that fails leaves neither its tables nor its ledger row, and may be tried again", async () => {
	const { store } = given;
	const broken = toMigration(file(next, "broken"), "create table half (id int); select 1 / 0;");
	await expect(migrate(store, [...shipped, broken])).rejects.toMatchObject({
		code: "STORE_QUERY_FAILED",
		details: { sqlState: "22012" },
	});
	expect(await store.query("select to_regclass('half') as half")).toEqual([{ half: null }]);
	expect(await store.query("select max(number) as last from migration")).toEqual([{ last: shipped.length }]);

	const mended = toMigration(file(next, "mended"), "create table half (id int);");
	expect(await migrate(store, [...shipped, mended])).toEqual([mended.file]);
	// The earlier version does not know the file: it must not write to tables it does not know.
	await expect(migrate(store, shipped)).rejects.toMatchObject({
		code: "STORE_MIGRATION_UNKNOWN",
		details: { file: mended.file },
	});
});

test("every table has a comment on its purpose", async () => {
	const bare = await given.store.query(`
		select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname = 'lucheng' and c.relkind = 'r' and obj_description(c.oid) is null and c.relname <> 'half'`);
	expect(bare).toEqual([]);
});
