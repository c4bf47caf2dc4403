import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { BaseFeature, CityInput } from "../city/city-input.ts";
import { STREET_CLASSES, WAY_FLAG } from "../graph/street-source.ts";
import { SAMPLE_EDITION } from "./edition.ts";
import { generateSample } from "./generate-sample.ts";
import { crossing, insideRing, nearestOnSegment, type Point, signedAreaM2, toPlane } from "./plane/plane.ts";

let city: CityInput;
beforeAll(() => {
	city = generateSample({ seed: 1, factor: 1 });
}, 120_000);

/** One digest of a whole city: typed arrays by their bytes, the rest as JSON. */
function digestOf(input: CityInput): string {
	const hash = createHash("sha256");
	for (const column of Object.values(input.streets)) {
		hash.update(ArrayBuffer.isView(column) ? (column as Float64Array) : JSON.stringify(column));
	}
	hash.update(JSON.stringify({ ...input, streets: null }));
	return hash.digest("hex");
}

const tally = (items: readonly string[]) => {
	const out = new Map<string, number>();
	for (const item of items) out.set(item, (out.get(item) ?? 0) + 1);
	return out;
};

describe("the same bytes", () => {
	it("come of the same seed on every machine", () => {
		expect(digestOf(city)).toBe(SAMPLE_EDITION);
	});

	it("refuses a seed or factor out of range, naming it", () => {
		expect(() => generateSample({ seed: 1.5, factor: 1 })).toThrow(/1\.5/);
		expect(() => generateSample({ seed: -1, factor: 1 })).toThrow(/-1/);
		expect(() => generateSample({ seed: 1, factor: 40 })).toThrow(/40/);
	});
});

describe("what is published", () => {
	const sum = (column: (c: CityInput["compounds"][number]) => number) =>
		city.compounds.reduce((total, c) => total + column(c), 0);

	it("is met to the last person", () => {
		expect(sum((c) => c.people)).toBe(2_092_496);
		// 15.3 % and 12.3 % of 2 092 496 are 320 151.9 and 257 377.0.
		expect(sum((c) => c.people0To14 ?? 0)).toBe(320_152);
		expect(sum((c) => c.people60Plus ?? 0)).toBe(257_377);
	});

	it("is met town by town where a yearbook has a figure", () => {
		const townOf = new Map(city.communities.map((c) => [c.code, c.townId]));
		const people = new Map<string, number>();
		for (const c of city.compounds) {
			const town = townOf.get(c.communityCode ?? "") ?? "";
			people.set(town, (people.get(town) ?? 0) + c.people);
		}
		expect(people.get("320583-花桥")).toBe(122_311);
		expect(people.get("320583-千灯")).toBe(200_000);
		expect(people.get("320583-巴城")).toBe(120_000);
		expect(people.get("320583-周庄")).toBe(31_730);
		const resort = ["周庄", "淀山湖", "锦溪"].map((t) => people.get(`320583-${t}`) ?? 0);
		expect(resort.reduce((a, b) => a + b)).toBe(275_000);
	});

	it("is met in counts", () => {
		const kinds = tally(city.facilities.map((f) => f.kind));
		expect(kinds.get("party-centre")).toBe(4);
		expect(kinds.get("party-station")).toBe(158);
		expect(kinds.get("party-point")).toBe(48);
		const parks = tally(city.parks.map((p) => p.kind));
		expect(parks.get("park")).toBe(210);
		expect(city.parks.filter((p) => p.kind === "pocket-park" && p.builtYear === 2023)).toHaveLength(50);
		expect(city.parks.some((p) => p.name === "昆韵致塘")).toBe(true);
		expect(city.parks.filter((p) => p.kind === "park").every((p) => p.areaM2 >= 5000)).toBe(true);
		const pockets = city.parks.filter((p) => p.kind === "pocket-park");
		expect(pockets.length).toBeGreaterThan(185);
		expect(pockets.every((p) => p.areaM2 >= 400 && p.areaM2 <= 10_000)).toBe(true);
		const five = city.courtyards.filter((c) => c.star === 5).length;
		expect(five).toBeGreaterThan(950);
		expect(five).toBeLessThan(1000);
		const teams = city.communities.map((c) => c.attributes.volunteerTeams as number);
		expect(teams.reduce((a, b) => a + b)).toBe(191);
	});

	it("has 350 communities of six types in ten towns and nine working units", () => {
		expect(new Set(city.communities.map((c) => c.code)).size).toBe(350);
		expect(new Set(city.communities.map((c) => c.type)).size).toBe(6);
		expect(city.towns).toHaveLength(10);
		expect(new Set(city.communities.map((c) => c.unit)).size).toBe(9);
		const lived = new Set(city.compounds.map((c) => c.communityCode));
		expect(city.communities.filter((c) => !lived.has(c.code) || !c.polygon)).toEqual([]);
	});
});

