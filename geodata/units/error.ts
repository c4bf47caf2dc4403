/** Sent to the caller as JSON: the offending value, the allowed range, the row … */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The only error class of the domain. Branch on `code`: it survives worker messages and JSON. The message holds the
 * offending value and the allowed range, in one sentence.
 */
export class GeodataError extends Error {
	readonly code: string;
	readonly details: ErrorDetails;

	constructor(code: string, message: string, details: ErrorDetails = {}) {
		super(message);
		this.name = "GeodataError";
		this.code = code;
		this.details = details;
	}
}

/** Recognises a {@link GeodataError}, also after structured clone has lost its class. */
export function isGeodataError(error: unknown): error is GeodataError {
	return (
		error instanceof Error &&
		typeof (error as { code?: unknown }).code === "string" &&
		typeof (error as { details?: unknown }).details === "object"
	);
}
