import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GeodataError } from "../geodata/units/error.ts";

export interface Listening {
	/** The url to open; `localhost` when listening on every address. */
	readonly url: string;
	readonly port: number;
	/** Waits for running responses, up to {@link DRAIN_MS}. */
	close(): Promise<void>;
}

/** Time given to running responses when the server closes. */
const DRAIN_MS = 5000;

/**
 * Listens on a port, on one address or on all.
 *
 * @throws {GeodataError} PORT_IN_USE, PORT_FORBIDDEN, HOST_UNKNOWN
 */
export async function listen(
	handler: RequestListener,
	port: number,
	host: string | null,
): Promise<Listening> {
	const server = createServer(handler);
	await new Promise<void>((resolve, reject) => {
		server.once("error", (error) => reject(listenError(error, port, host)));
		server.listen({ port, ...(host === null ? {} : { host }) }, resolve);
	});
	const bound = server.address() as AddressInfo;
	const shownHost = host === null ? "localhost" : host.includes(":") ? `[${host}]` : host;
	return {
		url: `http://${shownHost}:${bound.port}`,
		port: bound.port,
		close: () => drain(server),
	};
}

function drain(server: Server): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}

function listenError(error: NodeJS.ErrnoException, port: number, host: string | null): Error {
	switch (error.code) {
		case "EADDRINUSE":
			return new GeodataError(
				"PORT_IN_USE",
				`Port ${port} is in use by another program; stop it, or set PORT to a free port from 0 to 65535.`,
				{ value: port, allowed: "a free port from 0 to 65535" },
			);
		case "EACCES":
			return new GeodataError(
				"PORT_FORBIDDEN",
				`Port ${port} may not be opened by this user; set PORT to one from 1024 to 65535.`,
				{ value: port, allowed: [1024, 65_535] },
			);
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
		case "EAI_AGAIN":
			return new GeodataError(
				"HOST_UNKNOWN",
				`HOST ${host} is not an address of this machine; unset it to listen on all of them.`,
				{ value: host, allowed: "an address of this machine" },
			);
		default:
			return error;
	}
}
