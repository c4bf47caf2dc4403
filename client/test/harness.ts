import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, inject } from "vitest";
import { launchChromium } from "./chromium.ts";

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export interface OpenOptions {
	/** Path and query on the product, "/" by default. */
	readonly path?: string;
	readonly viewport?: { readonly width: number; readonly height: number };
	readonly locale?: "zh-CN" | "en-GB";
	/** Runs on the new page before it navigates, for example to intercept requests. */
	readonly prepare?: (page: Page) => Promise<unknown>;
}

export interface OpenPage {
	readonly page: Page;
	/** Console errors and uncaught exceptions so far, to assert that there are none. */
	readonly errors: readonly string[];
}

/** One Chromium per test file; each `open` is its own context, closed after the test. */
export function browserHarness(): {
	baseUrl: () => string;
	open: (options?: OpenOptions) => Promise<OpenPage>;
} {
	let browser: Browser | undefined;
	const contexts: BrowserContext[] = [];
	beforeAll(async () => {
		browser = await launchChromium();
	});
	afterEach(async () => {
		await Promise.all(contexts.splice(0).map((context) => context.close()));
	});
	afterAll(async () => {
		await browser?.close();
	});
	const baseUrl = () => inject("baseUrl");
	return {
		baseUrl,
		open: async ({ path = "/", viewport = DESKTOP, locale = "zh-CN", prepare } = {}) => {
			if (!browser) throw new Error("the browser is not open yet: call open inside a test");
			const context = await browser.newContext({ viewport, locale });
			contexts.push(context);
			const page = await context.newPage();
			const errors: string[] = [];
			page.on("console", (message) => {
				if (message.type() === "error") errors.push(message.text());
			});
			page.on("pageerror", (error) => errors.push(error.message));
			await prepare?.(page);
			await page.goto(new URL(path, baseUrl()).href);
			return { page, errors };
		},
	};
}
