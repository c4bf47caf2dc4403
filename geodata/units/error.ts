/** Details travel to the caller as JSON: the offending value, the allowed range, the row… */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/**
 * The one error of the domain. Branch on `code` only: it survives a worker and JSON.
 * The message holds the offending value and the allowed range, in one sentence.
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

/** Tells a {@link GeodataError} from any other throw, also after structured clone lost the class. */
export function isGeodataError(error: unknown): error is GeodataError {
	return (
		error instanceof Error &&
		typeof (error as { code?: unknown }).code === "string" &&
		typeof (error as { details?: unknown }).details === "object"
	);
}
