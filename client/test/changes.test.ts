import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { type CoverageResponse, coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import { browserHarness } from "./harness.ts";
import { figuresOf, PATIENCE_MS, paramOf, untilFigures } from "./screen.ts";
import { SECOND_CITY, SECOND_CITY_PEOPLE } from "./second-city.ts";

const { open, baseUrl } = browserHarness();
const RULE = { type: "distance", cutoffM: 1000 } as const;
/** A time rule: under a distance rule walking speed does not matter. */
const QUARTER = { type: "time", cutoffSec: 900 } as const;

/** The server's own result for what the page computes in the browser. */
async function counted(
	city: string,
	profile: string,
	rule: object = RULE,
): Promise<CoverageResponse["totals"]> {
	const response = await fetch(`${baseUrl()}/api/v1/cities/${city}/coverages`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ service: "party-service", rule, profile }),
	});
	expect(response.status).toBe(200);
	return coverageResponseSchema.parse(await response.json()).totals;
}

/** Waits until the page shows the server's figures; stale ones of another walker or city would time out. */
async function expectFigures(page: Page, totals: CoverageResponse["totals"]): Promise<void> {
	await page.waitForFunction(
		(wanted) =>
			["covered-people", "gap-people"].every(
				(id, at) =>
					Number(
						(document.querySelector(`[data-testid="${id}"]`)?.textContent ?? "").replace(/\D/g, "") || "NaN",
					) === wanted[at],
			),
		[totals.coveredPeople, totals.people - totals.coveredPeople],
		{ timeout: PATIENCE_MS },
	);
	expect((await figuresOf(page)).sharePercent).toBeCloseTo(totals.coverageShare * 100, 1);
}

async function choose(page: Page, picker: string, name: string): Promise<void> {
	await page.locator(`.${picker} button`).click();
	await page.getByRole("option", { name, exact: false }).first().click();
}

describe("within a running page", () => {
	it("another profile gives other figures, and the first profile gives the first ones again", async () => {
		const [adult, wheelchair] = [
			await counted("320583", "adult", QUARTER),
			await counted("320583", "wheelchair", QUARTER),
		];
		// If they were equal, the test could pass by accident.
		expect(wheelchair.coveredPeople).not.toBe(adult.coveredPeople);
		const { page, errors } = await open({ path: "/?city=320583&rule=time:900&walk=adult" });
		await untilFigures(page);
		await expectFigures(page, adult);
		await choose(page, "profile-picker", "轮椅");
		await paramOf(page, "walk", /^wheelchair$/);
		await expectFigures(page, wheelchair);
		await choose(page, "profile-picker", "成人");
		await expectFigures(page, adult);
		expect(errors).toEqual([]);
	});

	it("another city gives other figures, and the first city gives the first ones again", async () => {
		const [first, second] = [await counted("320583", "adult"), await counted(SECOND_CITY, "adult")];
		expect(second.coveredPeople).toBe(SECOND_CITY_PEOPLE.near);
		expect(second.people).toBe(SECOND_CITY_PEOPLE.near + SECOND_CITY_PEOPLE.far);
		const { page, errors } = await open({ path: "/?city=320583&rule=distance:1000&walk=adult" });
		await untilFigures(page);
		await expectFigures(page, first);
		await choose(page, "city-picker", "线城");
		await paramOf(page, "city", new RegExp(`^${SECOND_CITY}$`));
		// The rule is the city's default again: the standard of the service, the same thousand metres.
		await expectFigures(page, second);
		expect(await page.locator(".rule-picker .picker-name").first().textContent()).toContain("1000 m");
		expect(await page.getByRole("tab", { name: "公园" }).count()).toBe(0);
		await choose(page, "city-picker", "昆山");
		await paramOf(page, "city", /^320583$/);
		await expectFigures(page, first);
		await page.goBack();
		await paramOf(page, "city", new RegExp(`^${SECOND_CITY}$`));
		await expectFigures(page, second);
		expect(errors).toEqual([]);
	});
});
