import { describe, expect, it } from "vitest";
import { browserHarness, PHONE } from "./harness.ts";
import { paramOf, untilFigures } from "./screen.ts";

const { open } = browserHarness();

describe("on a phone", () => {
	it("the panel is a sheet with three stops and the map stays usable above it", async () => {
		const { page, errors } = await open({ viewport: PHONE });
		await untilFigures(page);
		const sheet = page.locator(".sheet");
		const heightAt = async (stop: string) => {
			await page.waitForSelector(`.sheet[data-stop="${stop}"]`);
			await sheet.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
			return (await sheet.boundingBox())?.height ?? 0;
		};
		const half = await heightAt("half");
		const handle = page.locator(".sheet-handle");
		await handle.focus();
		await page.keyboard.press("ArrowUp");
		const full = await heightAt("full");
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("ArrowDown");
		const peek = await heightAt("peek");
		expect(peek).toBeLessThan(half);
		expect(half).toBeLessThan(full);
		expect(full).toBeLessThan(PHONE.height);
		// No horizontal overflow.
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
		// The map reacts above the sheet: tested by keyboard, so that no home is hit.
		await page.locator(".maplibregl-canvas").focus();
		await page.keyboard.press("Enter");
		await paramOf(page, "point", /^1/);
		await page.locator(".inspector.in-sheet").waitFor();
		expect(errors).toEqual([]);
	});
});

describe("for everyone", () => {
	it("every control has a name, and is large enough to touch", async () => {
		const { page } = await open();
		await untilFigures(page);
		const poor = await page.evaluate(() =>
			[...document.querySelectorAll<HTMLElement>("button, [role=slider], [role=tab], input, .switch")]
				.filter((element) => element.offsetParent !== null && !element.closest("[aria-hidden=true]"))
				.flatMap((element) => {
					const name =
						element.getAttribute("aria-label") ??
						element.getAttribute("aria-labelledby") ??
						element.textContent;
					const { width, height } = element.getBoundingClientRect();
					const hidden = width <= 1 || height <= 1;
					const text = element.matches(".text-button, .switch input");
					const problems = [
						...(name?.trim() || element.closest("label") ? [] : ["no name"]),
						...(hidden || text || (height >= 40 && width >= 24) ? [] : [`${width}×${height}`]),
					];
					return problems.map((problem) => `${problem}: ${element.outerHTML.slice(0, 120)}`);
				}),
		);
		expect(poor).toEqual([]);
	});

	it("the whole panel can be walked through with the Tab key", async () => {
		const { page } = await open();
		await untilFigures(page);
		const reached = new Set<string>();
		await page.locator("body").press("Tab");
		for (let step = 0; step < 40; step++) {
			reached.add(
				await page.evaluate(() => {
					const element = document.activeElement;
					return (
						["language", "handle", "gap", "tab"].find((name) => element?.classList.contains(name)) ??
						element?.closest(".service-picker, .rule-picker, .profile-picker, .switch, .map-tools")
							?.className ??
						""
					);
				}),
			);
			await page.keyboard.press("Tab");
		}
		const all = [...reached].join(" ");
		for (const stop of [
			"language",
			"service-picker",
			"rule-picker",
			"profile-picker",
			"switch",
			"handle",
			"tab",
		])
			expect(all).toContain(stop);
	});
});
