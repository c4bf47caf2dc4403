import { AsyncLocalStorage } from "node:async_hooks";
import { GeodataError } from "../../../geodata/units/error.ts";

/**
 * Detects calls from inside a transaction of the same store. The embedded store has one session: such a call would
 * wait for the transaction and so deadlock; on a server it would not see the transaction's writes.
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

	/** Runs `work` inside a transaction. Anything it leaves running is outside once it has settled. */
	async run<T>(work: () => Promise<T>): Promise<T> {
		const around = { isOver: false };
		try {
			return await this.#around.run(around, work);
		} finally {
			around.isOver = true;
		}
	}
}
