import { describe, expect, it } from "vitest";
import { GeodataError } from "../../geodata/units/error.ts";
import { problemOf } from "./problem.ts";

describe("problemOf", () => {
	it("gives value and allowed range, and no other details", () => {
		const error = new GeodataError("CUTOFF_OUT_OF_RANGE", "cutoffM is 0; allowed is 1 to 50000.", {
			value: 0,
			allowed: [1, 50_000],
			file: "secret.csv",
		});
		expect(problemOf(error, "id")).toEqual({
			type: "urn:lucheng:problem:cutoff-out-of-range",
			title: "Bad Request",
			status: 400,
			detail: "cutoffM is 0; allowed is 1 to 50000.",
			code: "CUTOFF_OUT_OF_RANGE",
			value: 0,
			allowed: [1, 50_000],
			requestId: "id",
		});
	});

	it("does not reveal the database address", () => {
		const error = new GeodataError("STORE_UNREACHABLE", "The database at db.internal:5432 cannot be used.");
		expect(problemOf(error, "id")).toMatchObject({ status: 503, code: "STORE_UNREACHABLE" });
		expect(problemOf(error, "id").detail).not.toContain("db.internal");
	});

	it("says the same of every error it does not know", () => {
		const unknown = [
			new Error("at /srv/app"),
			new GeodataError("PACK_TRUNCATED", "at /srv/app"),
			"text",
			undefined,
			Object.assign(new Error("x"), { code: "toString", details: {} }),
		];
		for (const error of unknown) {
			expect(problemOf(error, "id")).toMatchObject({ status: 500, code: "UNEXPECTED" });
			expect(JSON.stringify(problemOf(error, "id"))).not.toContain("/srv");
		}
	});
});
