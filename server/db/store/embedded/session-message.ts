import type { ErrorDetails } from "../../../../geodata/units/error.ts";
import type { Row } from "../store.ts";
import type { EncodedParams } from "./session.ts";

/** Start options of the worker. */
export interface SessionOptions {
	/** Folder of the database files. */
	readonly dataDir: string;
	/** An archive from `dump` for filling a new folder; null creates an empty database. */
	readonly archivePath: string | null;
}

export type SessionCommand =
	| { readonly op: "open" | "begin" | "commit" | "rollback" | "dump" | "close" }
	| { readonly op: "query" | "queryAlone"; readonly sql: string; readonly params: EncodedParams };

export interface SessionRequest {
	readonly id: number;
	readonly command: SessionCommand;
}

/** Rows for the two queries, the archive for `dump`, null for the rest. */
export type SessionResult = Row[] | Uint8Array | null;

/** Errors are sent as plain data, because structured clone would lose their code and details. */
export type SessionReply =
	| { readonly id: number; readonly result: SessionResult }
	| {
			readonly id: number;
			readonly error: { readonly code: string; readonly message: string; readonly details: ErrorDetails };
	  };
