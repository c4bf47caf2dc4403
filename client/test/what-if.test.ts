import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type CoverageResponse, coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import { crossingOfWater } from "./canal-path.ts";
import { countPaints, paintsOf, reportFrames, watchTiles } from "./frame-report.ts";
import { browserHarness } from "./harness.ts";
import { colouredPixels, figuresOf, PATIENCE_MS, untilFigures } from "./screen.ts";

const { open, baseUrl } = browserHarness();

const STEPS = 200;
/** More pixels than the limit below which a press is a click. */
const FIRST_STEPS = 10;
const STILL_MS = 1500;
/** Each step waits for a frame; a busy machine with software rendering may need a second for one. */
const DRAG_TIMEOUT_MS = 600_000;
/** Little is drawn: the browser of the tests renders in software. */
const LIGHT = "off=areas,gaps,parks,courtyards,communities";
/** The part of a 1100 × 760 window free of panel, bar and symbols. */
const HOMES_ALONE = { x: 560, y: 250, width: 400, height: 300 };
const WORK = "lucheng:what-if:320583/party-service";

interface Work {
	readonly edits: readonly {
		readonly op: string;
		readonly id: string;
		readonly position?: [number, number];
	}[];
	readonly done: number;
}

const workOf = (page: Page): Promise<Work> =>
	page.evaluate((key) => JSON.parse(sessionStorage.getItem(key) ?? '{"edits":[],"done":0}') as Work, WORK);

/** Each facility's last edit in force, in the format of the API: covers adds, moves and closes. */
async function changesOf(page: Page) {
	const { edits, done } = await workOf(page);
	const added = new Set(edits.filter(({ op }) => op === "add").map(({ id }) => id));
	const last = new Map(edits.slice(0, done).map((edit) => [edit.id, edit]));
	return [...last.values()].map(({ op, id, position }) =>
		op === "close" ? { op, id } : { op: added.has(id) ? "add" : "move", id, position },
	);
}

async function countedByServer(page: Page): Promise<CoverageResponse> {
	const response = await page.request.post(`${baseUrl()}/api/v1/cities/320583/coverages`, {
		data: {
			service: "party-service",
			rule: { type: "distance", cutoffM: 1000 },
			profile: "adult",
			changes: await changesOf(page),
		},
		timeout: PATIENCE_MS,
	});
	expect(response.status()).toBe(200);
	return coverageResponseSchema.parse(await response.json());
}

const number = async (page: Page, id: string): Promise<number> =>
	Number((await page.getByTestId(id).textContent())?.replace("−", "-").replace(/[^\d.-]/g, ""));

/** The map is no longer repainting: homes on the drag canvas are hidden on it, and no tile is loading. */
async function untilStill(page: Page, tilesUnderWay: () => number): Promise<void> {
	for (let was = -1, now = 0; was !== now || tilesUnderWay() > 0; was = now, now = (await paintsOf(page)).map)
		await page.waitForTimeout(STILL_MS);
}

/** The mode is open and its first answer is displayed. */
async function untilWhatIf(page: Page): Promise<void> {
	await untilFigures(page);
	await page.getByTestId("after-people").waitFor({ timeout: PATIENCE_MS });
}

/** Compares everything displayed with the server's answer to the same changes, once the rest result is there. */
async function expectAsServer(page: Page): Promise<CoverageResponse> {
	const server = await countedByServer(page);
	await page.waitForFunction(
		([people, gaps]) => {
			const text = (selector: string) => document.querySelector(selector)?.textContent?.replace(/\D/g, "");
			return text('[data-testid="after-people"]') === people && text(".tab small") === gaps;
		},
		[String(server.totals.coveredPeople), String(server.gaps.length)],
		{ timeout: PATIENCE_MS },
	);
	const { totals, gaps } = server;
	const shown = await figuresOf(page);
	expect(shown.coveredPeople).toBe(totals.coveredPeople);
	expect(shown.gapPeople).toBe(totals.people - totals.coveredPeople);
	expect(shown.sharePercent).toBeCloseTo(totals.coverageShare * 100, 1);
	const before = await number(page, "before-people");
	const gained = await number(page, "gained-people");
	const lost = await number(page, "lost-people");
	expect(before + gained + lost).toBe(totals.coveredPeople);
	expect(await page.locator(".gap-list .people").first().textContent()).toContain(
		String(gaps[0]?.people).replace(/\B(?=(\d{3})+$)/g, "\u2009"),
	);
	return server;
}

