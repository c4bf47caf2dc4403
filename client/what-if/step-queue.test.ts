import { describe, expect, it } from "vitest";
import type { Edit, ScenarioStep } from "../engine/scenario-types.ts";
import { StepQueue } from "./step-queue.ts";

const move = (id: string, lng: number): Edit => ({ op: "move", id, name: id, position: [lng, 31] });
const drag = (id: string, lng: number, continues: boolean): ScenarioStep => ({
	do: "edit",
	edit: move(id, lng),
	continues,
});
const rule = (cutoffM: number): ScenarioStep => ({
	do: "rule",
	rule: { type: "distance", cutoffM },
	axisEnd: 2000,
});

function left(queue: StepQueue): ScenarioStep[] {
	const steps: ScenarioStep[] = [];
	for (let next = queue.take(); next !== undefined; next = queue.take()) steps.push(next.step);
	return steps;
}

describe("waiting steps", () => {
	it("of one drag merge to the newest position, with the first step's start", () => {
		const queue = new StepQueue();
		queue.push(drag("a", 1, false), move("a", 1));
		queue.push(drag("a", 2, true), move("a", 2));
		queue.push(drag("a", 3, true), move("a", 3));
		expect(left(queue)).toEqual([drag("a", 3, false)]);
		// The first step has been sent: the rest continue it.
		queue.push(drag("a", 4, true), move("a", 4));
		queue.push(drag("a", 5, true), move("a", 5));
		expect(left(queue)).toEqual([drag("a", 5, true)]);
	});

	it("of two drags are both kept", () => {
		const queue = new StepQueue();
		queue.push(drag("a", 1, false), move("a", 1));
		queue.push(drag("b", 2, false), move("b", 2));
		expect(left(queue)).toEqual([drag("a", 1, false), drag("b", 2, false)]);
	});

	it("of a dragged cutoff merge to the newest, but not across a step of another kind", () => {
		const queue = new StepQueue();
		queue.push(rule(500), null);
		queue.push(rule(600), null);
		queue.push({ do: "undo" }, null);
		queue.push({ do: "undo" }, null);
		queue.push(rule(700), null);
		expect(left(queue)).toEqual([rule(600), { do: "undo" }, { do: "undo" }, rule(700)]);
		expect(queue.isEmpty).toBe(true);
	});
});
