import { describe, expect, it } from "vitest";
import type { HomeList } from "./home-list.ts";
import { townCamera } from "./town-camera.ts";

const homes = (rows: readonly (readonly [number, number, number])[]): HomeList => ({
	count: rows.length,
	ids: rows.map((_, i) => `${i}`),
	names: rows.map(() => ""),
	lngLat: Float64Array.from({ length: rows.length * 2 }, (_, i) => rows[i >> 1]?.[i % 2] ?? 0),
	people: Uint32Array.from(rows, (row) => row[2]),
	community: new Int32Array(rows.length).fill(-1),
	gateUnknown: new Uint8Array(rows.length),
	agesKnown: false,
});

describe("the first view", () => {
	it("is among the most people, not half way to the next town", () => {
		// 60 of 100 people live in the west; the mean would lie between the towns.
		expect(
			townCamera(
				homes([
					[120.9, 31.4, 30],
					[120.91, 31.41, 30],
					[121.1, 31.3, 40],
				]),
			),
		).toMatchObject({ lngDeg: 120.91, latDeg: 31.4 });
	});

	it("is null in a city without people", () => {
		expect(townCamera(homes([[120.9, 31.4, 0]]))).toBeNull();
	});
});
