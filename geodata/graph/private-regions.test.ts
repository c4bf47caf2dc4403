import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCityPack } from "../coverage/build-city-pack.ts";
import { openCityModel, snapFacilities } from "../coverage/city-model.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { DEG_TO_RAD, EARTH_RADIUS_M, UNREACHED } from "../units/constants.ts";
import { distanceM, type Position } from "../units/position.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";

const DEG_PER_M = 1 / (EARTH_RADIUS_M * DEG_TO_RAD);
const BOTH = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
const METRES = { type: "distance", cutoffM: 5000 } as const;
const ADULT = {
	profileId: "adult",
	nameZh: "成人",
	nameEn: "adult",
	speedMps: 1.25,
	stepsAllowed: true,
	signalPenaltySec: 30,
	overpassPenaltySec: 120,
	source: "",
	verified: false,
};

/** Walks in whole metres from each place to the one station, null where there is none. */
function walksIn(streets: StreetSource, places: readonly Position[], station: Position): (number | null)[] {
	const city = new Scene("A-B").city(places.map((at, i) => home(`h${i}`, at, 1)));
	const { pack } = buildCityPack({ ...city, streets }, { minSubnetworkNodes: 1 });
	const model = openCityModel(pack);
	const set = snapFacilities(model, [facility("f", station)]);
	return [...coverageOf(model, set, METRES, ADULT).impedance].map((mm) =>
		mm === UNREACHED ? null : Math.round(mm / 1000),
	);
}

/** The scene's streets, those between two of the letters private. */
function withPrivate(scene: Scene, letters: string): StreetSource {
	const isOne = (node: number) =>
		[...letters].some((letter) => {
			const [lngDeg, latDeg] = scene.at(letter);
			return scene.streets.nodeLngDeg[node] === lngDeg && scene.streets.nodeLatDeg[node] === latDeg;
		});
	const { wayNode, wayStart } = scene.streets;
	const wayFlags = scene.streets.wayFlags.map((flags, way) =>
		isOne(wayNode[wayStart[way]!]!) && isOne(wayNode[wayStart[way]! + 1]!) ? flags | WAY_FLAG.PRIVATE : flags,
	);
	return { ...scene.streets, wayFlags };
}

describe("private ways", () => {
	// 10 m a cell. The estate's way P-Q-R joins two public streets; round by C it is far.
	const scene = new Scene(`
A-----P--------B
      |        |
      Q        |
      |        |
      R--------D`);
	const streets = withPrivate(scene, "PQR");

	it("are walked by who lives there, out by either mouth", () => {
		// Q lies 20 m from P and 20 m from R: 20 + 60 to A, 20 + 90 to D.
		expect(walksIn(streets, [scene.at("Q")], scene.at("A"))).toEqual([80]);
		expect(walksIn(streets, [scene.at("Q")], scene.at("D"))).toEqual([110]);
	});

	it("are walked by who goes there", () => {
		expect(walksIn(streets, [scene.at("A"), scene.at("D")], scene.at("Q"))).toEqual([80, 110]);
	});

	it("are never walked through", () => {
		// Through the estate 60 + 40 + 90 = 190 m; round it 60 + 90 + 40 + 0.
		const openM = walksIn(scene.streets, [scene.at("A")], scene.at("R"));
		expect(openM).toEqual([100]);
		// A to R: east 150, south 40, west 90.
		expect(walksIn(streets, [scene.at([1, 0])], scene.at([10, 4]))).toEqual([140 + 40 + 50]);
	});
});

describe("private gates", () => {
	/** The scene's streets with private gates at some letters. */
	const withGates = (scene: Scene, letters: string): StreetSource => {
		const nodeFlags = scene.streets.nodeFlags.slice();
		for (const letter of letters) {
			const [lngDeg, latDeg] = scene.at(letter);
			const { nodeLngDeg, nodeLatDeg } = scene.streets;
			nodeFlags[nodeLngDeg.findIndex((lng, i) => lng === lngDeg && nodeLatDeg[i] === latDeg)] =
				NODE_FLAG.PRIVATE_GATE;
		}
		return { ...scene.streets, nodeFlags };
	};

	it("let out who lives behind them, though the lane itself is not tagged private", () => {
		// The lane P-Q-R is 40 m long, gates at both its ends.
		const scene = new Scene(`
A-----+--------B
      |        |
      P        |
      |        |
      Q        |
      |        |
      R        |
      |        |
      +--------D`);
		const streets = withGates(scene, "PR");
		const at = (row: number): Position => scene.at([6, row]);
		// From Q, four rows down: 40 + 60 to A, 40 + 90 to D.
		expect(walksIn(streets, [at(4)], scene.at("A"))).toEqual([100]);
		expect(walksIn(streets, [at(4)], scene.at([15, 8]))).toEqual([130]);
		// Through the lane from its northern end to its southern 80 m; round by B and D 90 + 80 + 90.
		expect(walksIn(streets, [at(0)], at(8))).toEqual([260]);
	});

	it("let nobody through from one public street to the next", () => {
		const scene = new Scene(`
A-----P-----B
|           |
E-----------F`);
		// Through the gate 80 m; round it 20 + 20 + 120 + 20 + 20.
		expect(walksIn(scene.streets, [scene.at([2, 0])], scene.at([10, 0]))).toEqual([80]);
		expect(walksIn(withGates(scene, "P"), [scene.at([2, 0])], scene.at([10, 0]))).toEqual([200]);
	});
});

