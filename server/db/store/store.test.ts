import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withStore } from "../../test/with-store.ts";
import type { Store } from "./store.ts";

const given = withStore();

describe("types, the same on both stores", () => {
	test("every type that is parsed", async () => {
		const [row] = await given.store.query(`select
			true as bool, 7::smallint as int2, 7::int as int4, 9007199254740991::bigint as int8,
			0.1::float8 as float8, 1.5::float4 as float4, 12.5::numeric as numeric,
			'鹿"城\\'::text as text, null::text as nothing,
			'\\x00ff'::bytea as bytes, '{"a":[1,null]}'::jsonb as jsonb, '[1]'::json as json,
			'2026-01-31 08:15:00.25+08'::timestamptz as at,
			array[1,null,3] as ints, array['a,b','"q"',null,''] as texts, array[true,false] as bools,
			array['\\x01'::bytea] as byte_list, array['{"a":1}'::jsonb] as json_list,
			array[array[1,2],array[3,4]] as grid, '{}'::int[] as empty,
			'[0:1]={5,6}'::int[] as bounded, st_point(1, 2, 4326) as geom`);
		expect(row).toEqual({
			bool: true,
			int2: 7,
			int4: 7,
			int8: 9007199254740991,
			float8: 0.1,
			float4: 1.5,
			numeric: 12.5,
			text: '鹿"城\\',
			nothing: null,
			bytes: new Uint8Array([0, 255]),
			jsonb: { a: [1, null] },
			json: [1],
			at: new Date("2026-01-31T00:15:00.250Z"),
			ints: [1, null, 3],
			texts: ["a,b", '"q"', null, ""],
			bools: [true, false],
			byte_list: [new Uint8Array([1])],
			json_list: [{ a: 1 }],
			grid: [
				[1, 2],
				[3, 4],
			],
			empty: [],
			bounded: [5, 6],
			geom: "0101000020E6100000000000000000F03F0000000000000040",
		});
	});

	test("what goes in as a parameter comes out again", async () => {
		const text = fc.string({ unit: "grapheme", maxLength: 20 }).filter((value) => !value.includes("\0"));
		const time = fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true });
		await fc.assert(
			fc.asyncProperty(
				fc.boolean(),
				fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }),
				fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
				text,
				fc.uint8Array({ maxLength: 40 }),
				time,
				fc.array(fc.option(text), { maxLength: 5 }),
				fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 4 }),
				async (bool, int, double, string, bytes, at, texts, byteList) => {
					const [row] = await given.store.query(
						`select $1::bool as bool, $2::bigint as int, $3::float8 as double, $4::text as string,
							$5::bytea as bytes, $6::timestamptz as at, $7::text[] as texts, $8::bytea[] as "byteList",
							$9::jsonb as json`,
						[bool, int, double, string, bytes, at, texts, byteList, { string, double }],
					);
					expect(row).toEqual({
						bool,
						int,
						double,
						string,
						bytes,
						at,
						texts,
						byteList,
						json: { string, double },
					});
				},
			),
			{ numRuns: 60 },
		);
	});

	test("typed arrays are array parameters", async () => {
		const [row] = await given.store.query("select $1::float8[] as a, $2::int[] as b", [
			new Float64Array([0.5, -1e-9]),
			new Int32Array([-1, 2]),
		]);
		expect(row).toEqual({ a: [0.5, -1e-9], b: [-1, 2] });
	});

	test.each([
		[Number.NaN, "STORE_BAD_NUMBER"],
		[Number.POSITIVE_INFINITY, "STORE_BAD_NUMBER"],
		[[1, Number.NaN], "STORE_BAD_NUMBER"],
		["a\0b", "STORE_BAD_TEXT"],
		[new Date(Number.NaN), "STORE_BAD_DATE"],
		[() => 1, "STORE_BAD_PARAM"],
	])("%s is refused before it reaches SQL", async (value, code) => {
		await expect(given.store.query("select $1", [value])).rejects.toMatchObject({ code });
		expect(await given.store.query("select 1 as one")).toEqual([{ one: 1 }]);
	});

	test("several statements in one text return the rows of the last", async () => {
		expect(await given.store.query("create table pair (a int); drop table pair; select 2 as two")).toEqual([
			{ two: 2 },
		]);
	});
});

