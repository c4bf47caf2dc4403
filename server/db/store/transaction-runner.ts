import { GeodataError } from "../../../geodata/units/error.ts";
import type { QueryRunner, Row } from "./store.ts";

type RunStatement = (sql: string, params: readonly unknown[]) => Promise<Row[]>;

/** A runner for one open transaction, with its end. */
export interface TransactionRunner {
	readonly runner: QueryRunner;
	/**
	 * Waits for started statements, then closes the runner.
	 * @throws the first failure of any statement, even one that `work` caught: the transaction cannot commit.
	 */
	finish(): Promise<void>;
}

/**
 * Equal rules for both stores: statements of a transaction run one after another in the order of their calls, one
 * failure fails the transaction, and nothing runs after its end.
 */
export function transactionRunner(run: RunStatement): TransactionRunner {
	let tail: Promise<unknown> = Promise.resolve();
	let failure: { readonly error: unknown } | null = null;
	let over = false;

	const runOne = async (sql: string, params: readonly unknown[]): Promise<Row[]> => {
		if (failure !== null) throw failure.error;
		try {
			return await run(sql, params);
		} catch (error) {
			failure = { error };
			throw error;
		}
	};

	return {
		runner: {
			async query<T extends Row>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
				if (over) {
					throw new GeodataError(
						"STORE_TRANSACTION_OVER",
						"A statement was run on a transaction that has already ended.",
					);
				}
				const result = tail.then(() => runOne(sql, params));
				tail = result.catch(() => undefined);
				return (await result) as T[];
			},
		},
		async finish() {
			over = true;
			await tail;
			if (failure !== null) throw failure.error;
		},
	};
}
