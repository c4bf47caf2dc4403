import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Lru } from "./lru.ts";

describe("Lru", () => {
	it("forgets what was used longest ago, and keeps nothing larger than itself", () => {
		const lru = new Lru<string>(10);
		lru.set("a", "A", 4);
		lru.set("b", "B", 4);
		expect(lru.get("a")).toBe("A");
		lru.set("c", "C", 4);
		expect([lru.get("a"), lru.get("b"), lru.get("c")]).toEqual(["A", undefined, "C"]);
		lru.set("huge", "H", 11);
		expect(lru.get("huge")).toBeUndefined();
		expect(lru.get("a")).toBe("A");
		lru.set("a", "A2", 11);
		expect(lru.get("a")).toBeUndefined();
	});

	it("agrees with a plain list kept in order of use", () => {
		const step = fc.record({
			key: fc.constantFrom("a", "b", "c", "d", "e"),
			size: fc.option(fc.integer({ min: 0, max: 6 }), { nil: null }),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
				const lru = new Lru<number>(10);
				let model: { key: string; value: number; size: number }[] = [];
				steps.forEach(({ key, size }, value) => {
					const known = model.find((entry) => entry.key === key);
					if (size === null) {
						expect(lru.get(key)).toBe(known?.value);
						if (known !== undefined) model = [...model.filter((entry) => entry !== known), known];
						return;
					}
					lru.set(key, value, size);
					model = [...model.filter((entry) => entry !== known), { key, value, size }];
					while (model.reduce((sum, entry) => sum + entry.size, 0) > 10) model.shift();
				});
				for (const entry of model) expect(lru.get(entry.key)).toBe(entry.value);
			}),
		);
	});
});
