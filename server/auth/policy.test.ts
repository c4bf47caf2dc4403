import { describe, expect, it } from "vitest";
import { ROLES } from "../../geodata/contract/session.ts";
import type { Actor } from "./actor.ts";
import { type Action, audiencesOf, dependsOnRole, POLICY, permits, refusalOf } from "./policy.ts";

const ACTORS: Readonly<Record<string, Actor>> = {
	"public here": { role: "public", local: true },
	"public elsewhere": { role: "public", local: false },
	"official here": { role: "official", local: true },
	"official elsewhere": { role: "official", local: false },
};

/** The access rules repeated by hand: granting access takes two edits. */
const ALLOWED: Readonly<Record<Action, readonly (keyof typeof ACTORS)[]>> = {
	"read-service": ["public here", "public elsewhere", "official here", "official elsewhere"],
	"read-city": ["public here", "public elsewhere", "official here", "official elsewhere"],
	compute: ["public here", "public elsewhere", "official here", "official elsewhere"],
	"choose-role": ["public here", "public elsewhere", "official here", "official elsewhere"],
	"read-staff": ["official here", "official elsewhere"],
	"read-metrics": ["public here", "official here"],
};

describe.each(Object.keys(POLICY) as Action[])("%s", (action) => {
	it.each(Object.keys(ACTORS))("by the %s", (name) => {
		const actor = ACTORS[name] as Actor;
		expect(permits(action, actor)).toBe(ALLOWED[action].includes(name));
	});

	it("names a permission for every role", () => {
		expect(Object.keys(POLICY[action])).toEqual([...ROLES]);
	});
});

describe("what follows from the policy", () => {
	it("the role matters only where roles differ", () => {
		const matters = (Object.keys(POLICY) as Action[]).filter(dependsOnRole);
		expect(matters).toEqual(["read-staff"]);
	});

	it("staff rows are visible only to roles that may read them", () => {
		expect(audiencesOf({ role: "public", local: true })).toEqual(["public"]);
		expect(audiencesOf({ role: "official", local: false })).toEqual(["public", "staff"]);
	});

	it("a refusal says who may", () => {
		expect(refusalOf("read-staff", { role: "public", local: true })).toMatchObject({
			code: "STAFF_ONLY",
			message: "This is not for the role public; allowed is official.",
			details: { value: "public", allowed: ["official"] },
		});
		expect(refusalOf("read-metrics", { role: "public", local: false })).toMatchObject({
			code: "METRICS_LOCAL",
			message: "Metrics are told on the machine itself only; METRICS=all would tell them to anyone.",
		});
	});
});
