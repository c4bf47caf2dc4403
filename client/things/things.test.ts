import { describe, expect, it } from "vitest";
import { cityLayers } from "../map/city-style.ts";
import { NO_LAYERS } from "../map/data-layers.ts";
import { KINDS, type Kind } from "../state/kinds.ts";
import { LIGHT } from "../styles/tokens.ts";
import { findThing } from "./find-thing.ts";
import type { Lists } from "./lists.ts";
import { pressedThing } from "./press.ts";
import { DRAWN } from "./scene-layers.tsx";
import { describeThing, type Thing } from "./thing.ts";
import { THINGS } from "./things.ts";

const NONE: Lists = {
	gaps: null,
	facilities: null,
	parks: null,
	courtyards: null,
	communities: null,
	plots: null,
	firms: null,
	opened: null,
};
/** One named place per list, each with the id of its kind. */
const LISTS = {
	...NONE,
	facilities: [
		{ geometry: { coordinates: [120.9, 31.3] }, properties: { facilityId: "f1", communityCode: "c7" } },
		{ geometry: { coordinates: [120.8, 31.3] }, properties: { facilityId: "p1", communityCode: null } },
	],
	parks: [{ properties: { parkId: "p1", centre: [120.8, 31.3], communityCode: "c8" } }],
	firms: [{ properties: { firmId: "m1", compoundIds: ["h2"], grades: [] } }],
	opened: {
		homes: { ids: ["h1", "h2"], lngLat: new Float64Array([120.5, 31.1, 120.6, 31.2]), community: [0, -1] },
		communities: [{ code: "c9", name: "Nine" }],
		communityBBoxes: [null],
	},
} as unknown as Lists;

describe("the record of things", () => {
	it("has every kind a link may name, and a kind that is missing is an error of types", () => {
		expect(Object.keys(THINGS).toSorted()).toEqual(KINDS.toSorted());
		const { plot, ...fewer } = THINGS;
		// @ts-expect-error plots are missing
		const record: { readonly [K in Kind]: Thing<K> } = fewer;
		expect({ ...record, plot }).toEqual(THINGS);
	});

	it("draws each kind into sources and layers of its own, and answers for layers there are", () => {
		const ids = DRAWN.flatMap(({ layers }) => layers(LIGHT).map(({ layer }) => layer.id));
		expect(new Set(ids).size).toBe(ids.length);
		const sources = DRAWN.flatMap((one) => one.sources);
		expect(new Set(sources).size).toBe(sources.length);
		for (const one of DRAWN) {
			const layers = one.layers(LIGHT).map(({ layer }) => layer);
			for (const layer of layers) expect(one.sources).toContain("source" in layer ? layer.source : null);
			const own = layers.map(({ id }) => id);
			for (const id of one.pressed) expect(own).toContain(id);
			for (const source of one.signs) expect(one.sources).toContain(source);
			// Village names belong to the base map: the communities have them.
			for (const [name, switched] of Object.entries(one.switched))
				if (name !== "villages") expect(own).toEqual(expect.arrayContaining([...switched]));
		}
	});

	it("keeps the order of the drawing: tint below streets, gaps over areas, names of gaps over signs", () => {
		const { onLand, onGround, onNames } = cityLayers(DRAWN, LIGHT);
		const ids = (layers: typeof onLand) => layers.map(({ id }) => id);
		expect(ids(onLand)).toEqual(["system-area"]);
		expect(ids(onGround)).toEqual([
			"system-area-line",
			"plot-area",
			"plot-area-line",
			"community-line",
			"park-area",
			"area-fill",
			"area-line",
			"gap-fill",
			"gap-line",
			"gap-line-picked",
			"circle-line",
			"isochrone-fill",
			"isochrone-line",
			"community-picked",
		]);
		expect(ids(onNames)).toEqual([
			"system-mark",
			"system-count",
			"system-count-name",
			"plot",
			"community-name",
			"courtyard-far",
			"courtyard",
			"park",
			"facility",
			"gap-name",
			"pick-ring",
			"pick-dot",
		]);
	});
});

