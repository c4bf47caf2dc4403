import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { GeodataError } from "../../geodata/units/error.ts";
import type { EngineJob, EngineReply } from "./job.ts";
import { RequestQueue } from "./request-queue.ts";

export interface EngineOptions {
	/** Worker threads; default one fewer than the cores, at least two. */
	readonly threads?: number;
	/** Maximum number of waiting jobs; further ones are refused. */
	readonly maxWaiting?: number;
	/** Timeout of a job, waiting included. */
	readonly timeoutMs?: number;
	/** Time an aborted job may still take before its thread is terminated. */
	readonly graceMs?: number;
	/** Called when a worker dies without a job. */
	readonly onWorkerError?: (error: unknown) => void;
	/** The worker's module; failure tests use their own. */
	readonly workerUrl?: URL;
}

export interface Engine {
	/**
	 * Runs a job on a worker thread and returns its JSON. When `signal` fires or the timeout passes, the promise
	 * rejects at once; a thread that does not finish within the grace period is terminated and replaced.
	 *
	 * @throws {GeodataError} ENGINE_BUSY, ENGINE_TIMEOUT, ENGINE_FAILED, CLIENT_GONE, and the job's refusals.
	 */
	run(job: EngineJob, signal: AbortSignal): Promise<Uint8Array>;
	load(): EngineLoad;
	close(): Promise<void>;
}

/** Current number of jobs. */
export interface EngineLoad {
	readonly running: number;
	readonly waiting: number;
}

const TIMEOUT_MS = 30_000;
const MAX_WAITING = 64;
/** Most jobs finish within it; a new thread would have to open its cities again, which takes longer. */
const GRACE_MS = 300;

export function openEngine(options: EngineOptions = {}): Engine {
	const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
	const graceMs = options.graceMs ?? GRACE_MS;
	const maxWaiting = options.maxWaiting ?? MAX_WAITING;
	const threads = options.threads ?? Math.max(2, availableParallelism() - 1);
	const pool = new Piscina<EngineJob, EngineReply>({
		filename: (options.workerUrl ?? new URL("./engine-worker.ts", import.meta.url)).href,
		minThreads: 1,
		maxThreads: threads,
		// An idle worker keeps its cities open for the next request.
		idleTimeout: Number.POSITIVE_INFINITY,
	});
	pool.on("error", (error: unknown) => options.onWorkerError?.(error));
	// Jobs never wait in the pool's own queue, which is unbounded and loses the order of abortable jobs.
	const queue = new RequestQueue(threads, maxWaiting);

	async function inTurn(job: EngineJob, signal: AbortSignal): Promise<EngineReply> {
		await queue.enter(signal);
		if (signal.aborted) {
			queue.leave();
			throw signal.reason;
		}
		const end = new AbortController();
		const endSoon = () => void setTimeout(() => end.abort(), graceMs);
		const running = pool.run(job, { signal: end.signal }).finally(() => {
			signal.removeEventListener("abort", endSoon);
			queue.leave();
		});
		return new Promise((resolve, reject) => {
			signal.addEventListener("abort", endSoon, { once: true });
			signal.addEventListener("abort", () => reject(signal.reason), { once: true });
			running.then(resolve, reject);
		});
	}

	return {
		async run(job, signal) {
			if (signal.aborted) throw clientGone();
			if (queue.isFull) throw busy(maxWaiting);
			const timeout = AbortSignal.timeout(timeoutMs);
			let reply: EngineReply;
			try {
				reply = await inTurn(job, AbortSignal.any([signal, timeout]));
			} catch (error) {
				if (signal.aborted) throw clientGone();
				if (timeout.aborted) throw tookTooLong(timeoutMs);
				throw new GeodataError("ENGINE_FAILED", "The computation failed; the server has recovered.", {
					cause: String(error),
				});
			}
			if (reply instanceof Uint8Array) return reply;
			throw new GeodataError(reply.code, reply.message, reply.details);
		},
		load: () => ({ running: queue.inside, waiting: queue.waiting }),
		close: () => pool.destroy(),
	};
}

function clientGone(): GeodataError {
	return new GeodataError("CLIENT_GONE", "The client left before its answer was ready.");
}

function tookTooLong(timeoutMs: number): GeodataError {
	return new GeodataError(
		"ENGINE_TIMEOUT",
		`The computation took longer than the allowed ${timeoutMs / 1000} s and was stopped.`,
		{ allowed: timeoutMs / 1000 },
	);
}

function busy(maxWaiting: number): GeodataError {
	return new GeodataError(
		"ENGINE_BUSY",
		`${maxWaiting} computations are waiting already, the most allowed; try again in a moment.`,
		{ value: maxWaiting, allowed: maxWaiting },
	);
}
