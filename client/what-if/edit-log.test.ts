import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Edit, EditLog } from "../engine/scenario-types.ts";
import { canRedo, EMPTY_LOG, recorded, redone, undone, without } from "./edit-log.ts";

const move = (id: string, lngDeg: number): Edit => ({ op: "move", id, name: id, position: [lngDeg, 31] });
const close = (id: string): Edit => ({ op: "close", id, name: id });
/** The edits in force, in words. */
const inForce = (log: EditLog) =>
	log.edits
		.slice(0, log.done)
		.map((edit) =>
			edit.op === "move"
				? `${edit.id}@${edit.position[0]}`
				: edit.op === "clear"
					? "clear"
					: `${edit.op} ${edit.id}`,
		);

describe("the log of a what-if", () => {
	it("keeps a drag as one edit, and two drags as two", () => {
		let log = recorded(EMPTY_LOG, move("a", 1));
		log = recorded(log, move("a", 2), true);
		log = recorded(log, move("a", 3), true);
		log = recorded(log, move("a", 4));
		expect(inForce(log)).toEqual(["a@3", "a@4"]);
		expect(inForce(undone(log))).toEqual(["a@3"]);
	});

	it("does not merge a drag into another facility's edit, nor into an undone one", () => {
		const log = recorded(recorded(EMPTY_LOG, move("a", 1)), close("b"));
		expect(inForce(recorded(log, move("a", 2), true))).toEqual(["a@1", "close b", "a@2"]);
		expect(inForce(recorded(undone(log), move("a", 2), true))).toEqual(["a@1", "a@2"]);
	});

	it("drops undone edits after a new edit", () => {
		const log = undone(recorded(recorded(EMPTY_LOG, close("a")), close("b")));
		expect(canRedo(log)).toBe(true);
		const after = recorded(log, close("c"));
		expect(inForce(after)).toEqual(["close a", "close c"]);
		expect(canRedo(after)).toBe(false);
		expect(inForce(redone(after))).toEqual(["close a", "close c"]);
	});

	it("drops only the refused edit, whether it is in force or undone", () => {
		const refused = close("b");
		const log = recorded(recorded(recorded(EMPTY_LOG, close("a")), refused), close("c"));
		expect(inForce(without(log, refused))).toEqual(["close a", "close c"]);
		const back = undone(undone(log));
		expect(inForce(without(back, refused))).toEqual(["close a"]);
		expect(inForce(redone(without(back, refused)))).toEqual(["close a", "close c"]);
		expect(without(log, close("b"))).toBe(log);
	});

	it("returns to the same state after undo and redo", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(9), { maxLength: 12 }), fc.nat(15), (ids, steps) => {
				const log = ids.reduce((now, id) => recorded(now, close(`${id}`)), EMPTY_LOG);
				let there = log;
				for (let i = 0; i < steps; i++) there = undone(there);
				expect(there.done).toBe(Math.max(0, ids.length - steps));
				let back = there;
				for (let i = 0; i < steps; i++) back = redone(back);
				expect(back).toEqual(log);
			}),
		);
	});
});
