import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NODE_FLAG, type StreetSource } from "../../../geodata/graph/street-source.ts";
import { nodesAt, type OsmElements, readElements } from "../../test/osm-files.ts";

type Places = Parameters<typeof nodesAt>[0];

const SIGNAL = { highway: "traffic_signals" };
const CROSSING = { highway: "crossing", crossing: "traffic_signals" };

/** Nodes by OSM id, in way order, as {@link StreetSource} numbers them. */
async function drawn(places: Places, ways: OsmElements["ways"]) {
	const { streets } = await readElements({ nodes: nodesAt(places), ways });
	const ids = [...new Set(ways.flatMap(({ nodes }) => nodes))];
	return { streets, indexOf: (id: number) => ids.indexOf(id) };
}

/** Waits along consecutive nodes: half a wait at a signal on either side, none within one junction. */
function waits({ nodeFlags, nodeJunction }: StreetSource, route: readonly number[]): number {
	let halves = 0;
	for (let i = 1; i < route.length; i++) {
		const [a, b] = [route[i - 1]!, route[i]!];
		const junction = nodeJunction?.[a] ?? 0;
		if (junction !== 0 && junction === nodeJunction![b]) continue;
		for (const node of [a, b]) if ((nodeFlags[node]! & NODE_FLAG.SIGNAL) !== 0) halves++;
	}
	return halves / 2;
}

const waitsAlong = async (places: Places, ways: OsmElements["ways"], ...routes: number[][]) => {
	const { streets, indexOf } = await drawn(places, ways);
	return routes.map((route) => waits(streets, route.map(indexOf)));
};
const way = (id: number, nodes: number[], highway = "secondary") => ({ id, nodes, tags: { highway } });

describe("a signalled junction", () => {
	it("with signals at the stop lines costs one wait", async () => {
		const places: Places = {
			1: [0, 0],
			2: [-100, 0],
			3: [-12, 0, SIGNAL],
			4: [100, 0],
			5: [12, 0, SIGNAL],
			6: [0, 100],
			7: [0, 28, SIGNAL],
			8: [0, -100],
		};
		const ways = [way(1, [2, 3, 1, 5, 4]), way(2, [6, 7, 1]), way(3, [1, 8])];
		expect(await waitsAlong(places, ways, [2, 3, 1, 5, 4], [6, 7, 1, 8], [2, 3, 1, 8])).toEqual([1, 1, 1]);
	});

	it("does not include a signal farther than 30 m", async () => {
		const places: Places = { 1: [0, 0], 2: [-100, 0], 3: [-31, 0, SIGNAL], 4: [100, 0], 8: [0, -100] };
		const ways = [way(1, [2, 3, 1, 4]), way(3, [1, 8])];
		expect(await waitsAlong(places, ways, [2, 3, 1, 4], [8, 1, 4])).toEqual([1, 0]);
	});

	it("of two carriageways costs one wait", async () => {
		const places: Places = {
			1: [0, 0, SIGNAL],
			2: [0, 20, SIGNAL],
			3: [0, -100],
			4: [0, 120],
			5: [-100, 0],
			6: [100, 0],
			7: [-100, 20],
			8: [100, 20],
			9: [0, 10],
		};
		const ways = [way(1, [3, 1, 9, 2, 4]), way(2, [5, 1, 6], "trunk"), way(3, [8, 2, 7], "trunk")];
		expect(await waitsAlong(places, ways, [3, 1, 9, 2, 4], [5, 1, 6], [5, 1, 9, 2, 4])).toEqual([1, 1, 1]);
	});

	it("with mapped crossings costs one wait by road, and one per crossing on foot", async () => {
		const places: Places = {
			1: [0, 0],
			2: [-100, 0],
			3: [-15, 0, CROSSING],
			4: [100, 0],
			5: [15, 0, CROSSING],
			6: [0, 100],
			7: [0, -100],
			// Corners of the sidewalks.
			11: [-15, -10],
			12: [-15, 10],
			13: [15, -10],
			14: [15, 10],
		};
		const ways = [
			way(1, [2, 3, 1, 5, 4]),
			way(2, [6, 1, 7]),
			way(3, [11, 3, 12], "footway"),
			way(4, [13, 5, 14], "footway"),
		];
		expect(await waitsAlong(places, ways, [2, 3, 1, 5, 4], [2, 3, 1, 6], [6, 1, 7], [11, 3, 12])).toEqual([
			1, 1, 1, 1,
		]);
	});

	it("costs no wait around a corner, and two waits across two of its arms", async () => {
		const places: Places = {
			1: [0, 0],
			2: [-100, 0],
			3: [-10, 0, CROSSING],
			4: [0, 10, CROSSING],
			5: [0, 100],
			6: [100, 0],
			11: [-10, 10],
			12: [-60, 10],
			13: [-10, 60],
			14: [10, 10],
			15: [-10, -10],
		};
		const ways = [
			way(1, [2, 3, 1, 6]),
			way(2, [1, 4, 5]),
			way(3, [15, 3, 11, 4, 14], "footway"),
			way(4, [12, 11, 13], "footway"),
		];
		expect(await waitsAlong(places, ways, [12, 11, 13], [15, 3, 11, 4, 14])).toEqual([0, 2]);
	});

	it("is not made of a crossing beside a side street without signals", async () => {
		const places: Places = {
			1: [0, 0],
			2: [-100, 0],
			3: [-15, 0, CROSSING],
			4: [100, 0],
			6: [0, 100],
			11: [-15, -10],
			12: [-15, 10],
		};
		const ways = [way(1, [2, 3, 1, 4]), way(2, [6, 1]), way(3, [11, 3, 12], "footway")];
		expect(await waitsAlong(places, ways, [6, 1, 4], [2, 3, 1, 4])).toEqual([0, 1]);
	});

	it("keeps a drive between its crossing and its middle inside", async () => {
		const places: Places = {
			1: [0, 0],
			2: [-100, 0],
			3: [-24, 0, CROSSING],
			9: [-12, 0],
			4: [100, 0],
			5: [15, 0, CROSSING],
			6: [0, 100],
			11: [-24, -10],
			12: [-24, 10],
			13: [15, -10],
			14: [15, 10],
			19: [-12, 60],
		};
		const ways = [
			way(1, [2, 3, 9, 1, 5, 4]),
			way(2, [6, 1]),
			way(3, [11, 3, 12], "footway"),
			way(4, [13, 5, 14], "footway"),
			way(5, [19, 9], "service"),
		];
		expect(await waitsAlong(places, ways, [2, 3, 9, 1, 5, 4], [19, 9, 1, 6], [2, 3, 9, 19])).toEqual([
			1, 1, 1,
		]);
	});

	it("at a distance from the next one costs its own wait", async () => {
		const places: Places = {
			1: [0, 0, SIGNAL],
			2: [-100, 0],
			3: [35, 0, SIGNAL],
			4: [100, 0],
			6: [0, 100],
			7: [35, 100],
		};
		const ways = [way(1, [2, 1, 3, 4]), way(2, [6, 1]), way(3, [7, 3])];
		expect(await waitsAlong(places, ways, [2, 1, 3, 4])).toEqual([2]);
	});
});

