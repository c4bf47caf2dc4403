// @vitest-environment happy-dom
import { act } from "react";
import { describe, expect, it } from "vitest";
import { renderHook } from "../test/render-hook.ts";
import { useCall } from "./use-call.ts";
import type { EngineCaller } from "./use-engine.ts";

/** A worker with test-controlled answers; records every call and whether it was aborted. */
function slowEngine() {
	const asked: { readonly input: unknown; readonly signal: AbortSignal; answer(output: unknown): void }[] =
		[];
	const call = (_name: string, input: unknown, { signal }: { signal: AbortSignal }) =>
		new Promise((resolve) => asked.push({ input, signal, answer: resolve }));
	return { asked, engine: { caller: { call } as unknown as EngineCaller, opened: {} as never } };
}

const question = (code: string) => ({ code, services: [] });
const wanted = (asked: readonly { readonly signal: AbortSignal }[]) =>
	asked.map(({ signal }) => !signal.aborted);

describe("useCall", () => {
	it("aborts a call when it is no longer needed", async () => {
		const { asked, engine } = slowEngine();
		const input = question("n");
		const hook = await renderHook(() => useCall(engine, "standing", input), null);
		expect(wanted(asked)).toEqual([true]);
		await hook.unmount();
		expect(wanted(asked)).toEqual([false]);
	});

	it("aborts a call for the next one, and never shows its answer for the other", async () => {
		const { asked, engine } = slowEngine();
		const [first, second] = [question("n"), question("s")];
		const hook = await renderHook((input: typeof first) => useCall(engine, "standing", input), first);
		await act(async () => asked[0]?.answer("north"));
		expect(hook.current.output).toBe("north");
		await hook.render(second);
		expect(wanted(asked)).toEqual([false, true]);
		expect(hook.current.output).toBeNull();
		await act(async () => asked[1]?.answer("south"));
		expect(hook.current.output).toBe("south");
		expect(asked.map(({ input }) => input)).toEqual([first, second]);
	});

	it("calls nothing without a worker or an input", async () => {
		const { asked, engine } = slowEngine();
		const input = question("n");
		const hook = await renderHook(
			({ on, of }: { on: boolean; of: boolean }) =>
				useCall(on ? engine : null, "standing", of ? input : null),
			{ on: false, of: true },
		);
		await hook.render({ on: true, of: false });
		expect(asked).toHaveLength(0);
		await hook.render({ on: true, of: true });
		expect(asked).toHaveLength(1);
	});
});
