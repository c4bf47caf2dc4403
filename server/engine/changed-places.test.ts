import { describe, expect, it } from "vitest";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import { changedPlaces } from "./changed-places.ts";

const place = (facilityId: string): FacilityPlace => ({
	facilityId,
	kind: "party-station",
	name: facilityId,
	lngDeg: 1,
	latDeg: 2,
	entrances: [[1, 2]],
});
const places = ["a", "b"].map(place);

describe("changedPlaces", () => {
	it("leaves the places alone without changes", () => {
		expect(changedPlaces(places, [], "x")).toBe(places);
	});

	it("adds, moves and closes in order", () => {
		const after = changedPlaces(
			places,
			[
				{ op: "add", id: "n", position: [3, 4] },
				{ op: "move", id: "n", position: [5, 6] },
				{ op: "move", id: "b", position: [7, 8] },
				{ op: "close", id: "a" },
				{ op: "add", id: "a", position: [9, 9] },
			],
			"party-centre",
		);
		expect(after).toEqual([
			// Its entrances belonged to the old position.
			{ ...place("b"), lngDeg: 7, latDeg: 8, entrances: [] },
			{ facilityId: "n", kind: "party-centre", name: "n", lngDeg: 5, latDeg: 6, entrances: [] },
			{ facilityId: "a", kind: "party-centre", name: "a", lngDeg: 9, latDeg: 9, entrances: [] },
		]);
		expect(places).toEqual(["a", "b"].map(place));
	});

	it("refuses a change of what is not open, and a second of the same id", () => {
		expect(() => changedPlaces(places, [{ op: "close", id: "z" }], "x")).toThrow(
			expect.objectContaining({ code: "FACILITY_UNKNOWN", details: expect.objectContaining({ value: "z" }) }),
		);
		const twice = [
			{ op: "close", id: "a" },
			{ op: "move", id: "a", position: [0, 0] as [number, number] },
		] as const;
		expect(() => changedPlaces(places, [...twice], "x")).toThrow(
			expect.objectContaining({
				code: "FACILITY_CLOSED",
				message: "changes[1] would move a, which changes[0] closed; allowed is an open facility.",
			}),
		);
		expect(() => changedPlaces(places, [{ op: "add", id: "b", position: [0, 0] }], "x")).toThrow(
			expect.objectContaining({ code: "FACILITY_EXISTS" }),
		);
	});
});
