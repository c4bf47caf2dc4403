import { describe, expect, it } from "vitest";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import { coverageOf } from "../coverage/coverage.ts";
import { ADULT } from "../test/adult.ts";
import { facility, home, Scene } from "../test/scene.ts";
import { UNREACHED } from "../units/constants.ts";
import type { Position } from "../units/position.ts";
import { NODE_FLAG, type StreetSource, WAY_FLAG } from "./street-source.ts";

const METRES = { type: "distance", cutoffM: 5000 } as const;
/** Walks in whole metres from each place to the one station, null where there is none. */
function walksIn(streets: StreetSource, places: readonly Position[], station: Position): (number | null)[] {
	const city = new Scene("A-B").city(places.map((at, i) => home(`h${i}`, at, 1)));
	const { pack } = buildCityPack({ ...city, streets }, { minSubnetworkNodes: 1 });
	const model = new CityModel(pack);
	const set = snapFacilities(model, [facility("f", station)]);
	return [...coverageOf(model, set, METRES, ADULT).impedance].map((mm) =>
		mm === UNREACHED ? null : Math.round(mm / 1000),
	);
}

/** The scene's streets; those between two of the letters are private. */
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
	// 10 m a cell. The private way P-Q-R joins two public streets; the public way round by C is long.
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
		// The lane P-Q-R is 40 m long with a gate at each end.
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
