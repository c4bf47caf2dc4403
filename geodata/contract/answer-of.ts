import type { z } from "zod";

type Kept<T> = T extends readonly (infer E)[]
	? readonly Kept<E>[]
	: T extends object
		? { readonly [K in keyof T]: Kept<T[K]> }
		: T;

/**
 * A schema checked against the engine's type `T`: it must have every field of `T` with its type, and no other. A
 * mismatch does not compile, so a figure added to the engine cannot be missing from the API.
 */
export function answerOf<T>() {
	return <S extends z.ZodType<Kept<T>>>(
		schema: S & ([Kept<T>] extends [Kept<z.output<S>>] ? unknown : never),
	): S => schema;
}
