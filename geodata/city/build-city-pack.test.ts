import { describe, expect, it } from "vitest";
import { WAY_FLAG } from "../graph/street-source.ts";
import type { WalkGraph } from "../graph/walk-graph.ts";
import { area, home, line, Scene } from "../test/scene.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { buildBarriers } from "./build-barriers.ts";
import { buildCityPack } from "./build-city-pack.ts";
import type { BaseFeature, CityInput } from "./city-input.ts";

const STREET = new Scene("A---------B");

const withHomes = (homes: CityInput["compounds"], more: Partial<CityInput> = {}): CityInput => ({
	...STREET.city(homes),
	...more,
});

describe("buildCityPack", () => {
	it("enters a compound by its gates and walks from its centre to them", () => {
		// The centre is 40 m from the street, the gate is on it, 30 m along: 40 m to walk, 30 along.
		const gate = STREET.at([3, 0]);
		const { pack } = buildCityPack(withHomes([home("a", STREET.at([3, 4]), 7, { gates: [gate] })]));
		const { access, gateUnknown } = pack.demand;
		expect([...access.start]).toEqual([0, 1]);
		expect(access.offsetMm[0]! / 1000).toBeCloseTo(40, 1);
		expect(Math.abs(access.alongMm[0]! - 50_000)).toBeCloseTo(20_000, -2);
		expect([...gateUnknown]).toEqual([0]);
	});

	it("takes several gates, and the centre where no gate meets a street", () => {
		const near = STREET.at([1, 1]);
		const far = STREET.at([8, 1]);
		const lost = STREET.at([5, 90]);
		const { pack, unsnapped } = buildCityPack(
			withHomes([
				home("two", STREET.at([4, 2]), 1, { gates: [near, far] }),
				home("one", STREET.at([4, 2]), 1, { gates: [near, lost] }),
				home("centre", STREET.at([4, 2]), 1, { gates: [lost] }),
				home("lost", lost, 4),
			]),
		);
		expect([...pack.demand.access.start]).toEqual([0, 2, 3, 4, 4]);
		expect([...pack.demand.gateUnknown]).toEqual([0, 0, 1, 1]);
		expect(unsnapped).toEqual([{ id: "lost", name: "lost", people: 4 }]);
	});

	it("finds a second way in where the nearest street has steps", () => {
		const scene = new Scene(`
AsssssB
|
C-----D`);
		const { pack } = buildCityPack(scene.city([home("a", scene.at([3, 0.5]), 1)]), { minSubnetworkNodes: 1 });
		const flags = Array.from(pack.demand.access.edge, (edge) => pack.graph.edgeFlags[edge]! & WAY_FLAG.STEPS);
		expect(flags).toEqual([WAY_FLAG.STEPS, 0]);
	});

	describe("islands", () => {
		// 10 m a cell. An island of one street 300 m south of the town, and a 30 m stub nearest to no home.
		const town = new Scene(
			"A----+-----B\n     |\n     G".concat("\n".repeat(28), "C----------D".padEnd(60), "E--F"),
		);
		const lengthM = ({ graph }: { graph: WalkGraph }) =>
			graph.edgeLengthMm.reduce((sum, length) => sum + length, 0) / 1000;

		it("stay where people live on them, and are dropped as fragments elsewhere", () => {
			const { pack, report } = buildCityPack(
				town.city([home("a", town.at("A"), 1), home("c", town.at([3, 30]), 2)]),
			);
			expect(lengthM(pack)).toBeCloseTo(240, 0);
			expect([report.droppedSubnetworks, report.droppedNodes, report.droppedEdges]).toEqual([1, 2, 1]);
			expect(report.droppedLengthM).toBeCloseTo(30, 0);
			expect(report.lengthM).toBeCloseTo(240, 0);
		});

		it("stay for a place as well", () => {
			const city = town.city([home("a", town.at("A"), 1)]);
			const [lngDeg, latDeg] = town.at("C");
			const clinic = { facilityId: "f", kind: "health", name: "", lngDeg, latDeg, entrances: [] };
			const more = { communityCode: null, townId: null, attributes: {} };
			const { pack } = buildCityPack({ ...city, facilities: [{ ...clinic, ...more }] });
			expect(lengthM(pack)).toBeCloseTo(240, 0);
			expect(lengthM(buildCityPack(city).pack)).toBeCloseTo(130, 0);
		});

		it("let places beside one walk to the town's street as well, but not across a river", () => {
			const near = new Scene(`
    F
    |
A---+-------B

C-D`);
			const homes = [home("c", near.at([1, 4.5]), 1)];
			const entries = (features: readonly BaseFeature[]) =>
				buildCityPack(near.city(homes, features)).pack.demand.access.edge.length;
			expect(entries([])).toBe(2);
			expect(entries([line("waterway", [near.at([-50, 3]), near.at([60, 3])])])).toBe(1);
		});
	});

	it("names communities by town and refuses what does not add up", () => {
		const community = { name: "亭林社区", type: null, unit: null, polygon: null, attributes: {} };
		const city = withHomes(
			[home("a", STREET.at("A"), 10, { communityCode: "1", people0To14: 2, people60Plus: 3 })],
			{
				towns: [{ townId: "t", name: "玉山镇", nameEn: "Yushan", unit: null, centre: [0, 0], polygon: null }],
				communities: [{ ...community, code: "1", townId: "t" }],
			},
		);
		const { pack } = buildCityPack(city);
		expect(pack.communities).toEqual([
			{ code: "1", name: "亭林社区", type: null, town: "玉山镇", unit: null },
		]);
		expect([pack.demand.community[0], pack.demand.agesKnown]).toEqual([0, true]);
		expect(buildCityPack(withHomes([home("a", STREET.at("A"), 1)])).pack.demand.community[0]).toBe(NONE);
		const refused = (homes: CityInput["compounds"], code: string): void => {
			expect(() => buildCityPack(withHomes(homes))).toThrow(expect.objectContaining({ code }));
		};
		for (const people of [-1, 1.5, Number.NaN, 2 ** 32])
			refused([home("a", [0, 0], people)], "PEOPLE_OUT_OF_RANGE");
		refused([home("a", [0, 0], 4, { people0To14: 3, people60Plus: 2 })], "PEOPLE_OUT_OF_RANGE");
		refused([home("a", [0, 0], 4, { communityCode: "9" })], "COMMUNITY_UNKNOWN");
		refused([home("a", [Number.NaN, 0], 4)], "POSITION_OUT_OF_RANGE");
	});

	it("reports its progress", () => {
		const seen: string[] = [];
		const homes = Array.from({ length: 501 }, (_, i) => home(`h${i}`, STREET.at("A"), 1));
		buildCityPack(withHomes(homes), {}, (phase, done, total) => seen.push(`${phase} ${done}/${total}`));
		expect(seen).toEqual([
			"streets 0/3",
			"streets 1/3",
			"streets 2/3",
			"streets 3/3",
			"homes 500/501",
			"homes 501/501",
		]);
	});
});

