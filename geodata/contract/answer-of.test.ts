import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answerOf } from "./answer-of.ts";

interface Figure {
	readonly id: string;
	readonly counts: readonly number[];
	readonly share: number | null;
}
const id = z.string();
const counts = z.array(z.number());
const share = z.number().nullable();

describe("answerOf", () => {
	it("returns the schema it is given, and compiles for no other shape than the engine's", () => {
		const schema = z.object({ id, counts, share });
		expect(answerOf<Figure>()(schema)).toBe(schema);
		// @ts-expect-error a field of the engine is missing
		answerOf<Figure>()(z.object({ id, counts }));
		// @ts-expect-error the engine does not give this field
		answerOf<Figure>()(z.object({ id, counts, share, more: id }));
		// @ts-expect-error the engine may give null
		answerOf<Figure>()(z.object({ id, counts, share: z.number() }));
		// @ts-expect-error the engine gives numbers
		answerOf<Figure>()(z.object({ id, counts: z.array(id), share }));
	});
});
