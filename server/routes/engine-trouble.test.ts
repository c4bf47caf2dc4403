import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import request from "supertest";
import { describe, expect, it } from "vitest";
import { problemSchema } from "../../geodata/contract/common.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { makeApp } from "../app.ts";
import { type Engine, openEngine } from "../engine/engine-pool.ts";
import { at } from "../test/tiny-city.ts";
import { withApp } from "../test/with-app.ts";

const server = withApp();
const JSON_IDENTITY = { "Content-Type": "application/json", "Accept-Encoding": "identity" };
const party = { service: "party-service", rule: { type: "distance", cutoffM: 1000 } };

describe("a computation that takes too long, or has no reader", () => {
	const workerUrl = new URL("../test/misbehaving-worker.ts", import.meta.url);

	/** The app with workers that answer by the pack's hash instead of computing: the hash "hang" never ends. */
	async function misbehaving(command: string, timeoutMs: number) {
		await server.store.query("update graph set hash = $1", [command]);
		const engine = openEngine({ workerUrl, threads: 1, maxWaiting: 1, timeoutMs });
		const log = pino({ level: "silent" });
		return { engine, app: makeApp({ store: server.store, engine, log, clientFolder: null }) };
	}

	async function restore() {
		await server.store.query("update graph set hash = $1", [server.graphHash]);
	}

	it("answers 503 after the timeout", async () => {
		const { app, engine } = await misbehaving("hang", 500);
		try {
			const response = await request(app).post("/api/v1/cities/tiny/coverages").send(party);
			expect(response.status).toBe(503);
			expect(response.headers["retry-after"]).toBe("2");
			expect(problemSchema.parse(response.body)).toMatchObject({ code: "ENGINE_TIMEOUT", allowed: 0.5 });
		} finally {
			await restore();
			await engine.close();
		}
	});

	it("aborts a stream when a later part fails, so that a partial answer never looks complete", async () => {
		const { app, engine } = await misbehaving("one-then-die", 20_000);
		const listening = app.listen(0, "127.0.0.1");
		await once(listening, "listening");
		const { port } = listening.address() as AddressInfo;
		try {
			const origins = Array.from({ length: 60 }, () => at(0, 0));
			const whole = async (): Promise<string> => {
				const response = await fetch(`http://127.0.0.1:${port}/api/v1/cities/tiny/isochrones`, {
					method: "POST",
					headers: { "Content-Type": "application/json" },
					body: JSON.stringify({ origins, rule: { type: "time", cutoffsSec: [300] } }),
				});
				return response.text();
			};
			// The abort may overtake the headers of the answer: then not even those arrive.
			await expect(whole()).rejects.toThrow(/terminated|fetch failed/);
		} finally {
			await restore();
			listening.closeAllConnections();
			listening.close();
			await engine.close();
		}
	});

	it("sends each part when it is ready, and stops the work when its reader leaves", async () => {
		const { app, engine } = await misbehaving("one-then-hang", 60_000);
		const listening = app.listen(0, "127.0.0.1");
		await once(listening, "listening");
		const { port } = listening.address() as AddressInfo;
		const readers: AbortController[] = [];
		/** The body up to the end of the first part: the second never comes. */
		const firstPart = async (): Promise<string> => {
			const reader = new AbortController();
			readers.push(reader);
			const response = await fetch(`http://127.0.0.1:${port}/api/v1/cities/tiny/isochrones`, {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify({
					origins: Array.from({ length: 60 }, () => at(0, 0)),
					rule: { type: "time", cutoffsSec: [300] },
				}),
				signal: reader.signal,
			});
			expect(response.headers.get("content-encoding")).toBeTruthy();
			let text = "";
			for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
				text += chunk;
				if (text.endsWith("}")) break;
			}
			return text;
		};
		try {
			const whole = '{"type":"FeatureCollection","features":[{"type":"Feature"}';
			expect(await firstPart()).toBe(whole);
			readers[0]?.abort();
			// The only worker hung in the second part; it was terminated, and another serves the next request.
			expect(await firstPart()).toBe(whole);
		} finally {
			for (const reader of readers) reader.abort();
			await restore();
			listening.closeAllConnections();
			listening.close();
			await engine.close();
		}
	});

	/** A megabyte: the socket buffers hold only a few such parts. */
	const LARGE_PART = new TextEncoder().encode(JSON.stringify("x".repeat(1_000_000)));

	/** The answer to a thousand origins in fifty parts, still unread. */
	async function unreadAnswer(compute: (part: number) => Promise<Uint8Array>) {
		let parts = 0;
		const engine: Engine = {
			run: () => compute(parts++),
			load: () => ({ running: 0, waiting: 0 }),
			close: async () => {},
		};
		const log = pino({ level: "silent" });
		const app = makeApp({ store: server.store, engine, log, clientFolder: null });
		const listening = app.listen(0, "127.0.0.1");
		await once(listening, "listening");
		const { port } = listening.address() as AddressInfo;
		const response = await new Promise<IncomingMessage>((resolve, reject) => {
			const asked = httpRequest(
				{ port, path: "/api/v1/cities/tiny/isochrones", method: "POST", headers: JSON_IDENTITY },
				resolve,
			);
			asked.on("error", reject);
			asked.end(
				JSON.stringify({
					origins: Array.from({ length: 1000 }, () => at(0, 0)),
					rule: { type: "time", cutoffsSec: [300] },
				}),
			);
		});
		const standsStill = async () => {
			const before = parts;
			await new Promise((resolve) => setTimeout(resolve, 500));
			return parts === before;
		};
		await expect.poll(standsStill, { timeout: 30_000 }).toBe(true);
		const close = () => {
			listening.closeAllConnections();
			listening.close();
		};
		return { response, computed: () => parts, close };
	}

	it("computes no further than a slow reader reads", async () => {
		const { response, computed, close } = await unreadAnswer(async () => LARGE_PART);
		try {
			expect(computed()).toBeLessThan(40);
			let bytes = 0;
			for await (const chunk of response) bytes += (chunk as Buffer).length;
			expect(computed()).toBe(50);
			// Parts, the commas between them, and the start and end of the collection.
			expect(bytes).toBe(50 * LARGE_PART.length + 49 + '{"type":"FeatureCollection","features":['.length + 2);
		} finally {
			close();
		}
	});

	it("aborts where a part failed while the previous one waited for its reader", async () => {
		// More than any socket buffer holds: the second part fails long before the first is sent.
		const huge = new Uint8Array(64_000_000).fill(0x20);
		const { response, computed, close } = await unreadAnswer(async (part) => {
			if (part === 0) return huge;
			throw new Error("a part that fails");
		});
		try {
			expect(computed()).toBe(2);
			const whole = async () => {
				for await (const _ of response);
			};
			await expect(whole()).rejects.toThrow(/aborted/);
		} finally {
			close();
		}
	});

	/** The app with an engine that delays every computation until told to finish. */
	async function held() {
		const runs: { readonly signal: AbortSignal; finish(): void }[] = [];
		const engine: Engine = {
			run: (_job, signal) =>
				new Promise((resolve, reject) => {
					const finish = () => resolve(new TextEncoder().encode('"done"'));
					runs.push({ signal, finish });
					signal.addEventListener("abort", () => reject(new GeodataError("CLIENT_GONE", "left")));
				}),
			load: () => ({ running: 0, waiting: 0 }),
			close: async () => {},
		};
		const log = pino({ level: "silent" });
		const listening = makeApp({ store: server.store, engine, log, clientFolder: null }).listen(
			0,
			"127.0.0.1",
		);
		await once(listening, "listening");
		let arrived = 0;
		listening.on("request", () => {
			arrived += 1;
		});
		const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/api/v1/cities/tiny/coverages`;
		const ask = async (body: object, signal: AbortSignal | null = null) => {
			const answer = await fetch(url, {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify(body),
				signal,
			});
			return answer.text();
		};
		const close = () => {
			listening.closeAllConnections();
			listening.close();
		};
		return { runs, ask, arrived: () => arrived, close };
	}

	const begun = (runs: readonly unknown[], count: number) =>
		expect.poll(() => runs.length, { timeout: 10_000 }).toBe(count);

	it("computes equal concurrent coverages once, with changes or without", async () => {
		const { runs, ask, arrived, close } = await held();
		try {
			const changed = { ...party, changes: [{ op: "close", id: "P" }] };
			const other = { ...party, profile: "elderly" };
			const asked = [party, changed, party, other, changed, party].map((body) => ask(body));
			await begun(runs, 3);
			await expect.poll(arrived, { timeout: 10_000 }).toBe(6);
			await new Promise((resolve) => setTimeout(resolve, 300));
			for (const run of runs) run.finish();
			expect(await Promise.all(asked)).toEqual(Array(6).fill('"done"'));
			expect(runs).toHaveLength(3);
			// Results without changes are cached; results after changes are not.
			expect(await ask(party)).toBe('"done"');
			expect(runs).toHaveLength(3);
			const again = ask(changed);
			await begun(runs, 4);
			runs[3]?.finish();
			expect(await again).toBe('"done"');
		} finally {
			close();
		}
	});

	it("continues a shared computation until its last reader has left", async () => {
		const { runs, ask, arrived, close } = await held();
		try {
			const clients = [new AbortController(), new AbortController()];
			const left = clients.map(({ signal }) => ask(party, signal).catch(() => "left"));
			await begun(runs, 1);
			await expect.poll(arrived, { timeout: 10_000 }).toBe(2);
			await new Promise((resolve) => setTimeout(resolve, 300));
			clients[0]?.abort();
			// A computation that was not aborted sends no event, so the test waits a moment.
			await new Promise((resolve) => setTimeout(resolve, 300));
			expect(runs[0]?.signal.aborted).toBe(false);
			clients[1]?.abort();
			await expect.poll(() => runs[0]?.signal.aborted, { timeout: 10_000 }).toBe(true);
			expect(await Promise.all(left)).toEqual(["left", "left"]);
			// Nothing of it was cached: the next request is computed.
			const later = ask(party);
			await begun(runs, 2);
			runs[1]?.finish();
			expect(await later).toBe('"done"');
		} finally {
			close();
		}
	});

	it("stops the work of a client that left, and refuses requests beyond the queue", async () => {
		const { app, engine } = await misbehaving("hang", 20_000);
		const listening = app.listen(0, "127.0.0.1");
		await once(listening, "listening");
		const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/api/v1/cities/tiny/coverages`;
		// Each request is different: equal requests would share one computation.
		const ask = (cutoffM: number, signal: AbortSignal | null = null) =>
			fetch(url, {
				method: "POST",
				headers: { "Content-Type": "application/json" },
				body: JSON.stringify({ ...party, rule: { type: "distance", cutoffM } }),
				signal,
			});
		try {
			const client = new AbortController();
			// One runs, one waits. Requests may overtake each other: the one whose place is taken by a third retries, and the
			// third gives up after a second.
			const stay = async (cutoffM: number): Promise<string> => {
				const answer = await ask(cutoffM, client.signal).catch(() => null);
				return answer === null ? "left" : stay(cutoffM);
			};
			const left = [stay(1000), stay(1001)];
			const third = async () => {
				const answer = await ask(1002, AbortSignal.timeout(1000)).catch(() => null);
				return answer === null ? null : problemSchema.parse(await answer.json()).code;
			};
			await expect.poll(third, { timeout: 15_000 }).toBe("ENGINE_BUSY");
			client.abort();
			expect(await Promise.all(left)).toEqual(["left", "left"]);
			await server.store.query("update graph set hash = 'echo'");
			// The only worker is free: the next request gets the worker's answer for its pack.
			const hash = async () => (await request(app).get("/api/v1/cities")).body.cities[0].graphHash;
			await expect.poll(hash, { timeout: 10_000 }).toBe("echo");
			const answer = async () => (await ask(1000)).text();
			await expect.poll(answer, { timeout: 10_000 }).toBe('"echo"');
		} finally {
			await restore();
			listening.close();
			listening.closeAllConnections();
			await engine.close();
		}
	});
});
