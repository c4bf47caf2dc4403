import { LRUCache } from "lru-cache";
import { GeodataError } from "../../geodata/units/error.ts";

export interface SharedCacheOptions<V> {
	/** Maximum weight of all values; a single heavier value is not kept. */
	readonly maxBytes: number;
	bytesOf(value: V): number;
}

export interface SharedRead {
	/** The caller's signal; without it the caller waits to the end. */
	readonly signal?: AbortSignal;
	/** False shares the run but does not cache its value; default true. */
	readonly keep?: boolean;
}

/** A running computation, shared by its callers. */
interface Run<V> {
	readonly value: Promise<V>;
	readonly stop: AbortController;
	/** Callers still waiting. */
	waiting: number;
}

/**
 * A cache of the most recently used values, in which concurrent requests of one key share a single run. Failures are
 * not cached.
 */
export class SharedCache<V extends object> {
	readonly #kept: LRUCache<string, V>;
	readonly #running = new Map<string, Run<V>>();

	constructor({ maxBytes, bytesOf }: SharedCacheOptions<V>) {
		this.#kept = new LRUCache<string, V>({
			maxSize: maxBytes,
			sizeCalculation: (value) => Math.max(1, bytesOf(value)),
		});
	}

	/**
	 * The value of a key. `make` is aborted when its last waiting caller has left.
	 *
	 * @throws {GeodataError} CLIENT_GONE for a caller that left, and errors of `make`.
	 */
	async get(
		key: string,
		make: (signal: AbortSignal) => Promise<V>,
		{ signal, keep = true }: SharedRead = {},
	): Promise<V> {
		if (signal?.aborted) throw clientGone();
		const kept = this.#kept.get(key);
		if (kept !== undefined) return kept;
		const run = this.#running.get(key) ?? this.#start(key, make, keep);
		run.waiting += 1;
		if (signal === undefined) return run.value;
		return new Promise<V>((resolve, reject) => {
			const leave = () => {
				reject(clientGone());
				run.waiting -= 1;
				if (run.waiting > 0) return;
				// Later callers start a new run instead of waiting for one being aborted.
				if (this.#running.get(key) === run) this.#running.delete(key);
				run.stop.abort();
			};
			signal.addEventListener("abort", leave, { once: true });
			run.value.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
		});
	}

	#start(key: string, make: (signal: AbortSignal) => Promise<V>, keep: boolean): Run<V> {
		const stop = new AbortController();
		const run: Run<V> = { value: make(stop.signal), stop, waiting: 0 };
		this.#running.set(key, run);
		const end = () => {
			if (this.#running.get(key) === run) this.#running.delete(key);
		};
		run.value.then((value) => {
			if (keep) this.#kept.set(key, value);
			end();
		}, end);
		return run;
	}
}

function clientGone(): GeodataError {
	return new GeodataError("CLIENT_GONE", "The client left before its answer was ready.");
}
