import { expect, test } from "vitest";
import { createSession, type SessionDatabase, selfTest } from "./session.ts";

/** A database that answers every statement with one command tag, and records the statements. */
function answering(command: string | undefined): { db: SessionDatabase; asked: string[] } {
	const asked: string[] = [];
	const answer = (sql: string) => {
		asked.push(sql);
		const isControl = /^(begin|commit|rollback)$/.test(sql);
		return { rows: [], ...(isControl ? { command: "DONE" } : command === undefined ? {} : { command }) };
	};
	return { db: { query: async (sql) => answer(sql), exec: async (sql) => [answer(sql)] }, asked };
}

test("the self-test refuses a database that hides a failed overlay", async () => {
	const { db, asked } = answering("SELECT");
	await expect(selfTest(createSession(db, () => 0))).rejects.toMatchObject({
		code: "STORE_SELF_TEST_FAILED",
	});
	expect(asked.at(-1)).toBe("rollback");
});

// Counts errors before and after each statement: begin, the statement, rollback.
test.each([
	["the command is missing", undefined, [0, 0, 0, 0, 0, 0]],
	["the command is unknown", "???", [0, 0, 0, 0, 0, 0]],
	["an exception was counted", "SELECT", [0, 0, 0, 1, 1, 1]],
])("a statement is lost when %s, and nothing is committed", async (_why, command, counts) => {
	const { db, asked } = answering(command);
	const remaining = [...counts];
	const session = createSession(db, () => remaining.shift() ?? 1);
	await expect(session.queryAlone("update t set a = 1", [])).rejects.toMatchObject({
		code: "STORE_LOST_ERROR",
		details: { statement: "update t set a = 1" },
	});
	expect(asked).not.toContain("commit");
});