describe("a signal away from any junction", () => {
	it("counts once with its stop lines", async () => {
		const places: Places = {
			1: [-100, 0],
			2: [-20, 0, SIGNAL],
			3: [0, 0, CROSSING],
			4: [20, 0, SIGNAL],
			5: [100, 0],
			11: [0, 10],
			12: [0, -10],
		};
		const road = way(1, [1, 2, 3, 4, 5]);
		expect(await waitsAlong(places, [road], [1, 2, 3, 4, 5])).toEqual([1]);
		const across = way(2, [11, 3, 12], "footway");
		expect(await waitsAlong(places, [road, across], [1, 2, 3, 4, 5], [11, 3, 12])).toEqual([1, 1]);
	});

	it("stays where it is", async () => {
		const places: Places = { 1: [-100, 0], 2: [0, 0, CROSSING], 3: [60, 0, CROSSING], 4: [100, 0] };
		expect(await waitsAlong(places, [way(1, [1, 2, 3, 4])], [1, 2, 3, 4])).toEqual([2]);
	});

	it("on two carriageways costs one wait", async () => {
		const places: Places = {
			1: [-100, 0],
			2: [0, 0, CROSSING],
			3: [100, 0],
			4: [-100, 14],
			5: [0, 14, CROSSING],
			6: [100, 14],
			11: [0, -10],
			12: [0, 7],
			13: [0, 24],
		};
		const ways = [way(1, [1, 2, 3]), way(2, [4, 5, 6]), way(3, [11, 2, 12, 5, 13], "footway")];
		expect(await waitsAlong(places, ways, [11, 2, 12, 5, 13], [1, 2, 3])).toEqual([1, 1]);
	});
});