describe("private streets of any town", () => {
	const SIDE = 4;
	const gridPosition = (i: number): Position => [
		((i % SIDE) * 100 + ((i * 7) % 5)) * DEG_PER_M,
		(Math.floor(i / SIDE) * 100 + ((i * 11) % 7)) * DEG_PER_M,
	];
	const pairs = Array.from({ length: SIDE * SIDE }, (_, i) => [
		...(i % SIDE < SIDE - 1 ? [[i, i + 1] as const] : []),
		...(i < SIDE * (SIDE - 1) ? [[i, i + SIDE] as const] : []),
	]).flat();
	const anyTown = fc.record({
		ways: fc.array(fc.constantFrom("none", "public", "public", "private", "private"), {
			minLength: pairs.length,
			maxLength: pairs.length,
		}),
		gates: fc.array(fc.nat(SIDE * SIDE - 1), { maxLength: 3 }),
		places: fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { minLength: 2, maxLength: 5 }),
	});

	it("are walked as a plain search with three phases walks them", () => {
		let compared = 0;
		fc.assert(
			fc.property(anyTown, ({ ways, gates, places }) => {
				const drawn = pairs.flatMap(([a, b], i) =>
					ways[i] === "none" ? [] : [{ a, b, isPrivate: ways[i] === "private" }],
				);
				if (drawn.length === 0) return;
				const nodeFlags = new Uint8Array(SIDE * SIDE);
				for (const gate of gates) nodeFlags[gate] = NODE_FLAG.PRIVATE_GATE;
				const streets: StreetSource = {
					nodeLngDeg: Float64Array.from(nodeFlags, (_, i) => gridPosition(i)[0]),
					nodeLatDeg: Float64Array.from(nodeFlags, (_, i) => gridPosition(i)[1]),
					nodeFlags,
					wayStart: Uint32Array.from({ length: drawn.length + 1 }, (_, i) => 2 * i),
					wayNode: Uint32Array.from(drawn.flatMap(({ a, b }) => [a, b])),
					wayClass: new Uint8Array(drawn.length).fill(12),
					wayFlags: Uint16Array.from(drawn, ({ isPrivate }) => (isPrivate ? BOTH | WAY_FLAG.PRIVATE : BOTH)),
					wayName: drawn.map(() => ""),
					wayId: Float64Array.from(drawn.keys()),
				};
				const at = places.map(([x, y]): Position => [(x + 0.37) * DEG_PER_M, (y + 0.61) * DEG_PER_M]);
				const [station, ...homes] = at;
				const oracle = new ThreePhases(drawn, new Set(gates), gridPosition);
				if (!oracle.isOneNetwork || at.some((place) => oracle.snapped(place) === null)) return;
				const found = walksIn(streets, homes, station!);
				homes.forEach((from, i) => {
					const expected = oracle.walkM(from, station!);
					if (expected === null) expect(found[i]).toBeNull();
					else expect(Math.abs((found[i] ?? Number.NaN) - expected)).toBeLessThan(0.6);
					compared++;
				});
			}),
			{ numRuns: 400 },
		);
		expect(compared).toBeGreaterThan(150);
	});
});

interface PlainStreet {
	readonly a: number;
	readonly b: number;
	readonly isPrivate: boolean;
}

/** The oracle: a walk leaves its own private region, walks public streets, and enters the region it goes to. */
class ThreePhases {
	readonly isOneNetwork: boolean;
	readonly #region: number[];
	readonly #publicNode: ReadonlySet<number>;
	readonly #streets: readonly PlainStreet[];
	readonly #gates: ReadonlySet<number>;
	readonly #at: (node: number) => Position;

	constructor(streets: readonly PlainStreet[], gates: ReadonlySet<number>, at: (node: number) => Position) {
		this.#streets = streets;
		this.#gates = gates;
		this.#at = at;
		const whole = this.#parts(() => true);
		this.isOneNetwork = new Set(whole).size === 1;
		const part = this.#parts((street, node) => !streets[street]!.isPrivate && !gates.has(node));
		const lengthOf = new Map<number, number>();
		streets.forEach((street, i) => {
			if (!street.isPrivate) lengthOf.set(part[i]!, (lengthOf.get(part[i]!) ?? 0) + this.#lengthM(i));
		});
		const ranked = [...lengthOf].sort((x, y) => y[1] - x[1]);
		// Two public parts alike in length: which of them is the public one is not told.
		if (ranked.length > 1 && ranked[0]![1] - ranked[1]![1] < 1) this.isOneNetwork = false;
		const isPublic = (street: number) => !streets[street]!.isPrivate && part[street] === ranked[0]?.[0];
		const publicNode = new Set(streets.flatMap(({ a, b }, i) => (isPublic(i) ? [a, b] : [])));
		this.#publicNode = publicNode;
		const regions = this.#parts(
			(street, node) => !isPublic(street) && (gates.has(node) || !publicNode.has(node)),
		);
		this.#region = streets.map((_, i) => (isPublic(i) ? -1 : regions[i]!));
	}

