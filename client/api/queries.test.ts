// @vitest-environment happy-dom
import { QueryClientProvider } from "@tanstack/react-query";
import { act, createElement } from "react";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { City } from "../../geodata/contract/city.ts";
import { renderHook } from "../test/render-hook.ts";
import {
	createQueryClient,
	useFacilities,
	useFirms,
	useParks,
	useSnapshots,
	useTakeRole,
} from "./queries.ts";

const CITY: City = {
	cityId: "tiny",
	name: "小城",
	nameEn: "Tiny",
	bbox: [120, 31, 121, 32],
	sample: true,
	source: "test",
	dataVersion: "v1",
	graphHash: "h1",
	people: 1,
	demandPoints: 1,
};

/** A server where every list is empty; records its requests in order. */
function emptyServer(): string[] {
	const asked: string[] = [];
	vi.stubGlobal("fetch", async (path: string) => {
		asked.push(path.replace("/api/v1/cities/", ""));
		return Response.json({
			type: "FeatureCollection",
			features: [],
			nextCursor: null,
			sample: true,
			snapshots: [],
		});
	});
	return asked;
}
afterEach(() => vi.unstubAllGlobals());

async function renderQuery<P, R>(hook: (input: P) => R, input: P) {
	const client = createQueryClient();
	const rendered = await renderHook(hook, input, (child) =>
		createElement(QueryClientProvider, { client }, child),
	);
	const settle = () => act(() => vi.waitUntil(() => client.isFetching() === 0));
	await settle();
	return {
		client,
		render: async (next: P) => {
			await rendered.render(next);
			await settle();
		},
		unmount: rendered.unmount,
	};
}

describe("cached lists", () => {
	it("are read once per city and data version", async () => {
		const asked = emptyServer();
		const hook = await renderQuery((city: City) => useParks(city), CITY);
		await hook.render({ ...CITY });
		expect(asked).toEqual(["tiny/parks?limit=1000"]);
		await hook.render({ ...CITY, dataVersion: "v2" });
		expect(asked).toHaveLength(2);
		// The other city's data may have the same version.
		await hook.render({ ...CITY, cityId: "twin" });
		expect(asked.slice(2)).toEqual(["twin/parks?limit=1000"]);
		await hook.render(CITY);
		expect(asked).toHaveLength(3);
		await hook.unmount();
	});

	it("are read for each service, and each kind", async () => {
		const asked = emptyServer();
		const snapshots = await renderQuery<string, unknown>(
			(service) => useSnapshots(CITY, service),
			"party-service",
		);
		await snapshots.render("elderly-care");
		await snapshots.unmount();
		const places = await renderQuery((kinds: string[]) => useFacilities(CITY, kinds), ["a"]);
		await places.render(["a", "b"]);
		await places.unmount();
		expect(asked).toEqual([
			"tiny/snapshots?service=party-service",
			"tiny/snapshots?service=elderly-care",
			"tiny/facilities?kind=a&limit=1000",
			"tiny/facilities?kind=b&limit=1000",
		]);
	});

	it("are read again for another role, and staff-only data leaves the cache", async () => {
		const asked: string[] = [];
		vi.stubGlobal("fetch", async (path: string, { method = "GET" }: RequestInit = {}) => {
			asked.push(`${method} ${path.replace("/api/v1/", "")}`);
			if (path.endsWith("/session"))
				return Response.json({ role: "public", demoRoles: ["public", "official"] });
			return Response.json({ type: "FeatureCollection", features: [], nextCursor: null, sample: true });
		});
		const taken: { current: ReturnType<typeof useTakeRole> | null } = { current: null };
		const hook = await renderQuery<string, void>((list) => {
			taken.current = useTakeRole();
			useParks(list === "parks" ? CITY : null);
			useFirms(list === "firms" ? CITY : null);
		}, "firms");
		await hook.render("parks");
		await act(async () => taken.current?.mutateAsync("public"));
		expect(hook.client.getQueryData(["city", "tiny", "v1", "firms"])).toBeUndefined();
		expect(hook.client.getQueryData(["city", "tiny", "v1", "parks"])).toBeDefined();
		await hook.render("firms");
		expect(asked).toEqual([
			"GET cities/tiny/firms?limit=1000",
			"GET cities/tiny/parks?limit=1000",
			"POST session",
			"GET cities/tiny/parks?limit=1000",
			"GET cities/tiny/firms?limit=1000",
		]);
		await hook.unmount();
	});
});