const ringsOf = (feature: BaseFeature): Point[][] =>
	feature.geometry.type === "Polygon"
		? feature.geometry.coordinates.map((r) => r.slice(0, -1).map((p) => toPlane(p as [number, number])))
		: [];

/** Rings in a grid of 500 m cells, for tests that check every street or home against them. */
class RingGrid {
	readonly #cells = new Map<string, Point[][]>();

	constructor(rings: readonly Point[][]) {
		for (const ring of rings) {
			this.#each(ring, (key) => {
				const cell = this.#cells.get(key);
				if (cell) cell.push(ring);
				else this.#cells.set(key, [ring]);
			});
		}
	}

	near(points: readonly Point[]): Set<Point[]> {
		const out = new Set<Point[]>();
		this.#each(points, (key) => {
			for (const ring of this.#cells.get(key) ?? []) out.add(ring);
		});
		return out;
	}

	#each(points: readonly Point[], visit: (key: string) => void): void {
		const xs = points.map((p) => p[0]);
		const ys = points.map((p) => p[1]);
		const cell = (v: number) => Math.floor(v / 500);
		for (let x = cell(Math.min(...xs)); x <= cell(Math.max(...xs)); x++) {
			for (let y = cell(Math.min(...ys)); y <= cell(Math.max(...ys)); y++) visit(`${x} ${y}`);
		}
	}
}

