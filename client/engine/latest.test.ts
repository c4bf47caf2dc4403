import { describe, expect, it } from "vitest";
import { Latest } from "./latest.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Jobs that end on request. */
function manual() {
	const started: number[] = [];
	const ends: ((error?: Error) => void)[] = [];
	const outcomes: unknown[] = [];
	const latest = new Latest<number, number>(
		(input) => {
			started.push(input);
			return new Promise((resolve, reject) =>
				ends.push((error) => (error ? reject(error) : resolve(input * 10))),
			);
		},
		(outcome) => outcomes.push(outcome.error ? "error" : outcome.output),
	);
	return { latest, started, outcomes, end: (error?: Error) => ends.shift()?.(error) };
}

describe("Latest", () => {
	it("skips waiting jobs; runs the first and the last", async () => {
		const { latest, started, outcomes, end } = manual();
		for (const wish of [1, 2, 3, 4]) latest.ask(wish);
		end();
		await settled();
		end();
		await settled();
		expect(started).toEqual([1, 4]);
		expect(outcomes).toEqual([10, 40]);
	});

	it("goes on after an error", async () => {
		const { latest, outcomes, end } = manual();
		latest.ask(1);
		end(new Error("no"));
		await settled();
		latest.ask(2);
		end();
		await settled();
		expect(outcomes).toEqual(["error", 20]);
	});

	it("reports nothing after stop", async () => {
		const { latest, started, outcomes, end } = manual();
		latest.ask(1);
		latest.ask(2);
		latest.stop();
		end();
		await settled();
		expect(started).toEqual([1]);
		expect(outcomes).toEqual([]);
	});
});
