import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { readPages } from "./read-pages.ts";

const schema = z.object({
	features: z.array(z.object({ id: z.string() })),
	nextCursor: z.string().nullable(),
});

/** Answers each URL with its page; for any other URL the server is down. */
function serverOf(pages: Readonly<Record<string, z.infer<typeof schema>>>): string[] {
	const asked: string[] = [];
	vi.stubGlobal("fetch", async (path: string) => {
		asked.push(path);
		if (pages[path] === undefined) throw new TypeError("fetch failed");
		return Response.json(pages[path]);
	});
	return asked;
}
afterEach(() => vi.unstubAllGlobals());

const page = (nextCursor: string | null, ...ids: string[]) => ({
	features: ids.map((id) => ({ id })),
	nextCursor,
});

describe("readPages", () => {
	it("reads to the last page, passing each cursor back unchanged", async () => {
		const asked = serverOf({
			"/firms?limit=1000": page("a+/=&", "1", "2"),
			"/firms?limit=1000&cursor=a%2B%2F%3D%26": page("last", "3"),
			"/firms?limit=1000&cursor=last": page(null, "4"),
		});
		expect(await readPages("/firms", schema)).toEqual([{ id: "1" }, { id: "2" }, { id: "3" }, { id: "4" }]);
		expect(asked).toHaveLength(3);
	});

	it("keeps the query parameters on every page", async () => {
		serverOf({
			"/places?kind=x&limit=1000": page("c", "1"),
			"/places?kind=x&limit=1000&cursor=c": page(null),
		});
		expect(await readPages("/places?kind=x", schema)).toEqual([{ id: "1" }]);
	});

	it("fails completely where a later page fails", async () => {
		serverOf({ "/firms?limit=1000": page("c", "1") });
		await expect(readPages("/firms", schema)).rejects.toMatchObject({ code: "SERVER_DOWN" });
	});
});
