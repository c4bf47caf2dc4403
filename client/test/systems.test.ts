import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { catalogueSchema } from "../../geodata/contract/city.ts";
import { coverageResponseSchema } from "../../geodata/contract/coverage.ts";
import {
	communitiesSchema,
	courtyardsSchema,
	firmsSchema,
	plotsSchema,
} from "../../geodata/contract/feature.ts";
import { snapshotsSchema } from "../../geodata/contract/snapshot.ts";
import { browserHarness, PHONE } from "./harness.ts";
import { PATIENCE_MS, paramOf, untilFigures } from "./screen.ts";

const { open: openPage, baseUrl } = browserHarness();
/** A smaller window than usual: rendering is in software, and these tests do not depend on its size. */
const WINDOW = { width: 1024, height: 800 };
/** Long, because fourteen systems are drawn one after another on a machine that may be busy. */
const SLOW_MS = 480_000;
const API = "/api/v1/cities/320583";

async function open(options: Parameters<typeof openPage>[0] = {}): ReturnType<typeof openPage> {
	const opened = await openPage({ viewport: WINDOW, ...options });
	opened.page.setDefaultTimeout(PATIENCE_MS);
	return opened;
}

/** The server's answer in the page's role: sends its cookies along. */
async function answerTo(page: Page, path: string): Promise<unknown> {
	const response = await page.request.get(`${baseUrl()}${path}`);
	expect(response.status(), path).toBe(200);
	return response.json();
}

const numberIn = (text: string | null): number => Number((text ?? "").replace(/[^\d.]/g, ""));

/** Chooses a system by mouse, and waits for the address. */
async function choose(page: Page, name: string, id: string): Promise<void> {
	await page.locator(".service-picker button").click();
	await page.getByRole("option", { name, exact: false }).first().click();
	await paramOf(page, "service", new RegExp(`^${id}$`));
}

async function untilText(page: Page, selector: string, wanted: number): Promise<void> {
	await page.waitForFunction(
		([where, number]) =>
			Number(
				(document.querySelector(where as string)?.textContent ?? "").split("/")[0]?.replace(/[^\d.]/g, ""),
			) === number,
		[selector, wanted] as const,
	);
}

const FIGURE = '[data-testid="system-figure"]';
const COVERED = '[data-testid="covered-people"]';

