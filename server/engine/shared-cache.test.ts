import { describe, expect, it } from "vitest";
import { SharedCache } from "./shared-cache.ts";

interface Value {
	readonly name: string;
	readonly bytes: number;
}

const openCache = (maxBytes = 100) => new SharedCache<Value>({ maxBytes, bytesOf: ({ bytes }) => bytes });

/** Makes values on request; records each call and each abort. */
function maker(bytes = 1) {
	const made: { name: string; signal: AbortSignal; finish(): void; fail(): void }[] = [];
	const make = (name: string) => (signal: AbortSignal) =>
		new Promise<Value>((resolve, reject) => {
			const value = { name, bytes };
			made.push({ name, signal, finish: () => resolve(value), fail: () => reject(new Error("failed")) });
			signal.addEventListener("abort", () => reject(signal.reason));
		});
	const start = (cache: SharedCache<Value>, name: string, signal?: AbortSignal, keep?: boolean) =>
		cache.get(name, make(name), { ...(signal && { signal }), ...(keep !== undefined && { keep }) });
	return { made, start };
}

const CLIENT_GONE = expect.objectContaining({ code: "CLIENT_GONE" });

describe("cached values", () => {
	it("are the most recently used ones within the size limit", async () => {
		const cache = openCache(3);
		const { made, start } = maker();
		const use = async (name: string) => {
			const value = start(cache, name);
			made.at(-1)?.finish();
			return value;
		};
		for (const name of ["a", "b", "c", "a", "d"]) await use(name);
		// The fourth exceeds the size limit: b, the least recently used, is evicted and made again.
		for (const name of ["a", "c", "d"]) await use(name);
		expect(made.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
		await use("b");
		expect(made.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "b"]);
	});

	it("exclude values above the size limit, uncacheable ones and failures", async () => {
		const cache = openCache(3);
		const heavy = maker(4);
		const light = maker(1);
		for (const times of [1, 2]) {
			const large = heavy.start(cache, "large");
			heavy.made.at(-1)?.finish();
			await large;
			expect(heavy.made).toHaveLength(times);
			const passing = light.start(cache, "passing", undefined, false);
			light.made.at(-1)?.finish();
			await passing;
			expect(light.made).toHaveLength(times);
		}
		const failing = light.start(cache, "failing");
		light.made.at(-1)?.fail();
		await expect(failing).rejects.toThrow("failed");
		const again = light.start(cache, "failing");
		light.made.at(-1)?.finish();
		expect((await again).name).toBe("failing");
	});
});

describe("a value that is being made", () => {
	it("is made once for all concurrent callers, per key", async () => {
		const cache = openCache();
		const { made, start } = maker();
		const asked = [start(cache, "a"), start(cache, "a"), start(cache, "b"), start(cache, "a")];
		expect(made.map(({ name }) => name)).toEqual(["a", "b"]);
		for (const one of made) one.finish();
		expect((await Promise.all(asked)).map(({ name }) => name)).toEqual(["a", "a", "b", "a"]);
	});

	it("continues after its first caller has left, while another waits", async () => {
		const cache = openCache();
		const { made, start } = maker();
		const [first, second] = [new AbortController(), new AbortController()];
		const [left, stayed] = [start(cache, "a", first.signal), start(cache, "a", second.signal)];
		first.abort();
		await expect(left).rejects.toEqual(CLIENT_GONE);
		expect(made[0]?.signal.aborted).toBe(false);
		made[0]?.finish();
		expect((await stayed).name).toBe("a");
		expect(made).toHaveLength(1);
	});

	it("is aborted when the last caller has left, and restarted for the next", async () => {
		const cache = openCache();
		const { made, start } = maker();
		const callers = [new AbortController(), new AbortController()];
		const asked = callers.map(({ signal }) => start(cache, "a", signal));
		callers[0]?.abort();
		expect(made[0]?.signal.aborted).toBe(false);
		callers[1]?.abort();
		expect(made[0]?.signal.aborted).toBe(true);
		const next = start(cache, "a");
		for (const one of asked) await expect(one).rejects.toEqual(CLIENT_GONE);
		expect(made).toHaveLength(2);
		// The end of the aborted run must not affect the run after it.
		const shared = start(cache, "a");
		expect(made).toHaveLength(2);
		made[1]?.finish();
		expect([(await next).name, (await shared).name]).toEqual(["a", "a"]);
	});

	it("is not aborted by a caller that leaves while another without a signal waits", async () => {
		const cache = openCache();
		const { made, start } = maker();
		const client = new AbortController();
		const left = start(cache, "a", client.signal);
		const stayed = start(cache, "a");
		client.abort();
		await expect(left).rejects.toEqual(CLIENT_GONE);
		expect(made[0]?.signal.aborted).toBe(false);
		made[0]?.finish();
		expect((await stayed).name).toBe("a");
	});

	it("does not start for a caller that has already aborted", async () => {
		const { made, start } = maker();
		await expect(start(openCache(), "a", AbortSignal.abort())).rejects.toEqual(CLIENT_GONE);
		expect(made).toEqual([]);
	});
});
