import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { withEntrances } from "../../geodata/city/area-entrances.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import { coverageOf } from "../../geodata/coverage/coverage.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M, UNREACHED } from "../../geodata/units/constants.ts";
import { assembleCity } from "./assemble-city.ts";

/**
 * Difficult situations from the field, each drawn on a plane of metres around 31.38° N, read as a file and analysed.
 * Expected walks are added up along the drawn streets, in the comment of each case.
 */
type Point = readonly [x: number, y: number];
type Tags = Readonly<Record<string, string>>;
interface Way {
	readonly at: readonly Point[];
	readonly tags: Tags;
}
interface Drawing {
	readonly ways: readonly Way[];
	/** Tags of nodes at points of the ways. */
	readonly nodes?: readonly { readonly at: Point; readonly tags: Tags }[];
	/** Members are ways by their index in `ways`. */
	readonly relations?: readonly { readonly ways: readonly number[]; readonly tags: Tags }[];
	readonly homes: readonly Point[];
	/** Points, or the tag that marks them in the drawing. */
	readonly places: readonly Point[] | string;
}

const LAT_M = EARTH_RADIUS_M * DEG_TO_RAD;
const LNG_M = LAT_M * Math.cos(31.38 * DEG_TO_RAD);
const degrees = ([x, y]: Point): [string, string] => [
	(120.95 + x / LNG_M).toFixed(8),
	(31.38 + y / LAT_M).toFixed(8),
];
const street = (tags: Tags, ...at: Point[]): Way => ({ at, tags });
const road = (...at: Point[]): Way => street({ highway: "residential" }, ...at);

function osmOf({ ways, nodes = [], relations = [] }: Drawing): string {
	const ids = new Map<string, number>();
	const positions: Point[] = [];
	const idOf = (at: Point): number => {
		const key = at.join();
		const known = ids.get(key);
		if (known !== undefined) return known;
		positions.push(at);
		ids.set(key, positions.length);
		return positions.length;
	};
	const tagsOf = (tags: Tags) =>
		Object.entries(tags)
			.map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
			.join("");
	const wayLines = ways.map(
		({ at, tags }, i) =>
			`<way id="${i + 1}">${at.map((point) => `<nd ref="${idOf(point)}"/>`).join("")}${tagsOf(tags)}</way>`,
	);
	const tagged = new Map(nodes.map(({ at, tags }) => [idOf(at), tags]));
	const nodeLines = positions.map((at, i) => {
		const [lng, lat] = degrees(at);
		return `<node id="${i + 1}" lon="${lng}" lat="${lat}">${tagsOf(tagged.get(i + 1) ?? {})}</node>`;
	});
	const relationLines = relations.map(
		({ ways: members, tags }, i) =>
			`<relation id="${i + 1}">${members.map((way) => `<member type="way" ref="${way + 1}" role="outer"/>`).join("")}${tagsOf(tags)}</relation>`,
	);
	return `<osm version="0.6">${[...nodeLines, ...wayLines, ...relationLines].join("\n")}</osm>`;
}

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "lucheng-field-"));
});
afterAll(() => rm(folder, { recursive: true }));

let drawn = 0;
/** Metres, or seconds for an adult, from each home to the nearest place; null where there is no walk. */
async function walks(drawing: Drawing, unit: "m" | "sec" = "m"): Promise<(number | null)[]> {
	const name = join(folder, `case-${drawn++}`);
	const table = (points: readonly Point[], head: string, tail: string) =>
		[head, ...points.map((at, i) => `${i + 1},${degrees(at).join()}${tail}`)].join("\n");
	await writeFile(`${name}.osm`, osmOf(drawing));
	await writeFile(`${name}.csv`, table(drawing.homes, "id,lon,lat,population", ",10"));
	let from = drawing.places;
	if (typeof from !== "string") {
		await writeFile(`${name}-places.csv`, table(from, "id,lon,lat", ""));
		from = `${name}-places.csv`;
	}
	const { input } = await assembleCity(
		{
			cityId: "field",
			name: "Field",
			nameEn: "Field",
			network: `${name}.osm`,
			population: `${name}.csv`,
			populationColumn: null,
			boundary: null,
			datum: "wgs84",
			facilities: { from, kind: "health", kindName: null, where: null, nameColumn: null },
		},
		() => {},
	);
	const { pack } = buildCityPack(input);
	const model = new CityModel(pack);
	const places = snapFacilities(
		model,
		withEntrances(pack, input.facilities).map((one) => ({ ...one, isArea: one.attributes.isArea === true })),
	);
	const rule =
		unit === "m"
			? ({ type: "distance", cutoffM: 5000 } as const)
			: ({ type: "time", cutoffSec: 7200 } as const);
	const adult = PROFILES.find(({ profileId }) => profileId === "adult")!;
	const { impedance } = coverageOf(model, places, rule, adult);
	return [...impedance].map((walk) => (walk === UNREACHED ? null : walk / 1000));
}