describe("a thing", () => {
	it("is found with its place and its community", () => {
		expect(findThing({ kind: "facility", id: "f1" }, LISTS)).toMatchObject({
			at: [120.9, 31.3],
			communityCode: "c7",
		});
		expect(findThing({ kind: "home", id: "h1" }, LISTS)).toMatchObject({
			at: [120.5, 31.1],
			communityCode: "c9",
		});
		// Without a community; its index −1 must not select the last one of the list.
		expect(findThing({ kind: "home", id: "h2" }, LISTS)?.communityCode).toBeNull();
		expect(findThing({ kind: "community", id: "c9" }, LISTS)).toMatchObject({
			at: null,
			communityCode: "c9",
		});
	});

	it("is null while its list is loading, or when the list no longer has it", () => {
		for (const kind of KINDS)
			if (kind !== "point") {
				expect(findThing({ kind, id: "x" }, NONE)).toBeNull();
				expect(findThing({ kind, id: "x" }, LISTS)).toBeNull();
			}
	});

	it("is picked by a press on its layer; a park that is a facility stays a park", () => {
		const at = [120, 31] as const;
		const press = (layer: string, id: string) =>
			pressedThing({ kind: "feature", layer, id }, at, LISTS, null);
		expect(press("facility", "f1")).toEqual({ kind: "facility", id: "f1" });
		expect(press("facility", "p1")).toEqual({ kind: "park", id: "p1" });
		expect(press("system-area", "c9")).toEqual({ kind: "community", id: "c9" });
		expect(press("plot-area", "g1")).toEqual({ kind: "plot", id: "g1" });
		expect(pressedThing({ kind: "ground" }, at, LISTS, null)).toEqual({ kind: "point", position: at });
	});

	it("selects the firm of a clicked home while the list of firms is open", () => {
		const press = (home: number, system: "property-firm" | null) =>
			pressedThing({ kind: "home", home }, [120, 31], LISTS, system);
		expect(press(1, null)).toEqual({ kind: "home", id: "h2" });
		expect(press(1, "property-firm")).toEqual({ kind: "firm", id: "m1" });
		// A hamlet without a firm selects the home.
		expect(press(0, "property-firm")).toEqual({ kind: "home", id: "h1" });
	});
});

const BenchCard = ({ thing }: { readonly thing: { readonly seats: number } }) => `${thing.seats} seats`;

describe("a kind that is added", () => {
	/** A complete definition of a new kind. In the project it would be `things/bench/` plus two list entries. */
	const bench = describeThing("facility", {
		find: ({ id }) =>
			id === "b1" ? { thing: { seats: 4 }, at: [120.7, 31.4], bbox: null, communityCode: null } : null,
		Card: BenchCard,
		drawn: {
			...NO_LAYERS,
			sources: ["benches"],
			pressed: ["bench"],
			layers: () => [{ on: "onNames", z: 65, layer: { id: "bench", type: "symbol", source: "benches" } }],
		},
	});

	it("is drawn, found, shown on a card and clicked without other changes", () => {
		const drawn = bench.drawn ? [...DRAWN, bench.drawn] : [];
		const { sources, onNames } = cityLayers(drawn, LIGHT);
		expect(Object.keys(sources)).toContain("benches");
		const ids = onNames.map(({ id }) => id);
		expect(ids.slice(ids.indexOf("park"), ids.indexOf("facility") + 1)).toEqual([
			"park",
			"bench",
			"facility",
		]);
		const found = bench.find({ kind: "facility", id: "b1" }, NONE);
		expect(found?.at).toEqual([120.7, 31.4]);
		expect(found?.card({} as never)).toMatchObject({ props: { thing: { seats: 4 } } });
		expect(bench.press("b1", NONE)).toEqual({ kind: "facility", id: "b1" });
		expect(bench.find({ kind: "facility", id: "b2" }, NONE)).toBeNull();
	});
});
