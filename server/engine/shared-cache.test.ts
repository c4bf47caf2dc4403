import { describe, expect, it } from "vitest";
import { SharedCache } from "./shared-cache.ts";

interface Value {
	readonly name: string;
	readonly bytes: number;
}

const openCache = (maxBytes = 100) => new SharedCache<Value>({ maxBytes, bytesOf: ({ bytes }) => bytes });

/** Makes values when told to, and remembers each time it was asked and each time it was stopped. */
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

describe("values that are kept", () => {
	it("are the last used ones that weigh at most so much together", async () => {
		const cache = openCache(3);
		const { made, start } = maker();
		const use = async (name: string) => {
			const value = start(cache, name);
			made.at(-1)?.finish();
			return value;
		};
		for (const name of ["a", "b", "c", "a", "d"]) await use(name);
		// The fourth weighs too much: b goes, which was used longest ago, and is made again.
		for (const name of ["a", "c", "d"]) await use(name);
		expect(made.map(({ name }) => name)).toEqual(["a", "b", "c", "d"]);
		await use("b");
		expect(made.map(({ name }) => name)).toEqual(["a", "b", "c", "d", "b"]);
	});

	it("are none that weighs more than all may, nor one that is not to be kept, nor what failed", async () => {
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
	it("is made once for all who ask meanwhile, and by key", async () => {
		const cache = openCache();
		const { made, start } = maker();
		const asked = [start(cache, "a"), start(cache, "a"), start(cache, "b"), start(cache, "a")];
		expect(made.map(({ name }) => name)).toEqual(["a", "b"]);
		for (const one of made) one.finish();
		expect((await Promise.all(asked)).map(({ name }) => name)).toEqual(["a", "a", "b", "a"]);
	});

	it("outlives the caller that began it, for another who still waits", async () => {
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

	it("is stopped when the last caller has left, and begun anew for the next", async () => {
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
		// The end of the run that was stopped takes nothing away from the one that follows it.
		const shared = start(cache, "a");
		expect(made).toHaveLength(2);
		made[1]?.finish();
		expect([(await next).name, (await shared).name]).toEqual(["a", "a"]);
	});

	it("is not stopped for a caller that leaves after another without a signal came", async () => {
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

	it("is nothing to a caller that had left before it asked", async () => {
		const { made, start } = maker();
		await expect(start(openCache(), "a", AbortSignal.abort())).rejects.toEqual(CLIENT_GONE);
		expect(made).toEqual([]);
	});
});
