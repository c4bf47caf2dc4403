import { GeodataError } from "../../geodata/units/error.ts";
import { CANCELLED, WORKER_DIED } from "../derived/error-codes.ts";
import {
	type FromWorker,
	fromWire,
	type InputOf,
	type OutputOf,
	type ToWorker,
	type WorkerFunctions,
} from "./rpc.ts";

interface Pending {
	readonly resolve: (output: never) => void;
	readonly reject: (error: GeodataError) => void;
	readonly progress: ((progress: unknown) => void) | undefined;
}

/** The part of `Worker` in use; tests pass a MessagePort instead. */
export interface WorkerLike {
	postMessage(message: ToWorker, transfer?: Transferable[]): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<FromWorker>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	onmessageerror: ((event: MessageEvent) => void) | null;
}

/** The caller's side of {@link WorkerFunctions}: promises always settle, even when the worker dies. */
export class WorkerCaller<F extends WorkerFunctions> {
	#pending = new Map<number, Pending>();
	#nextId = 1;
	#dead: GeodataError | null = null;
	readonly #worker: WorkerLike;
	readonly #onDeath: (error: GeodataError) => void;

	constructor(worker: WorkerLike, onDeath: (error: GeodataError) => void) {
		this.#worker = worker;
		this.#onDeath = onDeath;
		worker.onmessage = (event) => this.#receive(event.data);
		worker.onerror = (event) => {
			event.preventDefault?.();
			this.#die(event.message || "the worker could not be loaded");
		};
		worker.onmessageerror = () => this.#die("a message of the worker could not be read");
	}

	/** @throws {GeodataError} the worker's error code, CANCELLED after an abort, or WORKER_DIED. */
	call<K extends keyof F & string>(
		name: K,
		input: InputOf<F[K]>,
		options: {
			readonly signal?: AbortSignal;
			readonly progress?: (progress: unknown) => void;
			/** Buffers of the input to transfer to the worker instead of copying. */
			readonly transfer?: readonly ArrayBuffer[];
		} = {},
	): Promise<OutputOf<F[K]>> {
		const { signal, progress, transfer = [] } = options;
		if (this.#dead) return Promise.reject(this.#dead);
		const cancelled = new GeodataError(CANCELLED, "the work was cancelled");
		if (signal?.aborted) return Promise.reject(cancelled);
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			this.#pending.set(id, { resolve, reject, progress });
			signal?.addEventListener(
				"abort",
				() => {
					if (!this.#pending.delete(id)) return;
					this.#worker.postMessage({ type: "cancel", id });
					reject(cancelled);
				},
				{ once: true },
			);
			this.#worker.postMessage({ type: "call", id, name, input }, [...transfer]);
		});
	}

	/** Called when the worker is found dead. */
	lose(why: string): void {
		this.#die(why);
	}

	terminate(): void {
		this.#worker.terminate();
		this.#fail(new GeodataError(CANCELLED, "the worker was stopped"));
	}

	#receive(message: FromWorker): void {
		const pending = this.#pending.get(message.id);
		if (!pending) return;
		if (message.type === "progress") {
			pending.progress?.(message.progress);
			return;
		}
		this.#pending.delete(message.id);
		if (message.type === "result") pending.resolve(message.output as never);
		else pending.reject(fromWire(message.error));
	}

	#die(why: string): void {
		if (this.#dead) return;
		const error = new GeodataError(WORKER_DIED, `the computing thread stopped: ${why}`);
		this.#worker.terminate();
		this.#fail(error);
		this.#onDeath(error);
	}

	#fail(error: GeodataError): void {
		this.#dead = error;
		for (const pending of this.#pending.values()) pending.reject(error);
		this.#pending.clear();
	}
}
