import {
	existsSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findViolations } from "../check/find-violations.ts";
import { ROOMS } from "../check/rooms.ts";
import { type BuildReport, clientConfig } from "./client-config.ts";
import { PAGES, type Page } from "./pages.ts";

const CLIENT = fileURLToPath(new URL("../../client", import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), "lucheng-pages-"));
afterAll(() => rmSync(temporary, { recursive: true }));

/** A public page in files that only this test's bundler sees. */
const PARKS: Page = { html: "parks.html", audience: "public", budgetBytes: 450_000 };
/** Scripts that pages share compress a little worse than the same in one: that is not held against the staff's. */
const STAFF = PAGES.map((page) => ({ ...page, budgetBytes: page.budgetBytes * 1.05 }));
const HTML = '<!doctype html><div id="root"></div><script type="module" src="./parks/main.tsx"></script>';
const MAIN = `
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { createQueryClient, useCities } from "../api/queries.ts";
import { BaseMap } from "../base-map/base-map.ts";
import { startI18n } from "../i18n/i18n.ts";
import { formatCount } from "../i18n/format.ts";
import { LIGHT } from "../styles/tokens.ts";
startI18n("zh");
const padding = { top: 0, right: 0, bottom: 0, left: 0 };
const nothing = { sources: {}, onLand: [], onGround: [], onNames: [] };
const events = { onCamera: () => undefined, onTileTrouble: () => undefined };
function Parks() {
	const { data } = useCities();
	const city = data?.[0];
	if (!city) return null;
	const show = (container) => {
		if (!container) return;
		const scaleContainer = container.nextSibling;
		const map = new BaseMap(
			container,
			{ cityId: city.cityId, bbox: city.bbox, camera: null, padding, tokens: LIGHT, events, scaleContainer },
			() => nothing,
		);
		return () => map.destroy();
	};
	return <main><h1>{city.name} {formatCount(1)}</h1><div ref={show} /><div /></main>;
}
createRoot(document.getElementById("root")).render(
	<QueryClientProvider client={createQueryClient()}><Parks /></QueryClientProvider>,
);
`;

const sources = (main: string): Plugin => {
	const files = new Map([
		[join(CLIENT, "parks.html"), HTML],
		[join(CLIENT, "parks/main.tsx"), main],
	]);
	return {
		name: "sources-of-a-test",
		enforce: "pre",
		resolveId(id, importer) {
			const path = importer && id.startsWith(".") ? join(dirname(importer), id) : id;
			return files.has(path) ? path : null;
		},
		load: (id) => files.get(id) ?? null,
	};
};

/** The client built with the test's own pages. */
async function built(pages: readonly Page[], main = MAIN): Promise<{ report: BuildReport; folder: string }> {
	const folder = mkdtempSync(join(temporary, "built-"));
	let report: BuildReport | null = null;
	const config = clientConfig(pages, "http://localhost", (told) => {
		report = told;
	});
	const outer = process.env.NODE_ENV;
	process.env.NODE_ENV = "production";
	try {
		await build({
			...config,
			configFile: false,
			logLevel: "silent",
			plugins: [sources(main), ...(config.plugins ?? [])],
			build: { ...config.build, outDir: folder },
		});
	} finally {
		process.env.NODE_ENV = outer;
	}
	if (!report) throw new Error("the build told nothing");
	return { report, folder };
}

