import { AsyncLocalStorage } from "node:async_hooks";
import { GeodataError } from "../../../geodata/units/error.ts";

/**
 * Knows whether a call comes from inside a transaction of its store. The embedded store has one session: the store
 * called from inside its own transaction would wait for that transaction's end, and so for itself, for ever; on a
 * server it would not see what the transaction wrote.
 */
export class TransactionScope {
	readonly #around = new AsyncLocalStorage<{ isOver: boolean }>();

	/** @throws {GeodataError} STORE_INSIDE_TRANSACTION */
	refuseInside(call: "query" | "transaction" | "dump" | "close"): void {
		const around = this.#around.getStore();
		if (!around || around.isOver) return;
		throw new GeodataError(
			"STORE_INSIDE_TRANSACTION",
			`store.${call} was called inside a transaction of the same store and would wait for itself; allowed there is the runner the transaction was given.`,
			{ value: call, allowed: ["tx.query"] },
		);
	}

	/** Runs `work` as the inside of a transaction. What it leaves running is outside again once it has settled. */
	async run<T>(work: () => Promise<T>): Promise<T> {
		const around = { isOver: false };
		try {
			return await this.#around.run(around, work);
		} finally {
			around.isOver = true;
		}
	}
}
