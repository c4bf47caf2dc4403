import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LAYER_NAMES } from "./kinds.ts";
import { parseSearch, stringifySearch, validSearch } from "./search.ts";
import {
	DEFAULT_URL_STATE,
	EXPLORE_FIELDS,
	formatUrlState,
	parseUrlState,
	SHARED_FIELDS,
	type UrlState,
} from "./url-state.ts";

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const degrees = (limit: number) =>
	fc.integer({ min: -limit * 1e5, max: limit * 1e5 }).map((units) => units / 1e5);

const stateArbitrary: fc.Arbitrary<UrlState> = fc.record({
	cityId: fc.option(slug),
	serviceId: fc.option(slug),
	rule: fc.option(
		fc.oneof(
			fc.integer({ min: 1, max: 50_000 }).map((cutoffM) => ({ type: "distance" as const, cutoffM })),
			fc.integer({ min: 1, max: 7200 }).map((cutoffSec) => ({ type: "time" as const, cutoffSec })),
		),
	),
	profileId: fc.option(slug),
	lang: fc.constantFrom("zh" as const, "en" as const),
	lens: fc.constantFrom("streets" as const, "circle" as const),
	mode: fc.constantFrom("look" as const, "what-if" as const),
	tab: fc.constantFrom("gaps" as const, "communities" as const, "parks" as const, "plots" as const),
	camera: fc.option(
		fc.record({
			lngDeg: degrees(180),
			latDeg: degrees(85),
			zoom: fc.integer({ min: 0, max: 2400 }).map((hundredths) => hundredths / 100),
		}),
	),
	hidden: fc.subarray([...LAYER_NAMES]),
	only: fc.option(slug),
	since: fc.option(fc.constantFrom("2023-12-31", "2024-02-29")),
	selection: fc.option(
		fc.oneof(
			fc.record({
				kind: fc.constantFrom(
					"gap" as const,
					"home" as const,
					"park" as const,
					"community" as const,
					"firm" as const,
				),
				id: fc.string({ minLength: 1, maxLength: 60 }).filter((id) => !/[\n\r\u2028\u2029]/.test(id)),
			}),
			fc.record({
				kind: fc.constant("point" as const),
				position: fc.tuple(degrees(180), degrees(85)),
			}),
		),
	),
});

/** -0 and 0 are the same place; the query string does not distinguish them. */
const plain = (state: UrlState) => JSON.parse(JSON.stringify(state)) as unknown;

describe("url state", () => {
	it("comes back from the link it wrote", () => {
		fc.assert(
			fc.property(stateArbitrary, (state) => {
				expect(plain(parseUrlState(formatUrlState(state)))).toEqual(plain(state));
			}),
		);
	});

	it("writes nothing for the default and reads it from nothing", () => {
		expect(formatUrlState(DEFAULT_URL_STATE)).toBe("");
		expect(parseUrlState("")).toEqual(DEFAULT_URL_STATE);
	});

	it("stays readable", () => {
		const search = "?city=320583&rule=distance:1000&at=120.95,31.38,12.5&sel=gap:320583-1";
		expect(formatUrlState(parseUrlState(search))).toBe(search);
	});

	it("opens a link of the previous release, every parameter in it", () => {
		const link =
			"?city=320583&service=party-service&rule=distance:800&walk=elderly&lens=circle&tab=parks&mode=what-if" +
			"&at=120.95,31.38,12.5&point=120.9512,31.3821&sel=park:p-1&on=plots&off=gaps,parks" +
			"&since=2023-12-31&only=old&lang=en";
		expect([...new URLSearchParams(link)].length).toBe(15);
		expect(parseUrlState(link)).toEqual({
			cityId: "320583",
			serviceId: "party-service",
			rule: { type: "distance", cutoffM: 800 },
			profileId: "elderly",
			lang: "en",
			lens: "circle",
			tab: "parks",
			mode: "what-if",
			camera: { lngDeg: 120.95, latDeg: 31.38, zoom: 12.5 },
			// Only one thing is selected at a time: a point has priority over a thing.
			selection: { kind: "point", position: [120.9512, 31.3821] },
			hidden: ["gaps", "parks"],
			since: "2023-12-31",
			only: "old",
		} satisfies UrlState);
		// Byte for byte, except the thing that the point replaces.
		expect(formatUrlState(parseUrlState(link))).toBe(link.replace("&sel=park:p-1", ""));
		const picked = link.replace("&point=120.9512,31.3821", "");
		expect(formatUrlState(parseUrlState(picked))).toBe(picked);
	});

	it("keeps a workspace's valid parameters as they are written", () => {
		const search = parseSearch("?city=320583&lens=moon&tab=parks&rule=distance:60000&utm=x&lang=en");
		expect(validSearch(EXPLORE_FIELDS, search)).toEqual({ tab: "parks" });
		expect(validSearch(SHARED_FIELDS, search)).toEqual({ city: "320583", lang: "en" });
		expect(stringifySearch(search)).toBe("?city=320583&rule=distance:60000&lens=moon&tab=parks&lang=en");
	});

	it("drops a part that is not valid and keeps the rest", () => {
		const state = parseUrlState("?city=320583&rule=distance:60000&lens=moon&at=200,31,12&service=Party!");
		expect(state).toEqual({ ...DEFAULT_URL_STATE, cityId: "320583" });
	});

	it("names only the layers that differ from the default", () => {
		const search = "?on=plots&off=homes,gaps&since=2023-12-31";
		expect(parseUrlState(search).hidden).toEqual(["homes", "gaps"]);
		expect(formatUrlState(parseUrlState(search))).toBe(search);
		expect(parseUrlState("?off=homes").hidden).toEqual(["homes", "plots"]);
		expect(parseUrlState("?off=moon&since=2023-02-30")).toEqual(DEFAULT_URL_STATE);
	});

	it("accepts the ends of the allowed cutoffs and nothing beyond", () => {
		expect(parseUrlState("?rule=time:7200").rule).toEqual({ type: "time", cutoffSec: 7200 });
		expect(parseUrlState("?rule=time:7201").rule).toBeNull();
		expect(parseUrlState("?rule=distance:1").rule).toEqual({ type: "distance", cutoffM: 1 });
		expect(parseUrlState("?rule=distance:0").rule).toBeNull();
	});
});