describe("a page for the public beside the staff's", () => {
	let report: BuildReport;
	let folder: string;
	beforeAll(async () => {
		({ report, folder } = await built([...STAFF, PARKS]));
	}, 120_000);
	const pageOf = (html: string) => {
		const found = report.pages.find(({ page }) => page.html === html);
		if (!found) throw new Error(`no page ${html}`);
		return found;
	};

	it("is built within its budget, with a map and without deck.gl, react-aria and the engine", () => {
		const { first, firstBytes, later } = pageOf("parks.html");
		const held = new Set([...first, ...later].flatMap(({ holds }) => [...holds.keys()]));
		expect([...held]).toEqual(expect.arrayContaining(["maplibre-gl", "react-dom", "client/base-map"]));
		expect(
			[...held].filter((name) => /deck\.gl|luma\.gl|react-aria|client\/(map|engine)/.test(name)),
		).toEqual([]);
		// MapLibre alone is more than 200 kB.
		expect(firstBytes).toBeGreaterThan(200_000);
		expect(firstBytes).toBeLessThanOrEqual(PARKS.budgetBytes);
	});

	it("leaves the staff's page its budget, and deck.gl to be fetched later", () => {
		const { first, later } = pageOf("index.html");
		const holds = (scripts: typeof first) => scripts.flatMap((script) => [...script.holds.keys()]);
		expect(holds(first)).not.toContain("@deck.gl/core");
		expect(holds(later)).toContain("@deck.gl/core");
	});

	it("declares the order of all layers of style in every sheet, whichever comes first", () => {
		const [, order = ""] =
			/@layer ([^;]+);/.exec(readFileSync(join(CLIENT, "styles/layers.css"), "utf8")) ?? [];
		const sheets = readdirSync(join(folder, "assets")).filter((name) => name.endsWith(".css"));
		expect(sheets.length).toBeGreaterThan(1);
		for (const sheet of sheets) {
			const css = readFileSync(join(folder, "assets", sheet), "utf8");
			const named = [...css.matchAll(/@layer ([\w-, ]+)[;{]/g)].flatMap(([, names = ""]) =>
				names.split(/, ?/),
			);
			expect([...new Set(named)], sheet).toEqual(order.split(", "));
		}
	});

	it("brings of turf only what the sources name, and what that needs", () => {
		const inUse = packagesOf(turfNames());
		const held = new Set(report.scripts.flatMap(({ holds }) => [...holds.keys()]).filter(isTurf));
		expect([...held].filter((name) => !inUse.has(name))).toEqual([]);
		// Homes are looked for inside gaps and walls, by the thread that computes.
		expect([...held]).toContain("@turf/boolean-point-in-polygon");
		expect(inUse.size).toBeLessThan(readdirSync("node_modules/@turf").length / 3);
	});
});

const isTurf = (name: string) => name.startsWith("@turf/");

/** What files of the browser import of turf by name. */
function turfNames(): readonly string[] {
	return globSync("{client,geodata}/**/*.{ts,tsx}")
		.filter((file) => !/\.test\.|\/test\//.test(file))
		.flatMap((file) => [...readFileSync(file, "utf8").matchAll(/import \{([^}]*)\} from "@turf\/turf"/g)])
		.flatMap(([, names = ""]) => names.split(",").map((name) => name.trim()))
		.filter((name) => name !== "" && !name.startsWith("type "));
}

/** The packages of functions of turf, and all those they depend on. */
function packagesOf(names: readonly string[]): ReadonlySet<string> {
	// A function has a package of its name, but for the small ones that these three hold.
	const own = names.map((name) => `@turf/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
	const found = new Set([...own.filter((name) => existsSync(`node_modules/${name}`)), ...SMALL_ONES]);
	for (const name of found) {
		const { dependencies = {} } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
		for (const other of Object.keys(dependencies).filter(isTurf)) found.add(other);
	}
	return found;
}

const SMALL_ONES = ["@turf/helpers", "@turf/invariant", "@turf/meta"];

describe("a build that must not be", () => {
	it("has a page above its budget: it ends, naming page, size and budget", async () => {
		await expect(built([{ ...PARKS, budgetBytes: 100_000 }])).rejects.toThrow(
			/parks\.html takes \d{3}\.\d kB of script before it runs, its budget is 100\.0 kB: assets\/parks-/,
		);
	});

	it("has a public page that fetches deck.gl later", async () => {
		const main = 'import("../map/deck-layers.ts").then(({ createOverlay }) => createOverlay({}));';
		await expect(built([PARKS], main)).rejects.toThrow(
			/of parks\.html holds (@\w+\.gl\/|client\/map).*, which a public page leaves out/,
		);
	});
});

describe("the room of a public page", () => {
	const plant = (main: string) => {
		const root = mkdtempSync(join(temporary, "house-"));
		mkdirSync(join(root, "client/parks"), { recursive: true });
		writeFileSync(join(root, "client/parks/main.tsx"), main);
		return findViolations(root, ROOMS).filter((line) => !line.endsWith("take it off"));
	};

	it("may use what the page above uses", () => {
		expect(plant(MAIN)).toEqual([]);
	});

	it.each([
		['import { Deck } from "@deck.gl/core";', /imports @deck\.gl\/core; client\/parks may use/],
		['await import("@luma.gl/engine");', /imports @luma\.gl\/engine; client\/parks may use/],
		['import { Button } from "react-aria-components";', /imports react-aria-components/],
		['import { createOverlay } from "../map/deck-layers.ts";', /imports client\/map\/deck-layers\.ts/],
		['import "../engine/worker.ts";', /imports client\/engine\/worker\.ts/],
		['import { Map } from "maplibre-gl";', /uses MapLibre/],
	])("may not: %s", (source, complaint) => {
		const found = plant(source);
		expect(found).toHaveLength(1);
		expect(found[0]).toMatch(complaint);
	});
});

it("serves nothing that is not in the list of pages", () => {
	expect(readdirSync(CLIENT).filter((name) => name.endsWith(".html"))).toEqual(PAGES.map(({ html }) => html));
});
