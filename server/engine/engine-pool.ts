import { availableParallelism } from "node:os";
import { Piscina } from "piscina";
import { GeodataError } from "../../geodata/units/error.ts";
import type { EngineJob, EngineReply } from "./job.ts";

export interface EngineOptions {
	/** Worker threads; one fewer than the cores, at least two, unless told. */
	readonly threads?: number;
	/** Jobs that may wait; the next one is refused. */
	readonly maxQueue?: number;
	/** Waiting and working together. */
	readonly timeoutMs?: number;
	/** The worker's module; tests of failure bring their own. */
	readonly workerUrl?: URL;
}

export interface Engine {
	/**
	 * Runs a job on a worker thread and answers its JSON. The thread is ended when `signal` fires or the time
	 * is over, and another one takes its place.
	 *
	 * @throws {GeodataError} ENGINE_BUSY, ENGINE_TIMEOUT, ENGINE_FAILED, CLIENT_GONE, and what the job refuses.
	 */
	run(job: EngineJob, signal: AbortSignal): Promise<Uint8Array>;
	close(): Promise<void>;
}

const TIMEOUT_MS = 30_000;
const MAX_QUEUE = 64;

export function openEngine(options: EngineOptions = {}): Engine {
	const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
	const maxQueue = options.maxQueue ?? MAX_QUEUE;
	const threads = options.threads ?? Math.max(2, availableParallelism() - 1);
	const pool = new Piscina<EngineJob, EngineReply>({
		filename: (options.workerUrl ?? new URL("./engine-worker.ts", import.meta.url)).href,
		minThreads: 1,
		maxThreads: threads,
		// An idle worker keeps its cities open for the next request.
		idleTimeout: Number.POSITIVE_INFINITY,
		stricterFIFO: true,
	});
	// Counted here, because the pool's own limit overlooks jobs that can be aborted.
	let unfinished = 0;
	// A worker that dies without a job has nobody to tell; the next job starts another.
	pool.on("error", () => {});

	return {
		async run(job, signal) {
			if (signal.aborted) throw clientGone();
			if (unfinished >= threads + maxQueue) throw busy(maxQueue);
			unfinished += 1;
			const timeout = AbortSignal.timeout(timeoutMs);
			let reply: EngineReply;
			try {
				reply = await pool.run(job, { signal: AbortSignal.any([signal, timeout]) });
			} catch (error) {
				if (signal.aborted) throw clientGone();
				if (timeout.aborted) throw tookTooLong(timeoutMs);
				throw new GeodataError("ENGINE_FAILED", "The computation failed; the server has recovered.", {
					cause: String(error),
				});
			} finally {
				unfinished -= 1;
			}
			if (reply.ok) return reply.json;
			throw new GeodataError(reply.code, reply.message, reply.details);
		},
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

function busy(maxQueue: number): GeodataError {
	return new GeodataError("ENGINE_BUSY", `${maxQueue} computations are waiting already, the most allowed.`, {
		value: maxQueue,
		allowed: maxQueue,
	});
}
