import type { Page } from "playwright-core";

/** A slow machine draws the map in software: what comes late still comes. */
export const PATIENCE_MS = 90_000;

/** A figure as it is printed, with its thin spaces, as a number. */
const numberOf = (text: string | null): number => Number((text ?? "").replace(/[^\d.]/g, ""));

export interface ScreenFigures {
	readonly sharePercent: number;
	readonly coveredPeople: number;
	readonly gapPeople: number;
}

/** Waits until the computing thread has answered. */
export async function untilFigures(page: Page): Promise<void> {
	page.setDefaultTimeout(PATIENCE_MS);
	await page.waitForFunction(
		() => /\d/.test(document.querySelector('[data-testid="covered-people"]')?.textContent ?? ""),
		undefined,
		{ timeout: PATIENCE_MS },
	);
}

export async function figuresOf(page: Page): Promise<ScreenFigures> {
	const read = (id: string) => page.getByTestId(id).textContent();
	return {
		sharePercent: numberOf(await read("coverage-share")),
		coveredPeople: numberOf(await read("covered-people")),
		gapPeople: numberOf(await read("gap-people")),
	};
}

/** Waits until the covered people are no longer `before`, and gives what they are. */
export async function coveredAfter(page: Page, before: number): Promise<number> {
	await page.waitForFunction(
		(was) => {
			const text = document.querySelector('[data-testid="covered-people"]')?.textContent ?? "";
			return Number(text.replace(/\D/g, "")) !== was;
		},
		before,
		{ timeout: PATIENCE_MS },
	);
	return (await figuresOf(page)).coveredPeople;
}

export const counterOf = async (page: Page): Promise<number> =>
	numberOf(await page.getByTestId("truth-counter").textContent());

/** A part of the address, once it is there. */
export async function paramOf(page: Page, name: string, pattern: RegExp): Promise<string> {
	await page.waitForFunction(
		([key, source]) =>
			new RegExp(source ?? "").test(new URLSearchParams(location.search).get(key ?? "") ?? ""),
		[name, pattern.source],
		{ timeout: PATIENCE_MS },
	);
	return new URL(page.url()).searchParams.get(name) ?? "";
}
