import { describe, expect, it } from "vitest";
import {
	formatArea,
	formatCount,
	formatCutoff,
	formatMetres,
	formatMinutes,
	formatPoints,
	formatShare,
} from "./format.ts";

const thin = (text: string) => text.replaceAll(" ", "\u2009");

describe("a change of shares", () => {
	it("is signed percentage points, and 0 where it rounds to zero", () => {
		expect(formatPoints(0.0321)).toBe("+3.2");
		expect(formatPoints(-0.004)).toBe("\u22120.4");
		expect(formatPoints(0.0004)).toBe("0");
		expect(formatPoints(null)).toBe("–");
	});
});

describe("people", () => {
	it("groups by three with thin spaces", () => {
		expect(formatCount(2092496)).toBe(thin("2 092 496"));
		expect(formatCount(999)).toBe("999");
		expect(formatCount(1000)).toBe(thin("1 000"));
		expect(formatCount(0)).toBe("0");
	});
});

describe("shares", () => {
	it("never rounds somebody left out up to everybody, nor somebody served down to nobody", () => {
		expect(formatShare(0.99996)).toBe("99.9%");
		expect(formatShare(0.00001)).toBe("0.1%");
		expect(formatShare(1)).toBe("100%");
		expect(formatShare(0)).toBe("0%");
		expect(formatShare(0.786)).toBe("78.6%");
		expect(formatShare(null)).toBe("–");
	});
});

describe("walks", () => {
	it("round up to whole minutes, so that 15 min 1 s does not read as inside 15", () => {
		expect(formatMinutes(900, "zh")).toBe("15 分钟");
		expect(formatMinutes(901, "zh")).toBe("16 分钟");
		expect(formatMinutes(0, "en")).toBe("1 min");
	});

	it("give metres to the ten and kilometres beyond 1.5", () => {
		expect(formatMetres(384)).toBe("380 m");
		expect(formatMetres(7)).toBe("7 m");
		expect(formatMetres(1499)).toBe("1500 m");
		expect(formatMetres(1700)).toBe("1.7 km");
	});

	it("spell a cutoff exactly", () => {
		expect(formatCutoff({ type: "time", cutoffSec: 750 }, "zh")).toBe("12 分 30 秒");
		expect(formatCutoff({ type: "time", cutoffSec: 900 }, "en")).toBe("15 min");
		expect(formatCutoff({ type: "distance", cutoffM: 1000 }, "zh")).toBe("1000 m");
	});
});

describe("areas", () => {
	it("change unit at a hectare and a square kilometre", () => {
		expect(formatArea(1860)).toBe(`${thin("1 860")} m²`);
		expect(formatArea(32_000)).toBe("3.2 ha");
		expect(formatArea(12_400_000)).toBe("12.4 km²");
	});
});