describe("the ground", () => {
	let water: RingGrid;
	let waterRings: Point[][];
	beforeAll(() => {
		waterRings = city.baseFeatures.filter((f) => f.layer === "water").flatMap(ringsOf);
		water = new RingGrid(waterRings);
	});

	const nodePoint = (node: number): Point =>
		toPlane([city.streets.nodeLngDeg[node] ?? 0, city.streets.nodeLatDeg[node] ?? 0]);
	function* segments(): Generator<{ way: number; a: number; b: number }> {
		const { wayStart, wayNode, wayClass } = city.streets;
		for (let way = 0; way < wayClass.length; way++) {
			for (let i = wayStart[way] ?? 0; i + 1 < (wayStart[way + 1] ?? 0); i++) {
				yield { way, a: wayNode[i] ?? 0, b: wayNode[i + 1] ?? 0 };
			}
		}
	}

	it("has no street on water but by bridge", () => {
		const wet: string[] = [];
		for (const { way, a, b } of segments()) {
			if (((city.streets.wayFlags[way] ?? 0) & WAY_FLAG.BRIDGE) !== 0) continue;
			const p = nodePoint(a);
			const q = nodePoint(b);
			for (const ring of water.near([p, q])) {
				const meets =
					insideRing(ring, ...p) ||
					ring.some((c, i) => crossing(p, q, c, ring[(i + 1) % ring.length] as Point) !== null);
				if (meets) wet.push(`way ${way} at ${p}`);
			}
		}
		expect(wet).toEqual([]);
	});

	it("has bridges, and every one over water", () => {
		let bridges = 0;
		let dry = 0;
		for (const { way, a, b } of segments()) {
			if (((city.streets.wayFlags[way] ?? 0) & WAY_FLAG.BRIDGE) === 0) continue;
			bridges++;
			const p = nodePoint(a);
			const q = nodePoint(b);
			const over = [...water.near([p, q])].some(
				(ring) =>
					insideRing(ring, ...p) ||
					insideRing(ring, ...q) ||
					ring.some((c, i) => crossing(p, q, c, ring[(i + 1) % ring.length] as Point) !== null),
			);
			if (!over) dry++;
		}
		expect(bridges).toBeGreaterThan(1000);
		expect(dry).toBe(0);
	});

	it("has no home in a lake, river, canal or pond", () => {
		const wet = city.compounds.filter((c) => {
			const p = toPlane([c.lngDeg, c.latDeg]);
			return [...water.near([p])].some((ring) => insideRing(ring, ...p));
		});
		expect(wet.map((c) => c.compoundId)).toEqual([]);
	});

	const meet = (one: readonly Point[], other: readonly Point[]): boolean =>
		insideRing(one, ...(other[0] as Point)) ||
		insideRing(other, ...(one[0] as Point)) ||
		one.some((a, i) =>
			other.some((c, k) => {
				const b = one[(i + 1) % one.length] as Point;
				return crossing(a, b, c, other[(k + 1) % other.length] as Point) !== null;
			}),
		);
	const landOf = (c: CityInput["compounds"][number]): Point[] =>
		c.polygon?.type === "Polygon"
			? (c.polygon.coordinates[0] ?? []).slice(0, -1).map((p) => toPlane(p as [number, number]))
			: [];

	it("has no home whose land reaches into water", () => {
		const wet = city.compounds.filter((c) => {
			const land = landOf(c);
			return [...water.near(land)].some((ring) => meet(ring, land));
		});
		expect(wet.map((c) => c.compoundId)).toEqual([]);
	});

	it("has no two homes on one piece of land", () => {
		const lands = city.compounds.map(landOf);
		expect(lands.every((land) => land.length > 2)).toBe(true);
		const grid = new RingGrid(lands);
		const shared = lands.filter((land) => [...grid.near(land)].some((o) => o !== land && meet(o, land)));
		expect(shared).toEqual([]);
	});

	it("is 23.1 % water, as the yearbook says, within a point", () => {
		const area = waterRings.reduce((sum, ring) => sum + Math.abs(signedAreaM2(ring)), 0);
		const outline = city.boundary?.type === "Polygon" ? city.boundary.coordinates[0] : [];
		const whole = Math.abs(
			signedAreaM2((outline ?? []).slice(0, -1).map((p) => toPlane(p as [number, number]))),
		);
		expect(area / whole).toBeGreaterThan(0.221);
		expect(area / whole).toBeLessThan(0.241);
	});

	it("is connected: 97 % of the walkable nodes lie in one network", () => {
		const { nodeLngDeg, wayFlags } = city.streets;
		const parent = Int32Array.from({ length: nodeLngDeg.length }, (_, i) => i);
		const root = (n: number): number => {
			let r = n;
			while (parent[r] !== r) r = parent[r] = parent[parent[r] ?? 0] ?? 0;
			return r;
		};
		const walked = new Set<number>();
		for (const { way, a, b } of segments()) {
			if (((wayFlags[way] ?? 0) & WAY_FLAG.WALK_FORWARD) === 0) continue;
			walked.add(a).add(b);
			parent[root(a)] = root(b);
		}
		const sizes = [...tally([...walked].map((n) => String(root(n)))).values()];
		expect(Math.max(...sizes) / walked.size).toBeGreaterThan(0.97);
		expect(walked.size).toBeGreaterThan(40_000);
	});

	it("leads to every gate: a street passes within 40 m", () => {
		const walk: Point[][] = [];
		for (const { way, a, b } of segments()) {
			if (((city.streets.wayFlags[way] ?? 0) & WAY_FLAG.WALK_FORWARD) !== 0)
				walk.push([nodePoint(a), nodePoint(b)]);
		}
		const grid = new RingGrid(walk);
		const far = city.compounds.filter((c) =>
			c.gates.some((gate) => {
				const p = toPlane(gate);
				const around = [-45, 45].map((d): Point => [p[0] + d, p[1] + d]);
				return ![...grid.near(around)].some(
					([a, b]) => nearestOnSegment(p, a as Point, b as Point).distanceM <= 40,
				);
			}),
		);
		expect(far.map((c) => c.compoundId)).toEqual([]);
		expect(city.compounds.every((c) => c.gates.length >= 1 && c.gates.length <= 4)).toBe(true);
		expect(city.compounds.length).toBeGreaterThan(10_500);
		expect(city.compounds.length).toBeLessThan(13_500);
	});

	it("lets no street but the gate's own through a compound wall", () => {
		const walls = city.baseFeatures.filter((f) => f.layer === "wall");
		const pieces = walls.flatMap((f) =>
			f.geometry.type === "MultiLineString"
				? f.geometry.coordinates.flatMap((line) => {
						const points = line.map((p) => toPlane(p as [number, number]));
						return points.slice(1).map((p, i): Point[] => [points[i] as Point, p]);
					})
				: [],
		);
		expect(pieces.length).toBeGreaterThan(10_000);
		const grid = new RingGrid(pieces);
		let through = 0;
		for (const { a, b } of segments()) {
			const p = nodePoint(a);
			const q = nodePoint(b);
			for (const [c, d] of grid.near([p, q])) if (crossing(p, q, c as Point, d as Point)) through++;
		}
		expect(through).toBe(0);
	});

	it("has every class of street a town has", () => {
		const classes = new Set(Array.from(city.streets.wayClass, (c) => STREET_CLASSES[c]));
		for (const name of [
			"motorway",
			"primary",
			"secondary",
			"tertiary",
			"residential",
			"living_street",
			"pedestrian",
			"service",
			"footway",
			"track",
		] as const) {
			expect(classes).toContain(name);
		}
	});
});
