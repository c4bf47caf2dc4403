import { describe, expect, it } from "vitest";
import { browserHarness } from "./harness.ts";
import { figuresOf, PATIENCE_MS, paramOf, untilFigures } from "./screen.ts";

const { open } = browserHarness();

describe("a link", () => {
	it("restores service, rule, language and list, and gives the same figures", async () => {
		const path = "/?service=pocket-park&rule=distance:500&walk=elderly&lang=en&tab=parks";
		const first = await open({ path });
		await untilFigures(first.page);
		expect(await first.page.locator(".service-picker .picker-name").textContent()).toBe("Pocket parks");
		expect(await first.page.locator(".profile-picker .picker-name").textContent()).toBe("Older person");
		expect(await first.page.getByRole("tab", { selected: true }).textContent()).toContain("Parks");
		expect(await first.page.evaluate(() => document.documentElement.lang)).toBe("en");
		const second = await open({ path: new URL(first.page.url()).search });
		await untilFigures(second.page);
		expect(await figuresOf(second.page)).toEqual(await figuresOf(first.page));
		expect(first.errors).toEqual([]);
	});

	it("to a city that is not here says so and offers one that is", async () => {
		const { page } = await open({ path: "/?city=atlantis" });
		await page.getByRole("alert").waitFor();
		expect(await page.getByRole("alert").textContent()).toContain("atlantis");
		await page.getByRole("button", { name: /昆山/ }).click();
		await untilFigures(page);
	});

	it("to a service for the staff, opened by the public, says so above what it shows in its place", async () => {
		const { page } = await open({ path: "/?service=mental-rehab" });
		await untilFigures(page);
		expect(await page.locator(".service-card [role=status]").textContent()).toContain("mental-rehab");
		expect(await page.locator(".service-picker .picker-name").textContent()).toBe("党群服务");
		// A service the public may see needs no message.
		await page.goto(new URL("/?service=party-service", page.url()).href);
		await untilFigures(page);
		expect(await page.locator(".service-card [role=status]").count()).toBe(0);
	});

	it("Back restores the previous selection", async () => {
		const { page } = await open();
		await untilFigures(page);
		const rows = page.locator(".gap-list .row");
		await rows.nth(0).click();
		const first = await paramOf(page, "sel", /^gap:/);
		await rows.nth(1).click();
		await page.waitForFunction((was) => !location.search.includes(was), first);
		await page.goBack();
		await paramOf(page, "sel", new RegExp(`^${first}$`));
		expect(await page.locator(".inspector h3").textContent()).toBe(
			await rows.nth(0).locator(".name").textContent(),
		);
	});
});

describe("a link of the previous release", () => {
	it("opens what it opened, every parameter in it", async () => {
		const link =
			"/?city=320583&service=party-service&rule=distance:800&walk=elderly&lens=circle&tab=parks&mode=what-if" +
			"&at=120.95,31.38,12.5&point=120.9512,31.3821&sel=park:p-1&on=plots&off=gaps,parks" +
			"&since=2023-12-31&only=old&lang=en";
		const { page } = await open({ path: link });
		await page.getByTestId("after-people").waitFor({ timeout: PATIENCE_MS });
		await page.locator(".isochrones tbody tr").nth(2).waitFor({ timeout: PATIENCE_MS });
		expect(await page.locator(".service-picker .picker-name").textContent()).toBe("Party service");
		expect(await page.locator(".rule-picker .picker-name").textContent()).toContain("800 m");
		expect(await page.locator(".profile-picker .picker-name").textContent()).toBe("Older person");
		expect(await page.getByRole("tab", { selected: true }).textContent()).toContain("Parks");
		await page.getByRole("button", { name: "Layers" }).click();
		const checked = await page.locator(".layer-menu .check[data-selected]").allTextContents();
		expect(checked.length).toBe(6);
		expect(checked).not.toContain("Gaps");
		// The map is at the link's position, and the address is unchanged.
		expect(new URL(page.url()).search).toBe(link.slice(1));
	});
});

describe("an unknown page", () => {
	it("says that the address is unknown, with a link to the map", async () => {
		const { page } = await open({
			path: "/nowhere?lang=en",
			// The server answers 404 itself; the client's own message is for navigation inside the page.
			prepare: (fresh) =>
				fresh.route("**/nowhere*", async (route) => {
					const response = await route.fetch({ url: new URL("/", route.request().url()).href });
					return route.fulfill({ response });
				}),
		});
		await page.getByRole("alert").waitFor();
		expect(await page.getByRole("alert").textContent()).toContain("/nowhere");
		await page.getByRole("button", { name: "Back to the map" }).click();
		await untilFigures(page);
		expect(new URL(page.url()).search).toContain("lang=en");
	});

	it.each([
		["", "这一部分没有载入", "重试"],
		["?lang=en", "This part did not load", "Try again"],
	])(
		"of a workspace whose files are not fetched says so (%s) and opens at the second try",
		async (search, words, retry) => {
			let asked = 0;
			const { page } = await open({
				path: `/${search}`,
				prepare: (fresh) =>
					fresh.route(/\/assets\/explore-[^/]*\.js/, (route) =>
						asked++ === 0 ? route.abort() : route.continue(),
					),
			});
			await page.getByRole("alert").getByText(words).waitFor({ timeout: PATIENCE_MS });
			// The rest of the page is there: header and map.
			expect(await page.locator(".page-header").count()).toBe(1);
			expect(await page.locator(".maplibregl-canvas").count()).toBe(1);
			await page.getByRole("button", { name: retry }).click();
			await untilFigures(page);
			expect(asked).toBe(2);
		},
	);
});

describe("the other language", () => {
	it("changes every word of the interface and no figure", async () => {
		const { page } = await open();
		await untilFigures(page);
		const before = await figuresOf(page);
		await page.getByRole("button", { name: "Switch to English" }).click();
		await page.waitForFunction(() => document.title === "Lucheng Yike");
		// Place names are data and stay; all other text is English.
		const words = await page
			.locator(".panel h2, .tab, .figure-card, .truth-card, .map-legend, .rule-picker, .sample-mark")
			.allTextContents();
		expect(words.join(" ")).not.toMatch(/\p{Script=Han}/u);
		expect(await figuresOf(page)).toEqual(before);
	});
});
