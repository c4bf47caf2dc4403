import { describe, expect, it } from "vitest";
import { parseKindId, refuseKindWithoutService } from "./kind-service.ts";

describe("the kind of imported facilities", () => {
	it("is an id", () => {
		expect(parseKindId("tea-house")).toBe("tea-house");
		expect(() => parseKindId("Health Care")).toThrowError(
			'Kind "Health Care" is not an id; allowed are 1 to 40 of a–z, 0–9 and -, a letter first.',
		);
	});

	it("is one that a service counts, or a new one", () => {
		for (const kind of ["health", "pocket-park", "party-centre", "tea-house", "green"]) {
			expect(() => refuseKindWithoutService(kind)).not.toThrow();
		}
	});

	it.each([
		["park", "belongs to no service, so nothing can be analysed by it"],
		["party-point", "belongs to no service, so nothing can be analysed by it"],
		["party-service", "is a service, whose kinds are party-centre, party-station"],
		["courtyard", "is a list and has no places"],
	])("is refused where it is %s", (kind, why) => {
		expect(() => refuseKindWithoutService(kind)).toThrowError(
			expect.objectContaining({
				code: "KIND_WITHOUT_SERVICE",
				message: expect.stringMatching(
					new RegExp(
						`^Kind "${kind}" ${why}; kinds of services are party-centre, .*, and any new name gets a service of its own\\.$`,
					),
				),
			}),
		);
	});
});
