import type { z } from "zod";

type Kept<T> = T extends readonly (infer E)[]
	? readonly Kept<E>[]
	: T extends object
		? { readonly [K in keyof T]: Kept<T[K]> }
		: T;

/**
 * A schema of what the engine gives: every field of `T`, of its type, and no other. One that differs does not compile,
 * so that a figure is added to the engine first and cannot be forgotten on the wire.
 */
export function answerOf<T>() {
	return <S extends z.ZodType<Kept<T>>>(
		schema: S & ([Kept<T>] extends [Kept<z.output<S>>] ? unknown : never),
	): S => schema;
}
