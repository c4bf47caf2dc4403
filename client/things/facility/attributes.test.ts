import { describe, expect, it } from "vitest";
import { en } from "../../i18n/en.ts";
import { zh } from "../../i18n/zh.ts";
import { COUNTED, countedOf, workSteps } from "./attributes.ts";

describe("the attributes of a facility", () => {
	it("are shown in dictionary order, without unknown keys and invalid values", () => {
		const rows = countedOf({ nursingBeds: 8, beds: 20, secret: 7, places: "many", courses: Number.NaN });
		expect(rows).toEqual([
			{ key: "beds", value: 20 },
			{ key: "nursingBeds", value: 8 },
		]);
	});

	it("have words for every number, with its value, in both languages", () => {
		for (const words of [zh, en])
			for (const key of COUNTED) {
				expect(words.attribute.name[key]).not.toBe("");
				expect(words.attribute.unit[key]).toContain("{{value}}");
			}
	});

	it("give the progress of a small project", () => {
		const steps = workSteps({ status: "approved", suggestedOn: "2024-03", approvedOn: "2024-06" });
		expect(steps?.map((step) => [step.status, step.reached, step.on])).toEqual([
			["suggested", true, "2024-03"],
			["approved", true, "2024-06"],
			["building", false, null],
			["done", false, null],
		]);
		expect(workSteps({ beds: 3 })).toBeNull();
	});
});