describe("the fourteen systems", () => {
	it("are each switched on by the picker and show what the server counts", { timeout: SLOW_MS }, async () => {
		// Starts at another one than the first: choosing the current one changes nothing.
		const { page, errors } = await open({ path: "/?service=tea-council" });
		await untilFigures(page);

		// The public is not offered staff-only systems.
		await page.locator(".service-picker button").click();
		await page.getByRole("option").first().waitFor();
		expect(await page.getByRole("option", { name: "精神障碍社区康复" }).count()).toBe(0);
		await page.keyboard.press("Escape");
		await page.locator(".role-picker button").click();
		await page.getByRole("option", { name: "工作人员" }).click();
		await page.waitForFunction(() =>
			document.querySelector(".role-picker .picker-name")?.textContent?.includes("工作人员"),
		);

		const catalogue = catalogueSchema.parse(await answerTo(page, `${API}/catalogue`));
		const systems = catalogue.services.filter((service) => service.system !== null);
		// The platform is the fourteenth: it has no row of its own.
		expect(systems.map((service) => service.system)).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);

		for (const service of systems.filter((row) => row.kinds.length > 0)) {
			await choose(page, service.nameZh, service.serviceId);
			const rule = catalogue.rules.find((row) => row.ruleId === service.ruleIds[0]);
			if (!rule) throw new Error(`${service.serviceId} has no rule`);
			const answer = await page.request.post(`${baseUrl()}${API}/coverages`, {
				data: {
					service: service.serviceId,
					rule:
						rule.type === "time"
							? { type: "time", cutoffSec: rule.cutoff }
							: { type: "distance", cutoffM: rule.cutoff },
					profile: rule.profileId,
				},
			});
			const { totals } = coverageResponseSchema.parse(await answer.json());
			expect(totals.coveredPeople).toBeGreaterThan(0);
			await untilText(page, COVERED, totals.coveredPeople);
			expect(await page.locator(".service-picker .staff").count()).toBe(service.audience === "staff" ? 1 : 0);
		}

		const villages = courtyardsSchema.parse(await answerTo(page, `${API}/courtyards?limit=1000`)).features;
		await choose(page, "美丽庭院", "courtyard");
		const fiveStar = villages.reduce((sum, village) => sum + village.properties.fiveStar, 0);
		await untilText(page, FIGURE, fiveStar);
		const most = Math.max(...villages.map((village) => village.properties.fiveStar));
		expect(numberIn(await page.locator(".sorted-table tbody td").first().textContent())).toBe(most);

		const firms = firmsSchema.parse(await answerTo(page, `${API}/firms?limit=1000`)).features;
		await choose(page, "物业红黑榜", "property-firm");
		await untilText(page, FIGURE, 396);
		const black = firms.filter((firm) => firm.properties.grades.at(-1)?.grade === "black");
		expect(numberIn(await page.locator('[data-testid="chip-black"] b').textContent())).toBe(black.length);

		const communities = communitiesSchema.parse(
			await answerTo(page, `${API}/communities?limit=1000`),
		).features;
		await choose(page, "社区分类治理", "community");
		await untilText(page, FIGURE, 350);
		const old = communities.filter((row) => row.properties.type === "old").length;
		expect(numberIn(await page.locator('[data-testid="chip-old"] b').textContent())).toBe(old);
		await page.locator('[data-testid="chip-old"]').click();
		await paramOf(page, "only", /^old$/);
		await page.waitForFunction(
			(rows) => document.querySelector(".sorted-table")?.getAttribute("aria-rowcount") === String(rows + 1),
			old,
		);

		await choose(page, "社区发展基金", "community-fund");
		const funds = communities.filter((row) => row.properties.communityFund).length;
		await untilText(page, '[data-testid="goal-count"]', funds);
		expect(await page.locator('[data-testid="goal-count"]').textContent()).toContain("350");

		await choose(page, "志愿服务队", "volunteer-team");
		await untilText(page, FIGURE, 191);

		await choose(page, "城事通", "open-data");
		const links = page.locator("a.icon-button");
		await links.first().waitFor();
		const addresses = await links.evaluateAll((all) => all.map((a) => a.getAttribute("href") ?? ""));
		expect(addresses).toContain(`${API}/catalogue`);
		expect(addresses).toContain("/api/v1/openapi.json");
		expect(addresses).toContain("/tiles/320583/street.json");
		for (const address of addresses) {
			const response = await page.request.get(`${baseUrl()}${address}`);
			expect(response.status(), address).toBe(200);
		}
		expect(errors).toEqual([]);
	});
});