describe("transactions", () => {
	test("are kept whole or not at all", async () => {
		const { store } = given;
		await store.query("create table ledger_test (id int primary key)");
		await store.transaction(async (tx) => {
			await tx.query("insert into ledger_test values (1)");
			await tx.query("insert into ledger_test values (2)");
		});
		await expect(
			store.transaction(async (tx) => {
				await tx.query("insert into ledger_test values (3)");
				throw new Error("second thoughts");
			}),
		).rejects.toThrow("second thoughts");
		expect(await store.query("select id from ledger_test order by id")).toEqual([{ id: 1 }, { id: 2 }]);
	});

	test("a failed statement dooms its transaction even when it is caught", async () => {
		const { store } = given;
		await store.query("create table doomed (id int primary key)");
		const swallowed = store.transaction(async (tx) => {
			await tx.query("insert into doomed values (1)");
			await tx.query("insert into doomed values (1)").catch(() => undefined);
			return "done";
		});
		await expect(swallowed).rejects.toMatchObject({
			code: "STORE_QUERY_FAILED",
			details: { sqlState: "23505", table: "doomed", constraint: "doomed_pkey" },
		});
		expect(await store.query("select id from doomed")).toEqual([]);
	});

	test("a runner does not outlive its transaction", async () => {
		const late = await given.store.transaction(async (tx) => tx);
		await expect(late.query("select 1")).rejects.toMatchObject({ code: "STORE_TRANSACTION_OVER" });
	});

	test.each([
		["query", (store: Store) => store.query("select 1")],
		["transaction", (store: Store) => store.transaction((tx) => tx.query("select 1"))],
		["close", (store: Store) => store.close()],
	])("refuse the store's own %s, which would wait for itself", async (call, use) => {
		const { store } = given;
		// At any depth, even after the enclosing call was awaited.
		const deep = () =>
			new Promise((resolve, reject) => setTimeout(() => use(store).then(resolve, reject), 1));
		for (const inside of [() => use(store), deep]) {
			await expect(store.transaction(inside)).rejects.toMatchObject({
				code: "STORE_INSIDE_TRANSACTION",
				message: expect.stringContaining(`store.${call} was called inside a transaction`),
			});
		}
		expect(await store.query("select 1 as one")).toEqual([{ one: 1 }]);
	});

	test("leave the store to calls they start for later, and to other callers meanwhile", async () => {
		const { store } = given;
		let begin = () => {};
		const begun = new Promise<void>((resolve) => {
			begin = resolve;
		});
		const later = await store.transaction(async (tx) => {
			await tx.query("select 1");
			return { answer: begun.then(() => store.query("select 2 as two")) };
		});
		begin();
		expect(await later.answer).toEqual([{ two: 2 }]);
		const [, rows] = await Promise.all([
			store.transaction((tx) => tx.query("select 1")),
			store.query("select 3 as three"),
		]);
		expect(rows).toEqual([{ three: 3 }]);
	});

	test("statements started together run in order", async () => {
		const rows = await given.store.transaction((tx) =>
			Promise.all([1, 2, 3].map((n) => tx.query("select $1::int as n", [n]))),
		);
		expect(rows).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
	});

	test("many at once do not interleave", async () => {
		const { store } = given;
		await store.query("create table counter (n int); insert into counter values (0)");
		await Promise.all(
			Array.from({ length: 20 }, () =>
				store.transaction(async (tx) => {
					const [row] = await tx.query<{ n: number }>("select n from counter for update");
					await tx.query("update counter set n = $1", [(row?.n ?? 0) + 1]);
				}),
			),
		);
		expect(await store.query("select n from counter")).toEqual([{ n: 20 }]);
	});
});

/**
 * An overlay of a ring that crosses itself, without a grid, makes GEOS throw. PGlite alone would keep the rows before
 * the bad one and report success.
 */
const HALF_FAILING_INSERT = `
	insert into overlay select n, st_intersection(
		case when n = 50 then 'POLYGON((0 0,10 10,10 0,0 10,0 0))'::geometry else st_makeenvelope(0,0,10,10) end,
		st_makeenvelope(0,0,4,4)) from generate_series(1, 100) as n`;

describe("an error of GEOS", () => {
	test("is raised and rolled back, also by a statement on its own", async () => {
		const { store } = given;
		await store.query("create table overlay (n int, geom geometry)");
		const code = store.kind === "embedded" ? "STORE_LOST_ERROR" : "STORE_QUERY_FAILED";
		await expect(store.query(HALF_FAILING_INSERT)).rejects.toMatchObject({ code });
		expect(await store.query("select count(*) as n from overlay")).toEqual([{ n: 0 }]);

		const whole = store.transaction(async (tx) => {
			await tx.query("insert into overlay values (0, st_point(0, 0))");
			await tx.query(HALF_FAILING_INSERT).catch(() => undefined);
		});
		await expect(whole).rejects.toMatchObject({ code });
		expect(await store.query("select count(*) as n from overlay")).toEqual([{ n: 0 }]);

		await store.query("insert into overlay values (1, st_point(0, 0))");
		expect(await store.query("select n from overlay")).toEqual([{ n: 1 }]);
	});
});
