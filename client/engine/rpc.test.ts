import { afterEach, describe, expect, it } from "vitest";
import { GeodataError } from "../../geodata/units/error.ts";
import { CANCELLED } from "../derived/error-codes.ts";
import { WorkerCaller, type WorkerLike } from "./call-worker.ts";
import { type CallContext, type FromWorker, refuseCancelled, type ToWorker } from "./rpc.ts";
import { serve } from "./serve.ts";

const yieldOnce = () => new Promise((resolve) => setTimeout(resolve, 0));

const functions = {
	double: (input: { values: Float64Array }) => input.values.map((value) => value * 2),
	refuse: (input: { cutoffM: number }) => {
		throw new GeodataError("CUTOFF_OUT_OF_RANGE", `cutoff ${input.cutoffM} m is not in 1–50000`, input);
	},
	count: async (input: { upTo: number }, { signal, progress }: CallContext) => {
		for (let n = 1; n <= input.upTo; n++) {
			await yieldOnce();
			refuseCancelled(signal);
			progress({ n });
		}
		return input.upTo;
	},
};

const open: (() => void)[] = [];
afterEach(() => {
	for (const close of open.splice(0)) close();
});

/** A worker in this thread over a real message channel, with real cloning and ordering. */
function inThread() {
	const { port1, port2 } = new MessageChannel();
	serve(functions, {
		postMessage: (message) => port2.postMessage(message),
		onMessage: (listener) => {
			port2.onmessage = (event: MessageEvent<ToWorker>) => listener(event.data);
		},
	});
	const worker: WorkerLike = {
		postMessage: (message) => port1.postMessage(message),
		terminate: () => port1.close(),
		onmessage: null,
		onerror: null,
		onmessageerror: null,
	};
	const deaths: GeodataError[] = [];
	const caller = new WorkerCaller<typeof functions>(worker, (error) => deaths.push(error));
	port1.onmessage = (event: MessageEvent<FromWorker>) => worker.onmessage?.(event);
	open.push(() => {
		port1.close();
		port2.close();
	});
	return { caller, worker, deaths };
}

describe("the worker's calls", () => {
	it("return what the function returns, typed arrays included", async () => {
		const { caller } = inThread();
		expect(await caller.call("double", { values: new Float64Array([1, 2.5]) })).toEqual(
			new Float64Array([2, 5]),
		);
	});

	it("keep the code and details of an error across the channel", async () => {
		const { caller } = inThread();
		await expect(caller.call("refuse", { cutoffM: 60_000 })).rejects.toMatchObject({
			code: "CUTOFF_OUT_OF_RANGE",
			details: { cutoffM: 60_000 },
		});
	});

	it("stop when aborted, and the worker stops its loop too", async () => {
		const { caller } = inThread();
		const controller = new AbortController();
		const seen: unknown[] = [];
		const call = caller.call(
			"count",
			{ upTo: 1_000_000 },
			{ signal: controller.signal, progress: (progress) => seen.push(progress) },
		);
		while (seen.length < 3) await yieldOnce();
		controller.abort();
		await expect(call).rejects.toMatchObject({ code: CANCELLED });
		// The worker answers the next call at once: the loop of a million has stopped.
		expect(await caller.call("count", { upTo: 2 })).toBe(2);
	});

	it("settle when the worker dies, and refuse every later call", async () => {
		const { caller, worker, deaths } = inThread();
		const call = caller.call("count", { upTo: 1_000_000 });
		worker.onerror?.({ message: "out of memory" } as ErrorEvent);
		await expect(call).rejects.toMatchObject({ code: "WORKER_DIED" });
		await expect(caller.call("count", { upTo: 1 })).rejects.toMatchObject({ code: "WORKER_DIED" });
		expect(deaths).toHaveLength(1);
	});
});
