import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { findCircles } from "./find-circles.ts";
import { findViolations } from "./find-violations.ts";
import { ROOMS } from "./rooms.ts";

const root = mkdtempSync(join(tmpdir(), "lucheng-arrows-"));
afterAll(() => rmSync(root, { recursive: true }));
beforeEach(() => {
	rmSync(root, { recursive: true });
	mkdirSync(root);
});

function plant(files: Readonly<Record<string, string>>): void {
	for (const [file, source] of Object.entries(files)) {
		mkdirSync(dirname(join(root, file)), { recursive: true });
		writeFileSync(join(root, file), source);
	}
}

/** Violations in files only; in a tree of two files most arrows of the table are unused. */
const complaints = () => findViolations(root, ROOMS).filter((line) => !line.endsWith("take it off"));

describe("a house with one thing wrong", () => {
	it.each<[what: string, file: string, source: string, complaint: RegExp]>([
		[
			"client takes of server",
			"client/api/x.ts",
			'import { a } from "../../server/app.ts";',
			/server\/app\.ts/,
		],
		["by a type", "client/api/x.ts", 'import type { A } from "../../server/app.ts";', /server\/app\.ts/],
		["by a re-export", "client/api/x.ts", 'export * from "../../server/app.ts";', /server\/app\.ts/],
		["by a named re-export", "client/api/x.ts", 'export { a } from "../../server/app.ts";', /server\/app/],
		["in the place of a type", "client/api/x.ts", 'type A = import("../../server/app.ts").A;', /server\/app/],
		[
			"server takes of scripts",
			"server/app.ts",
			'import "../scripts/start.ts";',
			/server may import .*server\/db/,
		],
		[
			"geodata takes of server",
			"geodata/cost/x.ts",
			'import "../../server/app.ts";',
			/geodata\/cost may import/,
		],
		["a room of geodata looks up", "geodata/units/x.ts", 'import "../graph/y.ts";', /may import nothing/],
		[
			"a room of server looks up",
			"server/db/x.ts",
			'import { a } from "../routes/y.ts";',
			/server\/routes\/y\.ts/,
		],
		["a room of client looks up", "client/api/x.ts", 'import { a } from "../workspaces/y.ts";', /workspaces/],
		[
			"pg asked for as it runs",
			"server/db/x.ts",
			'const pg = await import("pg");',
			/only server\/db\/store\/pg-store\.ts/,
		],
		["pg in another room", "server/routes/x.ts", 'import { Pool } from "pg";', /server\/routes may use/],
		["a type of pg", "server/routes/x.ts", 'type P = import("pg").Pool;', /server\/routes may use/],
		["MapLibre asked for", "client/derived/x.ts", 'await import("maplibre-gl");', /client\/derived may use/],
		[
			"MapLibre by its name alone",
			"client/map/x.ts",
			'import "maplibre-gl";',
			/only client\/base-map\/base-map/,
		],
		[
			"MapLibre by a template",
			"client/map/x.ts",
			"await import(`maplibre-gl`);",
			/only client\/base-map\/base-map/,
		],
		["MapLibre at the entry", "client/main.tsx", 'import { Map } from "maplibre-gl";', /client may use/],
		[
			"env of node:process",
			"server/http/x.ts",
			'import { env } from "node:process";',
			/reads the environment/,
		],
		[
			"all of node:process",
			"server/http/x.ts",
			'import * as p from "node:process";',
			/reads the environment/,
		],
		["process.env", "server/http/x.ts", "export const a = process.env.A;", /reads the environment/],
		["process['env']", "server/http/x.ts", 'export const a = globalThis.process["env"];', /the environment/],
		["env out of process", "server/http/x.ts", "const { env: e } = process;", /reads the environment/],
		[
			"pino in geodata",
			"geodata/units/x.ts",
			'import pino from "pino";',
			/geodata\/units may use no package/,
		],
		["express in geodata", "geodata/coverage/x.ts", 'import express from "express";', /may use no package/],
		["gcoord beside datum", "geodata/graph/x.ts", 'import g from "gcoord";', /may use flatbush/],
		["Node in geodata", "geodata/units/x.ts", 'import "node:fs";', /may use no package/],
		["Node by its old name", "geodata/units/x.ts", 'import { join } from "path";', /may use no package/],
		["Node in client", "client/derived/x.ts", 'import { join } from "node:path";', /client\/derived may use/],
		["deck.gl in ui", "client/ui/x.tsx", 'import { Deck } from "@deck.gl/core";', /may use/],
		["PGlite in a route", "server/routes/x.ts", 'import { PGlite } from "@electric-sql/pglite";', /may use/],
		[
			"PGlite beside its folder",
			"server/db/x.ts",
			'import "@electric-sql/pglite/live";',
			/the embedded PostGIS/,
		],
		["SQL in a route", "server/routes/x.ts", 'const a = "select name from city";', /holds SQL/],
		[
			"SQL put together",
			"server/routes/x.ts",
			`const a = \`select \${b}, c from \${t} where x\`;`,
			/holds SQL/,
		],
		["SQL that writes", "server/http/x.ts", "q(`\n\tupdate city set name = $1`)", /x\.ts:1 holds SQL/],
		[
			"React on the map",
			"client/map/x.ts",
			'import { useState } from "react";',
			/only client\/map\/use-map\.ts/,
		],
		["React in a room without", "client/derived/x.tsx", 'import { useState } from "react";', /may use/],
		["a path put together", "server/db/x.ts", `await import(\`./\${name}.ts\`);`, /only known at run time/],
		["a path in a variable", "server/db/x.ts", "await import(name);", /only known at run time/],
		["require", "server/http/x.ts", 'const pg = require("pg");', /server\/http may use/],
		["import =", "server/http/x.ts", 'import pg = require("pg");', /server\/http may use/],
		[
			"a worker of another room",
			"server/http/x.ts",
			'new URL("../engine2/w.ts", import.meta.url)',
			/engine2/,
		],
		["outside the house", "server/http/x.ts", 'import "../../../elsewhere.ts";', /outside the house/],
		["a room nobody drew", "server/cellar/x.ts", 'import "../app.ts";', /server\/cellar is no room/],
		[
			"a test of client takes of server",
			"client/api/x.test.ts",
			'import "../../server/app.ts";',
			/tests of client/,
		],
	])("%s", (_what, file, source, complaint) => {
		plant({ [file]: source });
		const [first, ...more] = complaints();
		expect(first).toMatch(complaint);
		expect(first).toContain(file);
		expect(more).toEqual([]);
	});

	it("names a circle of rooms, though no file is in one", () => {
		plant({
			"client/a/x.ts": 'import "../b/x.ts";',
			"client/b/x.ts": "",
			"client/b/y.ts": 'import "../a/z.ts";',
			"client/a/z.ts": "",
		});
		const room = (...rooms: string[]) => ({ rooms, packages: [] });
		expect(findViolations(root, { "client/a": room("client/b"), "client/b": room("client/a") })).toEqual([
			"a circle of rooms: client/a → client/b",
		]);
	});

	it("names a circle of files, by a type too", () => {
		plant({
			"server/db/a.ts": 'import { b } from "./b.ts";',
			"server/db/b.ts": 'import { c } from "./deep/c.ts";',
			"server/db/deep/c.ts": 'import type { A } from "../a.ts";',
			"server/db/d.ts": 'import { a } from "./a.ts";',
		});
		expect(complaints()).toEqual([
			"a circle of files: server/db/a.ts → server/db/b.ts → server/db/deep/c.ts",
		]);
	});

	it("refuses an arrow that is drawn and not used", () => {
		plant({ "a/x.ts": 'import "./y/z.ts";', "a/y/z.ts": 'import "p/deep";' });
		const rooms = {
			a: { rooms: ["a/y", "b"], packages: [] },
			"a/y": { rooms: [], packages: ["p", "q"] },
			b: { rooms: [], packages: [] },
		};
		expect(findViolations(root, rooms)).toEqual([
			"a may use b and does not; take it off",
			"a/y may use q and does not; take it off",
		]);
	});

	it("does not read past what is not TypeScript", () => {
		plant({ "server/db/a.ts": "import { from" });
		expect(complaints).toThrow(/server\/db\/a\.ts/);
	});
});