const near = (...expected: number[]) => expected.map((walk) => expect.closeTo(walk, 0));

describe("homes and their surroundings", () => {
	const FRONT = road([-200, 0], [0, 0], [120, 0], [200, 0]);

	it("leave a garden by the gate in its fence, not over it to a nearer lane", async () => {
		const fence = {
			at: [
				[-12, 6],
				[0, 6],
				[12, 6],
				[12, 36],
				[-12, 36],
				[-12, 6],
			] as Point[],
			tags: { barrier: "fence" },
		};
		const lane = street({ highway: "footway" }, [-200, 0], [-200, 46], [40, 46]);
		// 30 m straight through the gate, 120 along the street, 8 to the place; the lane is 16 m behind the house.
		for (const kind of ["gate", "lift_gate", "swing_gate", "kissing_gate", "stile", "entrance"]) {
			const gate = { at: [0, 6] as Point, tags: { barrier: kind } };
			expect(
				await walks({ ways: [FRONT, lane, fence], nodes: [gate], homes: [[0, 30]], places: [[120, -8]] }),
			).toEqual(near(158));
		}
		// Nobody is locked in: without a gate the nearest street is used anyway.
		expect(await walks({ ways: [FRONT, fence], homes: [[0, 30]], places: [[120, -8]] })).toEqual(near(158));
		// A garden path that ends at the fence opens it.
		const path = street({ highway: "path" }, [0, 0], [0, 6]);
		expect(await walks({ ways: [FRONT, path, lane, fence], homes: [[0, 30]], places: [[120, -8]] })).toEqual(
			near(24 + 6 + 120 + 8),
		);
	});

	it("keep to their own side of a long wall where another street is little farther", async () => {
		const outer = road([-120, 0], [120, 0]);
		const inner = street({ highway: "footway" }, [-120, 0], [-120, 70], [120, 70]);
		const wall = {
			at: [
				[-110, 12],
				[110, 12],
			] as Point[],
			tags: { barrier: "wall" },
		};
		// 40 north to the path, 120 west, 70 south, 180 east, 5 to the place; the wall is 18 m south of the house.
		expect(await walks({ ways: [outer, inner, wall], homes: [[0, 30]], places: [[60, -5]] })).toEqual(
			near(40 + 120 + 70 + 180 + 5),
		);
	});

	it("walk round a pond, over a stream and a siding, and not through a river", async () => {
		const back = road([200, 0], [200, 110], [-100, 110]);
		const straight = near(26 + 120 + 8);
		const pond = {
			at: [
				[-5, 8],
				[5, 8],
				[5, 16],
				[-5, 16],
				[-5, 8],
			] as Point[],
			tags: { natural: "water", water: "pond" },
		};
		const [round] = await walks({ ways: [FRONT, back, pond], homes: [[0, 26]], places: [[120, -8]] });
		// Around the corner (5, 16), down its side to (5, 0), 115 along the street, 8 to the place.
		expect(round).toBeCloseTo(Math.hypot(5, 10) + 16 + 115 + 8, 0);
		const line = (tags: Tags) => ({
			at: [
				[-300, 12],
				[300, 12],
			] as Point[],
			tags,
		});
		for (const tags of [
			{ waterway: "stream" },
			{ railway: "rail", service: "siding" },
			{ railway: "rail", service: "spur" },
		] as Tags[]) {
			expect(await walks({ ways: [FRONT, line(tags)], homes: [[0, 26]], places: [[120, -8]] })).toEqual(
				straight,
			);
		}
		// 84 m north to the street behind, 200 + 110 + 80 back to the place.
		for (const tags of [
			{ waterway: "river" },
			{ waterway: "canal" },
			{ railway: "rail" },
			{ natural: "coastline" },
		] as Tags[]) {
			expect(await walks({ ways: [FRONT, back, line(tags)], homes: [[0, 26]], places: [[120, -8]] })).toEqual(
				near(84 + 200 + 110 + 80 + 8),
			);
		}
	});

	it("in a canal go to the nearer bank, and are reported", async () => {
		const bank = road([-200, -33], [200, -33]);
		const canal = {
			at: [
				[-300, -12],
				[300, -12],
				[300, 12],
				[-300, 12],
				[-300, -12],
			] as Point[],
			tags: { natural: "water", water: "canal" },
		};
		expect(await walks({ ways: [bank, canal], homes: [[0, 0]], places: [[150, -38]] })).toEqual(
			near(33 + 150 + 5),
		);
	});

	it("do not step onto a corridor, a platform, another level or into a tunnel", async () => {
		for (const tags of [
			{ highway: "footway", indoor: "yes", level: "-1" },
			{ highway: "corridor" },
			{ highway: "footway", level: "2" },
			{ railway: "platform" },
			{ highway: "footway", tunnel: "yes", layer: "-1" },
		] as Tags[]) {
			const below = street(tags, [200, 9], [-100, 9]);
			const stairs = street({ highway: "steps" }, [200, 0], [200, 9]);
			// 14 m to the street, 60 along it, 8 to the place; the corridor is 5 m away.
			expect(await walks({ ways: [FRONT, stairs, below], homes: [[0, 14]], places: [[-60, -8]] })).toEqual(
				near(14 + 60 + 8),
			);
		}
	});
});

