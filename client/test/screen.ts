import type { Page } from "playwright-core";

/** Long, because software rendering on a slow machine may be late. */
export const PATIENCE_MS = 90_000;

/** A displayed figure, with its thin spaces, as a number. */
const numberOf = (text: string | null): number => Number((text ?? "").replace(/[^\d.]/g, ""));

export interface ScreenFigures {
	readonly sharePercent: number;
	readonly coveredPeople: number;
	readonly gapPeople: number;
}

/** Waits until the worker has answered. */
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

/** Waits until the covered people differ from `before`, and returns them. */
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

/** A part of the address; waits until it is there. */
export async function paramOf(page: Page, name: string, pattern: RegExp): Promise<string> {
	await page.waitForFunction(
		([key, source]) =>
			new RegExp(source ?? "").test(new URLSearchParams(location.search).get(key ?? "") ?? ""),
		[name, pattern.source],
		{ timeout: PATIENCE_MS },
	);
	return new URL(page.url()).searchParams.get(name) ?? "";
}

/** Number of clearly coloured pixels in a part of the window; homes are coloured, paper is not. */
export async function colouredPixels(
	page: Page,
	clip: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Promise<number> {
	const png = (await page.screenshot({ clip })).toString("base64");
	return page.evaluate(async (base64) => {
		const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
		const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
		if (!context) throw new Error("the browser draws nothing");
		context.drawImage(image, 0, 0);
		const { data } = context.getImageData(0, 0, image.width, image.height);
		let coloured = 0;
		for (let i = 0; i < data.length; i += 4) {
			const [r = 0, g = 0, b = 0] = data.subarray(i, i + 3);
			if (Math.max(r, g, b) - Math.min(r, g, b) > 60) coloured++;
		}
		return coloured;
	}, png);
}
