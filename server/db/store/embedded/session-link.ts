import { Worker } from "node:worker_threads";
import { GeodataError } from "../../../../geodata/units/error.ts";
import type { SessionCommand, SessionOptions, SessionReply, SessionResult } from "./session-message.ts";

/** The host's side of the worker that owns the database. */
export interface SessionLink {
	/**
	 * @param timeoutMs The worker is terminated if it has not answered by then: a statement cannot be stopped
	 * otherwise.
	 * @throws {GeodataError} STORE_TIMEOUT, STORE_WORKER_FAILED, or the worker's error.
	 */
	request(command: SessionCommand, timeoutMs: number): Promise<SessionResult>;
	/** True once the worker has ended or its state is unreliable. */
	readonly broken: boolean;
	terminate(): Promise<void>;
}

interface Pending {
	resolve(result: SessionResult): void;
	reject(error: GeodataError): void;
}

export function startSession(options: SessionOptions): SessionLink {
	const worker = new Worker(new URL("./session-worker.ts", import.meta.url), { workerData: options });
	const pending = new Map<number, Pending>();
	let nextId = 1;
	let broken = false;

	const breakWith = (error: GeodataError): void => {
		broken = true;
		for (const { reject } of pending.values()) reject(error);
		pending.clear();
	};

	worker.on("message", (reply: SessionReply) => {
		const waiting = pending.get(reply.id);
		if (waiting === undefined) return;
		pending.delete(reply.id);
		if ("result" in reply) {
			waiting.resolve(reply.result);
			return;
		}
		const { code, message, details } = reply.error;
		// After a lost error PostgreSQL has not unwound: the next session starts from the write-ahead log.
		if (code === "STORE_LOST_ERROR" || code === "STORE_WORKER_FAILED") broken = true;
		waiting.reject(new GeodataError(code, message, details));
	});
	worker.on("error", (error) => breakWith(workerFailed(error.message)));
	worker.on("exit", (exitCode) => breakWith(workerFailed(`its thread ended with code ${exitCode}`)));

	return {
		get broken() {
			return broken;
		},
		async request(command, timeoutMs) {
			if (broken) throw workerFailed("its thread has ended");
			const id = nextId++;
			const answer = new Promise<SessionResult>((resolve, reject) => pending.set(id, { resolve, reject }));
			const timer = setTimeout(() => {
				breakWith(
					new GeodataError(
						"STORE_TIMEOUT",
						`A statement took longer than ${timeoutMs / 1000} s and was stopped.`,
						{ allowedMs: timeoutMs },
					),
				);
				void worker.terminate();
			}, timeoutMs);
			// An idle database must not keep a finished command line running; a busy one must.
			worker.ref();
			worker.postMessage({ id, command });
			try {
				return await answer;
			} finally {
				clearTimeout(timer);
				worker.unref();
			}
		},
		async terminate() {
			broken = true;
			await worker.terminate();
		},
	};
}

function workerFailed(reason: string): GeodataError {
	return new GeodataError("STORE_WORKER_FAILED", `The embedded database stopped: ${reason}.`);
}