describe("private ways", () => {
	const publicRoad = road([-300, 0], [240, 0], [300, 0]);
	const ring = road([300, 0], [300, 180], [0, 180], [-300, 180], [-300, 0]);
	const estate = (tags: Tags) => [
		street({ highway: "service", ...tags }, [240, 0], [240, 50], [0, 50], [-80, 50]),
		street({ highway: "service", ...tags }, [0, 50], [0, 180]),
	];

	it.each<[Tags]>([[{ access: "private" }], [{ foot: "private" }]])(
		"are walked by who lives there, never through: %o",
		async (tags) => {
			const ways = [publicRoad, ring, ...estate(tags)];
			// Inside: 6 m, 320 along the estate's way, 50 to the road, 8. Outside: around the ring, 7 + 300 + 180 + 60 + 8.
			expect(
				await walks({
					ways,
					homes: [
						[-80, 56],
						[0, 187],
					],
					places: [[240, -8]],
				}),
			).toEqual(near(6 + 320 + 50 + 8, 7 + 300 + 180 + 60 + 8));
		},
	);

	it("lead to a school behind its fence, and out of a compound by its gate", async () => {
		const fence = {
			at: [
				[0, 10],
				[-80, 10],
				[-80, 100],
				[80, 100],
				[80, 10],
				[0, 10],
			] as Point[],
			tags: { barrier: "fence" },
		};
		const drive = street({ highway: "service", access: "private" }, [0, 0], [0, 10], [0, 60]);
		const gate = { at: [0, 10] as Point, tags: { barrier: "gate", access: "private" } };
		const way = road([-300, 0], [0, 0], [300, 0]);
		// 10 to the street, 150 along it, 60 up the drive, hypot(30, 5) to the school.
		expect(
			await walks({ ways: [way, drive, fence], nodes: [gate], homes: [[150, 10]], places: [[30, 65]] }),
		).toEqual(near(10 + 150 + 60 + Math.hypot(30, 5)));
		expect(
			await walks({ ways: [way, drive, fence], nodes: [gate], homes: [[30, 65]], places: [[150, 10]] }),
		).toEqual(near(10 + 150 + 60 + Math.hypot(30, 5)));
	});
});

