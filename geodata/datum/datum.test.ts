import { describe, expect, it } from "vitest";
import { distanceM } from "../units/position.ts";
import { parseDatum, toWgs84 } from "./datum.ts";

describe("datum", () => {
	it("leaves WGS84 and CGCS2000 as they are", () => {
		expect(toWgs84("wgs84", 120.9583, 31.3855)).toEqual([120.9583, 31.3855]);
		expect(toWgs84("cgcs2000", 120.9583, 31.3855)).toEqual([120.9583, 31.3855]);
	});

	// Tiananmen in both systems, widely published: GCJ-02 116.397428, 39.90923; WGS84 116.391155, 39.907825.
	it("takes GCJ-02 back to WGS84 within five metres of the published pair", () => {
		const [lng, lat] = toWgs84("gcj02", 116.397428, 39.90923);
		expect(distanceM(lng, lat, 116.391155, 39.907825)).toBeLessThan(5);
	});

	it("moves a point of Kunshan by the four to five hundred metres that GCJ-02 is off there", () => {
		const [lng, lat] = toWgs84("gcj02", 120.9583, 31.3855);
		const offM = distanceM(lng, lat, 120.9583, 31.3855);
		expect(offM).toBeGreaterThan(300);
		expect(offM).toBeLessThan(700);
		const [bdLng, bdLat] = toWgs84("bd09", 120.9583, 31.3855);
		// BD-09 lies about 0.0065°, 0.006° beyond GCJ-02.
		expect(distanceM(bdLng, bdLat, lng, lat)).toBeGreaterThan(700);
	});

	it("does not move what lies outside China", () => {
		expect(toWgs84("gcj02", -51.2, -30.05)).toEqual([-51.2, -30.05]);
	});

	it("reads the usual spellings and refuses the rest by name", () => {
		expect(parseDatum("GCJ-02")).toBe("gcj02");
		expect(parseDatum("WGS84")).toBe("wgs84");
		expect(() => parseDatum("nad27")).toThrowError(
			'Datum "nad27" is not known; allowed are wgs84, cgcs2000, gcj02, bd09.',
		);
	});
});
