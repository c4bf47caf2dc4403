import { afterEach, describe, expect, it } from "vitest";
import { type Engine, type EngineOptions, openEngine } from "./engine-pool.ts";
import type { EngineJob } from "./job.ts";

const workerUrl = new URL("../test/misbehaving-worker.ts", import.meta.url);
const opened: Engine[] = [];

function open(options: EngineOptions = {}): Engine {
	const engine = openEngine({ workerUrl, threads: 1, ...options });
	opened.push(engine);
	return engine;
}

afterEach(async () => {
	for (const engine of opened.splice(0)) await engine.close();
});

const never = new AbortController().signal;
const job = (command: string): EngineJob => ({
	kind: "isochrones",
	pack: { graphHash: command, bytes: new Uint8Array(new SharedArrayBuffer(0)) },
	request: { origins: [[0, 0]], rule: { type: "time", cutoffsSec: [60] } },
	profile: {
		profileId: "adult",
		nameZh: "",
		nameEn: "",
		speedMps: 1,
		stepsAllowed: true,
		signalPenaltySec: 0,
		overpassPenaltySec: 0,
		source: "",
		verified: false,
	},
	firstOrigin: 0,
});
const run = async (engine: Engine, command: string, signal = never) =>
	JSON.parse(new TextDecoder().decode(await engine.run(job(command), signal)));

describe("openEngine", () => {
	it("answers what the worker wrote", async () => {
		expect(await run(open(), "好")).toBe("好");
	});

	it("keeps the code and details of what a job refuses", async () => {
		await expect(run(open(), "refuse")).rejects.toMatchObject({
			code: "CUTOFF_OUT_OF_RANGE",
			details: { value: 0 },
		});
	});

	it("hides what a job throws, and goes on", async () => {
		const engine = open();
		const failure = await run(engine, "throw").catch((error: unknown) => error);
		expect(failure).toMatchObject({ code: "ENGINE_FAILED" });
		expect(String(failure)).not.toContain("secret");
		expect(await run(engine, "next")).toBe("next");
	});

	it("fails the job of a worker that dies, and recovers", async () => {
		const engine = open();
		await expect(run(engine, "die")).rejects.toMatchObject({ code: "ENGINE_FAILED" });
		expect(await run(engine, "next")).toBe("next");
		await expect(run(engine, "die")).rejects.toMatchObject({ code: "ENGINE_FAILED" });
		expect(await run(engine, "again")).toBe("again");
	});

	it("stops a job that takes too long, and recovers", async () => {
		const engine = open({ timeoutMs: 1500 });
		await expect(run(engine, "hang")).rejects.toMatchObject({
			code: "ENGINE_TIMEOUT",
			details: { allowed: 1.5 },
		});
		// Starting a new worker may itself take longer than this on a busy machine.
		const next = () => run(engine, "next").catch((error: { code?: string }) => error.code);
		await expect.poll(next, { timeout: 30_000 }).toBe("next");
	});

	it("stops a job whose client left, running or waiting", async () => {
		const engine = open();
		const client = new AbortController();
		const running = run(engine, "hang", client.signal);
		const waiting = run(engine, "waits", client.signal);
		setTimeout(() => client.abort(), 200);
		await expect(running).rejects.toMatchObject({ code: "CLIENT_GONE" });
		await expect(waiting).rejects.toMatchObject({ code: "CLIENT_GONE" });
		// The only worker is free again, although the job never ended by itself.
		expect(await run(engine, "next")).toBe("next");
		await expect(run(engine, "late", client.signal)).rejects.toMatchObject({ code: "CLIENT_GONE" });
	});

	it("keeps the worker of a job that ends soon after its client left", async () => {
		const engine = open({ graceMs: 30_000 });
		expect(await run(engine, "short")).toBe(1);
		const client = new AbortController();
		const left = run(engine, "short", client.signal);
		setImmediate(() => client.abort());
		await expect(left).rejects.toMatchObject({ code: "CLIENT_GONE" });
		// A worker counts its jobs: this one did all three.
		expect(await run(engine, "short")).toBe(3);
	});

	it("does not begin a job whose client left before its turn", async () => {
		const engine = open();
		expect(await run(engine, "short")).toBe(1);
		const client = new AbortController();
		const left = run(engine, "short", client.signal);
		client.abort();
		await expect(left).rejects.toMatchObject({ code: "CLIENT_GONE" });
		expect(await run(engine, "short")).toBe(2);
	});

	it("refuses the next job only when the queue is full", async () => {
		const engine = open({ maxWaiting: 2 });
		const client = new AbortController();
		const jobs = ["hang", "a", "b"].map((command) =>
			run(engine, command, client.signal).catch((error: { code?: string }) => error.code),
		);
		await expect(run(engine, "c")).rejects.toMatchObject({ code: "ENGINE_BUSY", details: { allowed: 2 } });
		expect(engine.load()).toEqual({ running: 1, waiting: 2 });
		client.abort();
		expect(await Promise.all(jobs)).toEqual(["CLIENT_GONE", "CLIENT_GONE", "CLIENT_GONE"]);
		expect(await run(engine, "c")).toBe("c");
		expect(engine.load()).toEqual({ running: 0, waiting: 0 });
	});

	it("answers waiting jobs in the order they came", async () => {
		const engine = open();
		const order: string[] = [];
		const commands = ["a", "b", "c", "d", "e"];
		await Promise.all(
			commands.map(async (command) => {
				await run(engine, command);
				order.push(command);
			}),
		);
		expect(order).toEqual(commands);
	});
});
