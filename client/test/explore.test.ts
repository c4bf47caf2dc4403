import { describe, expect, it } from "vitest";
import { coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import { browserHarness } from "./harness.ts";
import { counterOf, coveredAfter, figuresOf, paramOf, untilFigures } from "./screen.ts";

const { open, baseUrl } = browserHarness();

/** The server's own result for what the page computes in the browser. */
async function coverageByServer(rule: object) {
	const response = await fetch(`${baseUrl()}/api/v1/cities/320583/coverages`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ service: "party-service", rule, profile: "adult" }),
	});
	expect(response.status).toBe(200);
	return coverageResponseSchema.parse(await response.json());
}

describe("the page", () => {
	it("is built for readers also where a test runner builds it: React's development build is several times slower", async () => {
		const { page } = await open({
			prepare: (fresh) =>
				fresh.addInitScript(() => {
					// React's build type as reported to its developer tools: 0 production, 1 development.
					const inject = ({ bundleType }: { readonly bundleType: number }) => {
						Object.assign(window, { bundleOfTest: bundleType });
						return 1;
					};
					const ignore = () => undefined;
					Object.assign(window, {
						__REACT_DEVTOOLS_GLOBAL_HOOK__: {
							supportsFiber: true,
							inject,
							onCommitFiberRoot: ignore,
							onCommitFiberUnmount: ignore,
							onPostCommitFiberRoot: ignore,
						},
					});
				}),
		});
		await untilFigures(page);
		expect(await page.evaluate(() => (window as unknown as { bundleOfTest: number }).bundleOfTest)).toBe(0);
	});
});

describe("the screen of a service", () => {
	it("shows people, share and gaps, to the last person as the server counts them", async () => {
		const { page, errors } = await open({ path: "/?rule=distance:1000&walk=adult" });
		await untilFigures(page);
		const { totals, gaps } = await coverageByServer({ type: "distance", cutoffM: 1000 });
		const shown = await figuresOf(page);
		expect(shown.coveredPeople).toBe(totals.coveredPeople);
		expect(shown.gapPeople).toBe(totals.people - totals.coveredPeople);
		expect(shown.sharePercent).toBeCloseTo(totals.coverageShare * 100, 1);
		expect(await page.locator(".gap-list .name").first().textContent()).toBe(gaps[0]?.name);
		// With sample data the page says so, and the approval number stays an empty slot.
		expect(await page.locator(".sample-mark").first().textContent()).toContain("示例数据");
		expect(await page.locator(".approval").textContent()).toContain("待填");
		expect(errors).toEqual([]);
	});

	it("follows the cutoff, stepped by keys and dragged by the pointer", async () => {
		const { page } = await open({ path: "/?rule=distance:1000&walk=adult" });
		await untilFigures(page);
		const at1000 = (await figuresOf(page)).coveredPeople;
		const handle = page.getByRole("slider");
		await handle.focus();
		await page.keyboard.press("ArrowLeft");
		expect(await paramOf(page, "rule", /distance:950/)).toBe("distance:950");
		const at950 = await coveredAfter(page, at1000);
		expect(at950).toBe((await coverageByServer({ type: "distance", cutoffM: 950 })).totals.coveredPeople);
		expect(at950).toBeLessThan(at1000);

		const plot = await page.locator(".histogram svg").boundingBox();
		const grip = await handle.boundingBox();
		if (!plot || !grip) throw new Error("the histogram is not on the screen");
		await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
		await page.mouse.down();
		await page.mouse.move(plot.x + plot.width * 0.4, plot.y + 40, { steps: 4 });
		await page.mouse.move(plot.x + plot.width * 0.75, plot.y + 40, { steps: 4 });
		await page.mouse.up();
		// Three quarters of an axis of 2000 m, to the 10 m snap of a drag.
		expect(await paramOf(page, "rule", /distance:1[45]\d\d/)).toBe("distance:1500");
		const { coveredPeople } = (await coverageByServer({ type: "distance", cutoffM: 1500 })).totals;
		await page.waitForFunction(
			(wanted) =>
				Number(
					(document.querySelector('[data-testid="covered-people"]')?.textContent ?? "").replace(/\D/g, ""),
				) === wanted,
			coveredPeople,
		);
	});

	it("runs the counter from what the circle promises to what the streets allow", async () => {
		const { page } = await open({ path: "/?rule=distance:1000&walk=adult&lens=circle" });
		await untilFigures(page);
		const { totals } = await coverageByServer({ type: "distance", cutoffM: 1000 });
		expect(await counterOf(page)).toBe(totals.circlePeople);
		expect(totals.circlePeople).toBeGreaterThan(totals.coveredPeople);
		await page.locator(".switch").click();
		await page.waitForFunction(
			(wanted) =>
				Number(
					(document.querySelector('[data-testid="truth-counter"]')?.textContent ?? "").replace(/\D/g, ""),
				) === wanted,
			totals.coveredPeople,
		);
		expect(new URL(page.url()).searchParams.get("lens")).toBeNull();
	});
});
