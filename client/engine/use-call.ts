import { useEffect, useState } from "react";
import type { EngineFunctions } from "./functions.ts";
import { type InputOf, isCancelled, type OutputOf } from "./rpc.ts";
import type { Engine } from "./use-engine.ts";

/** The answer to one worker call; repeated for another input, aborted when no longer needed. */
export function useCall<K extends keyof EngineFunctions & string>(
	engine: Engine | null,
	name: K,
	input: InputOf<EngineFunctions[K]> | null,
): { readonly output: OutputOf<EngineFunctions[K]> | null; readonly error: unknown } {
	const [answer, setAnswer] = useState<{
		of: InputOf<EngineFunctions[K]>;
		output: OutputOf<EngineFunctions[K]> | null;
		error: unknown;
	} | null>(null);
	useEffect(() => {
		if (!engine || input === null) return;
		const controller = new AbortController();
		engine.caller
			.call(name, input, { signal: controller.signal })
			.then((output) => setAnswer({ of: input, output, error: null }))
			.catch((error: unknown) => {
				if (!isCancelled(error)) setAnswer({ of: input, output: null, error });
			});
		return () => controller.abort();
	}, [engine, name, input]);
	// An answer to an earlier input is not shown for this one.
	return answer && answer.of === input ? answer : { output: null, error: null };
}