describe("buildBarriers", () => {
	const cell = STREET.at([1, 0])[0] * COORD_UNITS_PER_DEG;

	it("takes shores, waterways, railways and walls, and nothing under or over ground", () => {
		const at = (column: number, row: number) => STREET.at([column, row]);
		const ends = [at(0, 1), at(5, 1)];
		const shore = area("water", {
			type: "MultiPolygon",
			coordinates: [[[at(0, 0), at(1, 0), at(1, 1), at(0, 0)].map((position) => [...position])]],
		});
		const barriers = buildBarriers(
			[
				shore,
				line("waterway", ends, "娄江"),
				{ ...line("waterway", ends), tunnel: true },
				line("railway", ends),
				{ ...line("railway", ends), bridge: true },
				{ ...line("railway", ends), kind: "subway" },
				line("wall", ends),
				line("green", ends),
				area("place", { type: "Point", coordinates: [0, 0] }),
			],
			STREET.streets,
		);
		// Three sides of the shore, then river, railway and wall.
		expect([...barriers.kind]).toEqual([0, 0, 0, 0, 1, 3]);
		expect(barriers.names[barriers.name[3] ?? 0]).toBe("娄江");
		expect(barriers.bLng[3]).toBe(Math.round(5 * cell));
	});

	it("takes expressways nobody may walk, where they lie on the ground", () => {
		const expressway = (flags: number) => {
			const { streets } = new Scene("A----B", { streetClass: "motorway" });
			return [...buildBarriers([], { ...streets, wayFlags: Uint16Array.of(flags) }).kind];
		};
		expect(expressway(0)).toEqual([2]);
		expect(expressway(WAY_FLAG.LINK)).toEqual([2]);
		expect(expressway(WAY_FLAG.BRIDGE)).toEqual([]);
		expect(expressway(WAY_FLAG.TUNNEL)).toEqual([]);
		expect(expressway(WAY_FLAG.WALK_FORWARD)).toEqual([]);
	});
});
