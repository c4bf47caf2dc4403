import { describe, expect, it } from "vitest";
import { queryError } from "./query-error.ts";

describe("what is said of a failed statement", () => {
	it.each([
		[
			"23505",
			"facility",
			"The store refused a statement: what was to be written stands there already (table facility, SQLSTATE 23505); nothing of it was kept.",
		],
		[
			"22021",
			undefined,
			"The store refused a statement: a value cannot be kept as it is (SQLSTATE 22021); nothing of it was kept.",
		],
		[
			"XX000",
			undefined,
			"The store refused a statement: something it does not say is wrong (SQLSTATE XX000); nothing of it was kept.",
		],
	])("is in our words: %s", (code, table, message) => {
		const own = 'duplicate key value violates unique constraint "facility_pkey"';
		const error = queryError({ message: own, code, table });
		expect(error.message).toBe(message);
		// The database's own message is kept for the log.
		expect(error.details).toMatchObject({ sqlState: code, report: own });
	});
});