describe("a house with nothing wrong", () => {
	it("may do all that the drawing says", () => {
		plant({
			"server/db/store/pg-store.ts": 'import { Pool } from "pg"; const a = "select 1 from city";',
			"server/db/x.ts": 'import { join } from "path"; import "fs/promises";',
			"server/main.ts": "export const a = process.env.A;",
			"client/main.tsx": 'import "@fontsource-variable/noto-sans-sc/wght.css";',
			"client/map/x.ts": 'import type { Map } from "maplibre-gl";\nimport { type Style } from "maplibre-gl";',
			"client/map/use-map.ts": 'import { useState } from "react"; await import("./x.ts");',
			"client/i18n/en.ts": 'export const a = "Select a home from the list";',
			"geodata/datum/x.ts": 'import gcoord from "gcoord"; import { a } from "../units/y.ts";',
			"geodata/datum/x.test.ts": 'import fc from "fast-check"; import "../../server/app.ts"; process.env.A;',
			"server/engine/pool.ts": 'new URL("./worker.ts", import.meta.url); new URL("data:,x", import.meta.url)',
		});
		expect(complaints()).toEqual([]);
	});
});

describe("findCircles", () => {
	it.each<[string, [string, string[]][], string[][]]>([
		[
			"none",
			[
				["a", ["b", "c"]],
				["b", ["c"]],
				["c", ["outside"]],
			],
			[],
		],
		["itself", [["a", ["a"]]], [["a"]]],
		[
			"two that share no file",
			[
				["a", ["b"]],
				["b", ["a", "c"]],
				["c", ["d"]],
				["d", ["c"]],
			],
			[
				["c", "d"],
				["a", "b"],
			],
		],
		[
			"two that share one",
			[
				["a", ["b", "c"]],
				["b", ["a"]],
				["c", ["a"]],
			],
			[["a", "b", "c"]],
		],
		[
			"one that leads to another",
			[
				["a", ["b"]],
				["b", ["a"]],
				["c", ["a", "d"]],
				["d", ["c"]],
			],
			[
				["a", "b"],
				["c", "d"],
			],
		],
	])("%s", (_what, arrows, circles) => {
		expect(findCircles(new Map(arrows))).toEqual(circles);
	});
});

describe("the types geodata is compiled with", () => {
	it.each([
		["nothing from outside", "export const a = 1;", 0],
		["a package whose types bring Node along", 'import pino from "pino";\nexport const a = pino;', 1],
		["a reference to Node", '/// <reference types="node" />\nexport const a = 1;', 1],
		["a reference to the DOM", '/// <reference lib="dom" />\nexport const a = 1;', 1],
	])("%s", (_what, source, status) => {
		plant({
			"pure/x.ts": source,
			"pure/tsconfig.json": JSON.stringify({
				compilerOptions: {
					target: "ES2024",
					module: "ESNext",
					moduleResolution: "bundler",
					lib: ["ES2024"],
					types: [],
					skipLibCheck: true,
				},
			}),
		});
		symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
		const run = spawnSync(process.execPath, ["scripts/check/pure-types.ts", join(root, "pure")]);
		expect([run.status, String(run.stderr).includes("some import brings it along")]).toEqual([
			status,
			status === 1,
		]);
	});
});
