import { describe, expect, it } from "vitest";
import { EMPTY_LOG, recorded, undone } from "./edit-log.ts";
import { keepWork, readWork, type WorkStorage, workKey } from "./kept-work.ts";

/** A tab's storage, with the methods in use. */
function storage(
	content: Record<string, string> = {},
): WorkStorage & { readonly content: Record<string, string> } {
	return {
		content,
		getItem: (key) => content[key] ?? null,
		setItem: (key, value) => {
			content[key] = value;
		},
		removeItem: (key) => {
			delete content[key];
		},
	};
}

const KEY = workKey("320583", "party-service");
const LOG = undone(
	recorded(
		recorded(EMPTY_LOG, {
			op: "add",
			id: "new-1",
			kind: "party-station",
			name: "新站",
			position: [120.9, 31.3],
		}),
		{ op: "close", id: "s-1", name: "站" },
	),
);

describe("work kept over a reload", () => {
	it("is restored with its undone edits and its data version", () => {
		const tab = storage();
		keepWork(tab, KEY, LOG, "v7");
		expect(readWork(tab, KEY)).toEqual({ log: LOG, dataVersion: "v7" });
		expect(readWork(tab, workKey("320583", "pocket-park")).log).toEqual(EMPTY_LOG);
	});

	it("removes its entry once there are no edits", () => {
		const tab = storage();
		keepWork(tab, KEY, LOG, "v7");
		keepWork(tab, KEY, EMPTY_LOG, "v7");
		expect(tab.content).toEqual({});
	});

	it("that cannot be read counts as none", () => {
		const good = JSON.stringify({ version: 1, dataVersion: "v", edits: [], done: 0 });
		for (const text of [
			"{",
			"[]",
			good.replace('"version":1', '"version":2'),
			good.replace('"done":0', '"done":1'),
			good.replace('"edits":[]', '"edits":[{"op":"burn","id":"a","name":"a"}]'),
			good.replace('"edits":[]', '"edits":[{"op":"move","id":"a","name":"a","position":[400,0]}]'),
		])
			expect(readWork(storage({ [KEY]: text }), KEY)).toEqual({ log: EMPTY_LOG, dataVersion: null });
	});

	it("is optional: a browser may forbid storage", () => {
		const forbidden: WorkStorage = {
			getItem: () => {
				throw new DOMException("denied", "SecurityError");
			},
			setItem: () => {
				throw new DOMException("full", "QuotaExceededError");
			},
			removeItem: () => undefined,
		};
		expect(readWork(forbidden, KEY).log).toEqual(EMPTY_LOG);
		expect(() => keepWork(forbidden, KEY, LOG, "v")).not.toThrow();
	});
});
