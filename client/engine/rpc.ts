import { type ErrorDetails, GeodataError, isGeodataError } from "../../geodata/units/error.ts";
import { CANCELLED } from "../derived/error-codes.ts";

/** What a worker function gets beside its input. */
export interface CallContext {
	/** Aborted by the caller; long functions check it each time they yield. */
	readonly signal: AbortSignal;
	readonly progress: (progress: unknown) => void;
}

/** A worker is a typed set of functions; input and output must survive structured clone. */
export type WorkerFunctions = Readonly<
	// The input is contravariant: `never` admits every one-argument function.
	Record<string, (input: never, context: CallContext) => unknown>
>;
export type InputOf<F> = F extends (input: infer I, context: CallContext) => unknown ? I : never;
export type OutputOf<F> = F extends (...args: never) => infer O
	? Awaited<O> extends Transfer<infer T>
		? T
		: Awaited<O>
	: never;

/** An output with buffers to transfer to the caller instead of copying. */
export class Transfer<T> {
	readonly output: T;
	readonly buffers: readonly ArrayBuffer[];

	constructor(output: T, buffers: readonly ArrayBuffer[]) {
		this.output = output;
		this.buffers = buffers;
	}
}

export interface WireError {
	readonly code: string;
	readonly message: string;
	readonly details: ErrorDetails;
}
export type ToWorker =
	| { readonly type: "call"; readonly id: number; readonly name: string; readonly input: unknown }
	| { readonly type: "cancel"; readonly id: number };
export type FromWorker =
	| { readonly type: "result"; readonly id: number; readonly output: unknown }
	| { readonly type: "error"; readonly id: number; readonly error: WireError }
	| { readonly type: "progress"; readonly id: number; readonly progress: unknown };

const UNEXPECTED = "UNEXPECTED";

export function toWire(error: unknown): WireError {
	if (isGeodataError(error)) return { code: error.code, message: error.message, details: error.details };
	return { code: UNEXPECTED, message: error instanceof Error ? error.message : String(error), details: {} };
}

export const fromWire = (error: WireError) => new GeodataError(error.code, error.message, error.details);

export const isCancelled = (error: unknown) => isGeodataError(error) && error.code === CANCELLED;

/** @throws {GeodataError} CANCELLED when the caller has aborted. */
export function refuseCancelled(signal: AbortSignal): void {
	if (signal.aborted) throw new GeodataError(CANCELLED, "the work was cancelled");
}