describe("the pages of the lists", () => {
	it("a firm: eight quarters, its compounds, and back from a compound to the firm", async () => {
		const { page } = await open({ path: "/?service=property-firm" });
		await page.locator(".sorted-table tbody tr .row-name").first().waitFor();
		await page.locator(".sorted-table tbody tr .row-name").first().click();
		const id = (await paramOf(page, "sel", /^firm:/)).slice("firm:".length);
		const firms = firmsSchema.parse(await answerTo(page, `${API}/firms?limit=1000`)).features;
		const firm = firms.find((row) => row.properties.firmId === id)?.properties;
		if (!firm) throw new Error(`the server knows no firm ${id}`);
		expect(await page.locator(".inspector h3").textContent()).toBe(firm.name);
		expect(await page.locator(".quarters rect").count()).toBe(8);
		expect(numberIn(await page.locator(".inspector dd").nth(1).textContent())).toBe(firm.compoundIds.length);
		await page.locator(".served button").first().click();
		await paramOf(page, "sel", /^home:/);
		await page.locator(".firm-line button").click();
		await paramOf(page, "sel", new RegExp(`^firm:${id}$`));
	});

	it("a community: its fund, its teams, its three lists, and its share of every service", async () => {
		const { page } = await open({ path: "/?service=community&sel=community:320583100001" });
		const communities = communitiesSchema.parse(
			await answerTo(page, `${API}/communities?limit=1000`),
		).features;
		const about = communities.find((row) => row.properties.code === "320583100001")?.properties;
		if (!about) throw new Error("the sample city has no community 320583100001");
		await page.locator(".standings tbody tr").nth(6).waitFor();
		expect(await page.locator(".inspector h3").textContent()).toBe(about.name);
		for (const list of ["needs", "services", "resources"] as const)
			expect(await page.locator(`[data-testid="list-${list}"] li`).allTextContents()).toEqual(about[list]);
		// The first service has its default rule, here as on the server.
		const answer = await page.request.post(`${baseUrl()}${API}/coverages`, {
			data: { service: "party-service", rule: { type: "distance", cutoffM: 1000 }, profile: "adult" },
		});
		const { byCommunity } = coverageResponseSchema.parse(await answer.json());
		const row = byCommunity.find((one) => one.key === about.code);
		const [covered, people] = ((await page.locator(".standings small").nth(1).textContent()) ?? "").split(
			"/",
		);
		expect([numberIn(covered ?? null), numberIn(people ?? null)]).toEqual([row?.coveredPeople, row?.people]);
	});

	it("earlier years: the trend of the standard, and the table set beside another year", async () => {
		const { page } = await open({ path: "/?rule=distance:1000&walk=adult&tab=communities" });
		await untilFigures(page);
		const { snapshots } = snapshotsSchema.parse(
			await answerTo(page, `${API}/snapshots?service=party-service`),
		);
		const rows = snapshots.filter((row) => row.ruleId === "party-15-distance" && row.profileId === "adult");
		expect(rows.map((row) => row.date)).toEqual(["2023-12-31", "2024-12-31", "2025-12-31"]);
		const shown = (await page.locator(".trend .figure").allTextContents()).slice(0, 3).map(numberIn);
		expect(shown).toEqual(rows.map((row) => Math.round((row.coveredPeople / row.people) * 1000) / 10));
		await page.locator(".trend-point").nth(1).click();
		await paramOf(page, "since", /^2024-12-31$/);
		expect(await page.locator(".sorted-table thead").textContent()).toContain("2024");
		// A custom rule has no earlier days.
		const own = await open({ path: "/?rule=distance:990&walk=adult" });
		await untilFigures(own.page);
		await own.page.getByText("无此标准的历史").waitFor();
	});

	it("plots are a layer of their own that a link switches on", async () => {
		const { page } = await open({ path: "/?tab=plots", viewport: PHONE });
		await page.locator(".plot-list .row").first().waitFor();
		const plots = plotsSchema.parse(await answerTo(page, `${API}/plots?limit=1000`)).features;
		expect(plots).toHaveLength(600);
		expect(numberIn(await page.getByRole("tab", { selected: true }).locator("small").textContent())).toBe(
			600,
		);
		const largest = Math.max(...plots.map((plot) => plot.properties.areaM2));
		await page.locator(".plot-list .row").first().click();
		const id = (await paramOf(page, "sel", /^plot:/)).slice("plot:".length);
		const plot = plots.find((row) => row.properties.plotId === id)?.properties;
		expect(plot?.areaM2).toBe(largest);
		expect(await page.locator(".inspector h3").textContent()).toBe(plot?.name);
		expect(await page.locator(".inspector").textContent()).toContain("示例");
		await page.locator(".inspector .icon-button").first().click();
		await page.getByRole("button", { name: "图层" }).click();
		await page.locator(".layer-menu .check", { hasText: "边角地块" }).click();
		await paramOf(page, "on", /^plots$/);
	});
});