	/** Streets joined where `joins` holds of both at the node they share; the least index of each part. */
	#parts(joins: (street: number, node: number) => boolean): number[] {
		const part = this.#streets.map((_, i) => i);
		for (let changed = true; changed; ) {
			changed = false;
			this.#streets.forEach((x, i) => {
				this.#streets.forEach((y, j) => {
					for (const node of [x.a, x.b]) {
						if ((node !== y.a && node !== y.b) || !joins(i, node) || !joins(j, node)) continue;
						const least = Math.min(part[i]!, part[j]!);
						if (part[i] === least && part[j] === least) continue;
						part[i] = least;
						part[j] = least;
						changed = true;
					}
				});
			});
		}
		return part;
	}

	#lengthM(street: number): number {
		const { a, b } = this.#streets[street]!;
		return distanceM(...this.#at(a), ...this.#at(b));
	}

	/** The one nearest street, and where; null where two are about as near. */
	snapped(place: Position): { street: number; alongM: number; offM: number } | null {
		const feet = this.#streets.map(({ a, b }, street) => {
			const [ax, ay] = this.#at(a).map((deg) => deg / DEG_PER_M) as [number, number];
			const [bx, by] = this.#at(b).map((deg) => deg / DEG_PER_M) as [number, number];
			const [x, y] = [place[0] / DEG_PER_M, place[1] / DEG_PER_M];
			const squared = (bx - ax) ** 2 + (by - ay) ** 2;
			const share = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared));
			const offM = Math.hypot(ax + (bx - ax) * share - x, ay + (by - ay) * share - y);
			return { street, alongM: share * Math.sqrt(squared), offM };
		});
		feet.sort((p, q) => p.offM - q.offM);
		if (feet.length > 1 && feet[1]!.offM - feet[0]!.offM < 0.1) return null;
		return feet[0]!.offM > 250 ? null : feet[0]!;
	}

	walkM(from: Position, to: Position): number | null {
		const start = this.snapped(from)!;
		const end = this.snapped(to)!;
		const [own, goal] = [this.#region[start.street]!, this.#region[end.street]!];
		const offM = start.offM + end.offM;
		let best = start.street === end.street ? Math.abs(start.alongM - end.alongM) : Number.POSITIVE_INFINITY;
		// States: a node come to by some street, and the phase the walk is in. Relaxed until nothing changes.
		const cost = new Map<string, number>();
		const queue: { node: number; street: number; phase: number; metres: number }[] = [];
		const come = (node: number, street: number, phase: number, metres: number): void => {
			const key = `${node},${street},${phase}`;
			if (metres >= (cost.get(key) ?? Number.POSITIVE_INFINITY) - 1e-9) return;
			cost.set(key, metres);
			queue.push({ node, street, phase, metres });
		};
		const first = this.#streets[start.street]!;
		const phases = own < 0 ? [1] : own === goal ? [0, 2] : [0];
		for (const phase of phases) {
			come(first.a, start.street, phase, start.alongM);
			come(first.b, start.street, phase, this.#lengthM(start.street) - start.alongM);
		}
		while (queue.length > 0) {
			const { node, street, phase, metres } = queue.pop()!;
			this.#streets.forEach(({ a, b }, next) => {
				if (a !== node && b !== node) return;
				const region = this.#region[next]!;
				const isPublic = region < 0;
				// Nobody passes a private gate from public street to public street.
				if (this.#gates.has(node) && isPublic && this.#region[street]! < 0 && next !== street) return;
				const nextPhases = isPublic
					? phase <= 1
						? [1]
						: []
					: [
							...(phase === 0 && region === own ? [0] : []),
							...(region === goal && this.#enters(phase, own, goal, node) ? [2] : []),
						];
				for (const nextPhase of nextPhases) {
					if (next === end.street && (isPublic || nextPhase === 2)) {
						const ahead = a === node ? end.alongM : this.#lengthM(next) - end.alongM;
						best = Math.min(best, metres + ahead);
					}
					come(a === node ? b : a, next, nextPhase, metres + this.#lengthM(next));
				}
			});
		}
		return Number.isFinite(best) ? best + offM : null;
	}

	/** The last phase begins on the public network, be it at a single crossing, or where the walk stays in one region. */
	#enters(phase: number, own: number, goal: number, node: number): boolean {
		return phase >= 1 || own === goal || (this.#publicNode.has(node) && !this.#gates.has(node));
	}
}