describe("any signalled junction", () => {
	/** How an arm's signal is mapped, and at which distance, metres. */
	const arm = fc.record({
		drawn: fc.constantFrom("stop line", "crossing", "crossing on foot", "both"),
		outM: fc.integer({ min: 6, max: 14 }),
	});

	it("costs one wait on every route through it, with one or two carriageways", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(arm, { minLength: 4, maxLength: 4 }),
				fc.tuple(fc.boolean(), fc.boolean()),
				fc.integer({ min: 8, max: 15 }),
				async (arms, [isDualEast, isDualNorth], apartM) => {
					const { places, ways, ends } = junctionOf(arms, isDualEast, isDualNorth, apartM);
					const { streets, indexOf } = await drawn(places, ways);
					for (const from of ends) {
						for (const to of ends) {
							if (from === to) continue;
							const route = shortestRoute(ways, places, from, to);
							expect(waits(streets, route.map(indexOf)), `${route.join(" ")}`).toBe(1);
						}
					}
				},
			),
			{ numRuns: 100 },
		);
	});
});

interface Arm {
	readonly drawn: "stop line" | "crossing" | "crossing on foot" | "both";
	readonly outM: number;
}

/**
 * Two roads that meet, each with one or two carriageways; stop lines are at the entries, on the right. Ends are the
 * outer nodes of the carriageways.
 */
function junctionOf(arms: readonly Arm[], isDualEast: boolean, isDualNorth: boolean, apartM: number) {
	const places: Record<number, readonly [number, number, Record<string, string>?]> = {};
	const ways: { id: number; nodes: number[]; tags: Record<string, string> }[] = [];
	const ends: number[] = [];
	const rows = isDualEast ? [0, apartM] : [0];
	const columns = isDualNorth ? [0, apartM] : [0];
	const middle = (column: number, row: number) => 1 + column * 2 + row;
	columns.forEach((x, i) => {
		rows.forEach((y, k) => {
			places[middle(i, k)] = [x, y];
		});
	});
	let id = 10;
	const put = (x: number, y: number, tags?: Record<string, string>) => {
		places[id] = tags ? [x, y, tags] : [x, y];
		return id++;
	};
	/** From the end of an arm to its first middle, through the nodes of its signal. */
	const approach = (
		from: readonly [number, number],
		dx: number,
		dy: number,
		{ drawn, outM }: Arm,
		isInward: boolean,
	) => {
		const at = (m: number) => [from[0] + dx * m, from[1] + dy * m] as const;
		const end = put(...at(150));
		ends.push(end);
		const nodes = [end];
		if (isInward && (drawn === "stop line" || drawn === "both")) nodes.push(put(...at(outM + 4), SIGNAL));
		if (drawn !== "stop line") {
			const crossing = put(...at(outM), CROSSING);
			nodes.push(crossing);
			if (drawn === "crossing on foot") {
				const [x, y] = at(outM);
				const sides = [put(x - 3 * dy, y + 3 * dx), put(x + 3 * dy, y - 3 * dx)] as const;
				ways.push({ id: id++, nodes: [sides[0], crossing, sides[1]], tags: { highway: "footway" } });
			}
		}
		return nodes;
	};
	const road = (nodes: number[]) => ways.push({ id: id++, nodes, tags: { highway: "secondary" } });
	rows.forEach((y, k) => {
		const west = approach([0, y], -1, 0, arms[0]!, k === 0);
		const east = approach([columns.at(-1)!, y], 1, 0, arms[1]!, k === rows.length - 1);
		road([...west, ...columns.map((_, i) => middle(i, k)), ...east.reverse()]);
	});
	columns.forEach((x, i) => {
		const south = approach([x, 0], 0, -1, arms[2]!, i === columns.length - 1);
		const north = approach([x, rows.at(-1)!], 0, 1, arms[3]!, i === 0);
		road([...south, ...rows.map((_, k) => middle(i, k)), ...north.reverse()]);
	});
	return { places, ways, ends };
}

/** Only along roads; any of equal ones. */
function shortestRoute(ways: OsmElements["ways"], places: Places, from: number, to: number): number[] {
	const next = new Map<number, number[]>();
	for (const { nodes, tags } of ways) {
		if (tags.highway === "footway") continue;
		nodes.forEach((node, i) => {
			next.set(node, [...(next.get(node) ?? []), ...nodes.slice(Math.max(0, i - 1), i + 2)]);
		});
	}
	const best = new Map<number, { m: number; route: number[] }>([[from, { m: 0, route: [from] }]]);
	for (let changed = true; changed; ) {
		changed = false;
		for (const [node, { m, route }] of [...best]) {
			for (const other of next.get(node)!) {
				const [a, b] = [places[node]!, places[other]!];
				const throughM = m + Math.hypot(a[0] - b[0], a[1] - b[1]);
				if (other === node || throughM >= (best.get(other)?.m ?? Infinity)) continue;
				best.set(other, { m: throughM, route: [...route, other] });
				changed = true;
			}
		}
	}
	return best.get(to)!.route;
}