describe("networks", () => {
	it("use a trunk road with sidewalks, however tagged, and one at grade without tags", async () => {
		const side = road([350, 0], [350, 120]);
		const ways = (tags: Tags) => [street({ highway: "trunk", ...tags }, [-200, 0], [350, 0], [450, 0]), side];
		// 6 to the side street, 80 down, 400 along, 10 to the place.
		for (const tags of [
			{ "sidewalk:both": "separate" },
			{ sidewalk: "left" },
			{ foot: "yes" },
			{},
		] as Tags[]) {
			expect(await walks({ ways: ways(tags), homes: [[356, 80]], places: [[-50, 10]] })).toEqual(
				near(6 + 80 + 400 + 10),
			);
		}
		// Otherwise it is not a walkable way, and is a barrier.
		for (const tags of [
			{ motorroad: "yes" },
			{ expressway: "yes" },
			{ foot: "no" },
			{ sidewalk: "no" },
		] as Tags[]) {
			const apart = [...ways(tags), road([-200, 60], [0, 60])];
			expect(await walks({ ways: apart, homes: [[356, 80]], places: [[-50, 66]] })).toEqual([null]);
		}
	});

	const roads = [road([-200, 0], [-35, 0]), road([35, 0], [200, 0])];
	const RIM: Point[] = [
		[-35, -35],
		[35, -35],
		[35, 0],
		[35, 35],
		[-35, 35],
		[-35, 0],
		[-35, -35],
	];

	it("go straight over squares, drawn as ways or as relations, from street to street and from the rim", async () => {
		const asWay = { ways: [...roads, { at: RIM, tags: { highway: "pedestrian", area: "yes" } }] };
		const asRelation = {
			ways: [...roads, { at: RIM.slice(0, 4), tags: {} }, { at: RIM.slice(3), tags: {} }],
			relations: [{ ways: [2, 3], tags: { type: "multipolygon", highway: "pedestrian", area: "yes" } }],
		};
		for (const drawing of [asWay, asRelation]) {
			// 6 + 65 + 70 + 65 + 8; from the rim at (10, 35): 5, then straight to (35, 0), 65 + 8.
			expect(
				await walks({
					...drawing,
					homes: [
						[-100, 6],
						[10, 40],
					],
					places: [[100, -8]],
				}),
			).toEqual(near(6 + 200 + 8, 5 + Math.hypot(25, 35) + 65 + 8));
		}
	});

	it("keep a village that is not connected to the town on the map", async () => {
		const grid = (x0: number, n: number) =>
			Array.from({ length: n }, (_, i) => [
				road(...Array.from({ length: n }, (_v, k): Point => [x0 + 50 * k, 50 * i])),
				road(...Array.from({ length: n }, (_v, k): Point => [x0 + 50 * i, 50 * k])),
			]).flat();
		// The village is a grid of 8 by 8: two blocks and one from its clinic.
		expect(
			await walks({
				ways: [...grid(0, 16), ...grid(3000, 8)],
				homes: [[3100, 50]],
				places: [
					[400, 400],
					[3200, 100],
				],
			}),
		).toEqual(near(150));
	});

	it("wait at a junction once, with its signals in the middle or at the stop lines", async () => {
		const cross = [
			road([-300, 0], [-15, 0], [0, 0], [15, 0], [300, 0]),
			road([0, -300], [0, -15], [0, 0], [0, 15], [0, 300]),
		];
		const signal = { highway: "traffic_signals" };
		const stops = (
			[
				[-15, 0],
				[15, 0],
				[0, -15],
				[0, 15],
			] as Point[]
		).map((at) => ({ at, tags: signal }));
		for (const nodes of [stops, [{ at: [0, 0] as Point, tags: signal }]]) {
			// 600 m at 1.25 m/s and 30 s.
			expect(await walks({ ways: cross, nodes, homes: [[-300, 0]], places: [[300, 0]] }, "sec")).toEqual(
				near(510),
			);
		}
	});

	it("climb a footbridge in pieces once, and a road bridge's sidewalk not at all", async () => {
		const bridge = { highway: "footway", bridge: "yes", layer: "1" };
		const lanes = [-10, 10].map((x) => street({ highway: "primary", oneway: "yes" }, [x, -200], [x, 200]));
		const pieces = [
			street({ highway: "footway" }, [-150, 0], [-28, 0]),
			street({ ...bridge, highway: "steps" }, [-28, 0], [-20, 0]),
			street(bridge, [-20, 0], [0, 0]),
			street({ ...bridge, covered: "yes" }, [0, 0], [28, 0]),
			street({ highway: "footway" }, [28, 0], [150, 0]),
		];
		// 160 m at 1.25 m/s and one climb of 120 s.
		expect(await walks({ ways: [...lanes, ...pieces], homes: [[-80, 0]], places: [[80, 0]] }, "sec")).toEqual(
			near(128 + 120),
		);
		const rails = {
			at: [
				[0, -200],
				[0, 200],
			] as Point[],
			tags: { railway: "rail" },
		};
		const beside = [
			street({ highway: "secondary", foot: "use_sidepath", bridge: "yes", layer: "1" }, [-25, 5], [25, 5]),
			street({ highway: "footway" }, [-150, 0], [-25, 0]),
			street({ highway: "footway", footway: "sidewalk", bridge: "yes", layer: "1" }, [-25, 0], [25, 0]),
			street({ highway: "footway" }, [25, 0], [150, 0]),
		];
		expect(await walks({ ways: [rails, ...beside], homes: [[-80, 0]], places: [[80, 0]] }, "sec")).toEqual(
			near(128),
		);
	});

	it("reach a park where streets meet its edge, as a way and as a relation, not its middle", async () => {
		const around = road([-60, -20], [300, -20], [660, -20], [660, 300], [660, 620], [-60, 620], [-60, -20]);
		const paths = [
			street({ highway: "path" }, [300, -20], [300, 5]),
			street({ highway: "path" }, [660, 300], [590, 300]),
		];
		const rim: Point[] = [
			[0, 0],
			[600, 0],
			[600, 600],
			[0, 600],
			[0, 0],
		];
		const park = { leisure: "park" };
		const asWay = { ways: [around, ...paths, { at: rim, tags: park }] };
		const asRelation = {
			ways: [around, ...paths, { at: rim.slice(0, 3), tags: {} }, { at: rim.slice(2), tags: {} }],
			relations: [{ ways: [3, 4], tags: { type: "multipolygon", ...park } }],
		};
		for (const drawing of [asWay, asRelation]) {
			// 5 to the street, 100 along it to the path, 20 to the park's edge.
			expect(await walks({ ...drawing, homes: [[200, -25]], places: "osm:leisure=park" })).toEqual(near(125));
		}
	});
});