describe("the what-if on the map", () => {
	it("follows a station dragged along 200 steps across a canal, and ends with the server's figures", {
		timeout: DRAG_TIMEOUT_MS,
	}, async () => {
		let tilesUnderWay = () => 0;
		const { page, errors } = await open({
			path: "/healthz",
			viewport: { width: 1100, height: 760 },
			prepare: async (fresh) => {
				tilesUnderWay = watchTiles(fresh);
				await countPaints(fresh);
			},
		});
		const path = await crossingOfWater(page, baseUrl());
		await page.goto(`${baseUrl()}/?mode=what-if&rule=distance:1000&walk=adult&at=${path.at},15&${LIGHT}`);
		await untilWhatIf(page);
		const [x, y] = [1100 / 2, 760 / 2];
		const moveTo = (step: number) =>
			page.mouse.move(x + (path.dxPx * step) / STEPS, y + (path.dyPx * step) / STEPS);
		await untilStill(page, tilesUnderWay);
		const takenUp = await reportFrames(page, async () => {
			await page.mouse.move(x, y);
			await page.mouse.down();
			for (let step = 1; step <= FIRST_STEPS; step++) await moveTo(step);
			await untilStill(page, tilesUnderWay);
		});
		const before = await paintsOf(page);
		const dragged = await reportFrames(page, async () => {
			for (let step = FIRST_STEPS + 1; step <= STEPS; step++) await moveTo(step);
		});
		const paints = await paintsOf(page);
		const putDown = await reportFrames(page, () => page.mouse.up());
		console.info(
			[
				`what-if drag of ${STEPS} steps`,
				`taken up: ${takenUp}`,
				`dragged: ${dragged}; the map painted ${paints.map - before.map} times, the drag canvas ${paints.drag - before.drag}`,
				`put down: ${putDown}`,
			].join("\n"),
		);
		// During a drag the map is not repainted: only the homes are.
		expect(paints.map - before.map).toBeLessThan(5);
		expect(paints.drag - before.drag).toBeGreaterThan(STEPS / 4);
		const { edits } = await workOf(page);
		expect(edits.map(({ op, id }) => [op, id])).toEqual([["move", path.id]]);
		const server = await expectAsServer(page);
		expect(server.totals.coveredPeople).not.toBe(await number(page, "before-people"));

		// The same by the page's own button, with every total.
		await page.getByRole("button", { name: "与服务器核对" }).click();
		await page.getByText("完全一致").waitFor({ timeout: PATIENCE_MS });
		// One drag is one undo step.
		await page.keyboard.press("Control+z");
		await page.waitForFunction(
			() => document.querySelector('[data-testid="gained-people"]')?.textContent === "0",
			undefined,
			{ timeout: PATIENCE_MS },
		);
		expect(await number(page, "after-people")).toBe(await number(page, "before-people"));
		expect(errors).toEqual([]);
	});

	it("adds, closes, undoes and redoes by keys, and a reload loses nothing", async () => {
		const { page } = await open({
			path: `/?mode=what-if&rule=distance:1000&walk=adult&at=120.99,31.4,14&${LIGHT}`,
		});
		await untilWhatIf(page);
		const before = await number(page, "before-people");
		// The button starts adding; the keyboard places the facility at the centre of the map.
		await page.getByRole("button", { name: "新增" }).click();
		await page.locator(".maplibregl-canvas").focus();
		await page.keyboard.press("Enter");
		await page.locator('.what-if-pin[data-id="new-1"]').waitFor();
		await page.locator(".facility-list summary").click();
		const first = page.locator(".facility-list .row").first();
		await first.click();
		await first.press("ArrowRight");
		await first.press("ArrowRight");
		await page.locator(".change-list li.moved").waitFor();
		expect((await workOf(page)).edits.map(({ op }) => op)).toEqual(["add", "move"]);
		await first.press("Delete");
		await page.locator(".change-list li.closed").waitFor();
		await expectAsServer(page);

		await page.keyboard.press("Control+z");
		await page.locator(".change-list li.moved").waitFor();
		await page.keyboard.press("Control+Shift+z");
		await page.locator(".change-list li.closed").waitFor();
		const work = await workOf(page);
		await page.reload();
		await untilWhatIf(page);
		await page.locator(".change-list li").nth(1).waitFor();
		expect(await workOf(page)).toEqual(work);
		expect(
			await page.locator(".change-list li").evaluateAll((rows) => rows.map((row) => row.className)),
		).toEqual(["closed", "added"]);
		await expectAsServer(page);

		await page.getByRole("button", { name: "全部还原" }).click();
		await page.locator(".change-list li").first().waitFor({ state: "detached" });
		expect(await number(page, "after-people")).toBe(before);
		// Clearing is undoable like any other change.
		await page.keyboard.press("Control+y");
		await page.keyboard.press("Control+z");
		await page.locator(".change-list li").nth(1).waitFor();
	});
});

