import { describe, expect, it } from "vitest";
import { parksSchema } from "../../geodata/contract/feature.ts";
import { browserHarness } from "./harness.ts";
import { paramOf, untilFigures } from "./screen.ts";

const { open, baseUrl } = browserHarness();

describe("the selection", () => {
	it("a gap in the list: the map flies there and a card gives people and cause", async () => {
		const { page } = await open({ path: "/?at=120.95,31.2,11" });
		await untilFigures(page);
		const row = page.locator(".gap-list .row").first();
		const name = await row.locator(".name").textContent();
		await row.click();
		expect(await page.locator(".inspector h3").textContent()).toBe(name);
		expect(await page.locator(".inspector .cause").textContent()).toMatch(/太远|被阻隔/);
		await paramOf(page, "sel", /^gap:/);
		await page.waitForFunction(() => !location.search.includes("at=120.95,31.2,11"));
	});

	it("a community in the table: its row, its card and its figures agree", async () => {
		const { page } = await open({ path: "/?tab=communities&at=120.95,31.2,11" });
		await untilFigures(page);
		const rows = page.locator(".community-table tbody tr:not(.spacer)");
		await page.getByRole("button", { name: "按人口排序" }).click();
		await page.waitForSelector('.community-table th[aria-sort="descending"]');
		const people = async (index: number) =>
			Number((await rows.nth(index).locator("td").first().textContent())?.replace(/\D/g, ""));
		expect(await people(0)).toBeGreaterThanOrEqual(await people(1));
		expect(await people(1)).toBeGreaterThanOrEqual(await people(2));

		const wanted = await people(0);
		await rows.first().locator("button").click();
		const card = page.locator(".inspector");
		expect(Number((await card.locator("dd").first().textContent())?.replace(/\D/g, ""))).toBe(wanted);
		expect(await page.locator("tr.picked").count()).toBe(1);
		await page.waitForFunction(() => !location.search.includes("at=120.95,31.2,11"));
	});

	it("a point on the map: three nested isochrones with their people, and its community in the table", async () => {
		const { page } = await open({ path: "/?tab=communities&at=120.95,31.385,14&rule=time:900&walk=adult" });
		await untilFigures(page);
		// Clicks would hit homes: the point is set by keyboard, at the centre of the map.
		await page.locator(".maplibregl-canvas").focus();
		await page.keyboard.press("Enter");
		await paramOf(page, "point", /^120\.95,31\.385$/);
		const rows = page.locator(".isochrones tbody tr");
		await rows.nth(2).waitFor();
		expect(await rows.locator("th").allTextContents()).toEqual(["5 分钟", "10 分钟", "15 分钟"]);
		const people = (await rows.locator("td b").allTextContents()).map((text) =>
			Number(text.replace(/\D/g, "")),
		);
		expect(people[0]).toBeLessThanOrEqual(people[1] ?? 0);
		expect(people[1]).toBeLessThanOrEqual(people[2] ?? 0);
		expect(people[2]).toBeGreaterThan(0);
		await page.waitForSelector("tr.picked");
	});

	it("a park found by its name: its card tells what is there", async () => {
		const { page } = await open({ path: "/?tab=parks" });
		await untilFigures(page);
		const answer = await fetch(`${baseUrl()}/api/v1/cities/320583/parks?limit=50`);
		const parks = parksSchema.parse(await answer.json());
		const park = parks.features.find((row) => row.properties.amenities.length > 1)?.properties;
		if (!park) throw new Error("the sample city has no park with amenities");
		await page.getByRole("searchbox").fill(park.name);
		await page.locator(".park-list .row").first().click();
		expect(await page.locator(".inspector h3").textContent()).toContain(park.name);
		expect(await page.locator(".amenities li").count()).toBeGreaterThan(0);
		await paramOf(page, "sel", /^park:/);
	});

	it("a home of a link: every service with its minutes", async () => {
		const { page } = await open({ path: "/?at=120.95,31.385,15" });
		await untilFigures(page);
		// Any home will do: takes the one nearest to the centre, found as a reader would.
		const box = await page.locator(".maplibregl-canvas").boundingBox();
		if (!box) throw new Error("there is no map");
		for (let step = 0; step < 40 && !page.url().includes("sel=home"); step++) {
			await page.mouse.click(box.x + 500 + (step % 8) * 60, box.y + 150 + Math.floor(step / 8) * 110);
			await page.waitForTimeout(500);
		}
		await paramOf(page, "sel", /^home:/);
		const walks = page.locator(".walks").first().locator("tbody tr");
		await walks.nth(3).waitFor();
		expect(await walks.first().textContent()).toMatch(/分钟|走不到/);
	});
});
