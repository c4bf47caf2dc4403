import { describe, expect, it } from "vitest";
import { browserHarness } from "./harness.ts";
import { figuresOf, paramOf, untilFigures } from "./screen.ts";

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
		// Chosen by the reader it is meant, and nothing is said.
		await page.goto(new URL("/?service=party-service", page.url()).href);
		await untilFigures(page);
		expect(await page.locator(".service-card [role=status]").count()).toBe(0);
	});

	it("back returns to what was picked before", async () => {
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

describe("the other language", () => {
	it("changes every word of the interface and no figure", async () => {
		const { page } = await open();
		await untilFigures(page);
		const before = await figuresOf(page);
		await page.getByRole("button", { name: "Switch to English" }).click();
		await page.waitForFunction(() => document.title === "Lucheng Yike");
		// Names of places are data and stay; the words around them are all English.
		const words = await page
			.locator(".panel h2, .tab, .figure-card, .truth-card, .map-legend, .rule-picker, .sample-mark")
			.allTextContents();
		expect(words.join(" ")).not.toMatch(/\p{Script=Han}/u);
		expect(await figuresOf(page)).toEqual(before);
	});
});