describe("when something breaks under a what-if", () => {
	it("a worker that dies during a drag is replaced, and the drag continues", async () => {
		const { page } = await open({
			path: `/?mode=what-if&rule=distance:1000&walk=adult&at=120.99,31.4,14&${LIGHT}`,
			viewport: { width: 1100, height: 760 },
		});
		await untilWhatIf(page);
		await page.getByRole("button", { name: "新增" }).click();
		await page.mouse.click(600, 420);
		const pin = page.locator('.what-if-pin[data-id="new-1"]');
		await pin.waitFor();
		const box = await pin.boundingBox();
		if (!box) throw new Error("the new facility is not on the screen");
		const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
		await page.mouse.move(x, y);
		await page.mouse.down();
		await page.mouse.move(x + 30, y + 20);
		// The page's worker, not the map's: it ends without an event.
		for (const worker of page.workers())
			await worker.evaluate(() => {
				if (self.name.startsWith("lucheng-engine")) self.close();
			});
		await page.mouse.move(x + 60, y + 40);
		await page.getByText("计算线程中断").first().waitFor({ timeout: PATIENCE_MS });
		await page.mouse.move(x + 90, y + 60);
		await page.mouse.up();
		await page.getByText("已自动重启").waitFor({ timeout: PATIENCE_MS });
		expect((await workOf(page)).edits.map(({ op }) => op)).toEqual(["add", "move"]);
		await expectAsServer(page);
	});

	it("a missing map tile hides no home, and delays no colour during a drag", async () => {
		const asked = Promise.withResolvers<void>();
		const given = Promise.withResolvers<void>();
		const { page } = await open({
			path: `/?mode=what-if&rule=distance:1000&walk=adult&at=120.99,31.4,14&${LIGHT},facilities`,
			viewport: { width: 1100, height: 760 },
			prepare: async (fresh) => {
				await countPaints(fresh);
				await fresh.route(/\/tiles\/.*\.mvt/, async (route) => {
					asked.resolve();
					await given.promise;
					await route.abort();
				});
				// deck.gl loads after the tiles were requested, as on a slow line.
				await fresh.route(/\/deck-layers-.*\.js/, async (route) => {
					await asked.promise;
					await route.continue();
				});
			},
		});
		await untilWhatIf(page);
		await expect.poll(() => colouredPixels(page, HOMES_ALONE), { timeout: PATIENCE_MS }).toBeGreaterThan(500);
		await page.getByRole("button", { name: "新增" }).click();
		await page.mouse.click(600, 420);
		await page.locator('.what-if-pin[data-id="new-1"]').waitFor();
		await page.mouse.move(600, 420);
		await page.mouse.down();
		for (let step = 1; step <= 20; step++) await page.mouse.move(600 + 5 * step, 420 + 3 * step);
		await expect.poll(async () => (await paintsOf(page)).drag, { timeout: PATIENCE_MS }).toBeGreaterThan(1);
		await page.mouse.up();
		given.resolve();
	});

	it("a facility dropped before its drag was drawn leaves every home on the map", async () => {
		const { page } = await open({
			path: `/?mode=what-if&rule=distance:1000&walk=adult&at=120.99,31.4,14&${LIGHT},facilities`,
			viewport: { width: 1100, height: 760 },
			prepare: async (fresh) => {
				await countPaints(fresh);
				await fresh.route(/\/tiles\/.*\.mvt/, (route) => route.abort());
			},
		});
		await untilWhatIf(page);
		const coloured = () => colouredPixels(page, HOMES_ALONE);
		await page.getByRole("button", { name: "新增" }).click();
		await page.mouse.click(400, 700);
		await page.locator('.what-if-pin[data-id="new-1"]').waitFor();
		await expect.poll(coloured, { timeout: PATIENCE_MS }).toBeGreaterThan(500);
		await expect.poll(async () => (await paintsOf(page)).drag, { timeout: PATIENCE_MS }).toBeGreaterThan(0);
		// Faster than any user: moves within one frame, and one or two frames apart.
		for (const frames of [0, 1, 2]) {
			await page.evaluate(async (between) => {
				const pin = document.querySelector('.what-if-pin[data-id="new-1"]');
				const box = pin?.getBoundingClientRect();
				if (!pin || !box) throw new Error("the new facility is not on the screen");
				const [x, clientY] = [box.x + box.width / 2, box.y + box.height / 2];
				const point = (type: string, clientX: number) =>
					pin.dispatchEvent(
						new PointerEvent(type, { pointerId: 1, isPrimary: true, bubbles: true, clientX, clientY }),
					);
				point("pointerdown", x);
				point("pointermove", x + 8);
				for (let i = 0; i < between; i++) await new Promise(requestAnimationFrame);
				point("pointerup", x + 8);
			}, frames);
			await page.locator(".map-drag-canvas").waitFor({ state: "hidden" });
			await page.waitForTimeout(STILL_MS);
			await expect
				.poll(coloured, { timeout: PATIENCE_MS, message: `put down after ${frames} frames` })
				.toBeGreaterThan(500);
		}
		expect((await workOf(page)).edits.map(({ op }) => op)).toEqual(["add", "move", "move", "move"]);
	});

	it("a damaged network is refused in plain words and downloaded again", async () => {
		let damaged = 0;
		const { page } = await open({
			path: `/?mode=what-if&rule=distance:1000&walk=adult&${LIGHT}`,
			prepare: async (fresh) => {
				await fresh.addInitScript(
					([key, log]) => sessionStorage.setItem(key ?? "", log ?? ""),
					[
						WORK,
						JSON.stringify({
							version: 1,
							dataVersion: "before",
							edits: [
								{ op: "add", id: "new-1", kind: "party-station", name: "新设施 1", position: [120.99, 31.4] },
								{ op: "close", id: "no-such-station", name: "老站" },
							],
							done: 2,
						}),
					],
				);
				await fresh.route("**/graph/**", async (route) => {
					if (damaged++ > 0) return route.continue();
					const response = await route.fetch();
					const body = await response.body();
					body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
					return route.fulfill({ response, body });
				});
			},
		});
		await page.getByText("路网文件损坏了").waitFor({ timeout: PATIENCE_MS });
		await page.getByRole("button", { name: "取回最新数据" }).click();
		await untilWhatIf(page);
		// The edits are replayed on the new data; those that fail are listed.
		await page.locator(".change-list li.added").waitFor();
		expect(await page.locator(".what-if-notice.grave").first().textContent()).toContain("老站（设施已不在）");
		expect((await workOf(page)).edits.map(({ op }) => op)).toEqual(["add"]);
		await expectAsServer(page);
	});

	it("new data on the server is announced, and loaded when the reader asks for it", async () => {
		const { page } = await open({
			path: `/?mode=what-if&rule=distance:1000&walk=adult&at=120.99,31.4,14&${LIGHT}`,
		});
		await untilWhatIf(page);
		await page.getByRole("button", { name: "新增" }).click();
		await page.mouse.click(820, 500);
		await page.locator(".change-list li.added").waitFor();
		// From here on the server reports another data version.
		await page.route("**/api/v1/cities", async (route) => {
			const response = await route.fetch();
			const body = (await response.json()) as { cities: { dataVersion: string }[] };
			const cities = body.cities.map((city) => ({ ...city, dataVersion: `${city.dataVersion}-next` }));
			return route.fulfill({ response, json: { ...body, cities } });
		});
		await page.evaluate(() => window.dispatchEvent(new Event("visibilitychange")));
		await page.getByText("这座城市的数据更新了").waitFor({ timeout: PATIENCE_MS });
		await page.getByRole("button", { name: "用新数据重算" }).click();
		await page.getByText("已在新数据上重做改动").waitFor({ timeout: PATIENCE_MS });
		await page.locator(".change-list li.added").waitFor();
		// The server does not know this version and says so when asked to compute.
		await page.getByRole("button", { name: "与服务器核对" }).click();
		await page.getByText("核对失败").waitFor({ timeout: PATIENCE_MS });
	});

	it("a browser without module workers is told so in a plain sentence", async () => {
		const { page } = await open({
			prepare: (fresh) =>
				fresh.addInitScript(() => {
					const Native = window.Worker;
					// Like browsers before 2023: the type is not read.
					window.Worker = class extends Native {
						constructor(url: string | URL) {
							super(url);
						}
					} as typeof Worker;
				}),
		});
		await page.getByText("浏览器太旧").waitFor({ timeout: PATIENCE_MS });
		expect(await page.getByRole("alert").textContent()).toContain("模块线程");
	});
});
