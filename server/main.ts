import pino from "pino";
import { isGeodataError } from "../geodata/units/error.ts";
import { readConfig } from "./config.ts";
import type { StartProgress } from "./http/waiting-app.ts";
import { startServer } from "./start-server.ts";

const MIN_NODE_MAJOR = 24;

/** Runs the server until it is stopped. A failed start prints one sentence and exits with 1. */
export async function main(env: Readonly<Record<string, string | undefined>>): Promise<void> {
	const stop = new AbortController();
	for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => stop.abort());
	try {
		assertNode(process.versions.node);
		const config = readConfig(env);
		const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
		const onProgress = progressLine(process.stdout);
		const server = await startServer({ config, log, onProgress, signal: stop.signal });
		process.stdout.write(`鹿城一刻 is ready: ${server.url}\n`);
		if (!stop.signal.aborted) {
			await new Promise((resolve) => stop.signal.addEventListener("abort", resolve, { once: true }));
		}
		await server.close();
		process.exit(0);
	} catch (error) {
		if (stop.signal.aborted) {
			process.stderr.write("Stopped before the start was over; nothing half-done was kept.\n");
			process.exit(130);
		}
		process.stderr.write(`${isGeodataError(error) ? error.message : describe(error)}\n`);
		process.exit(1);
	}
}

function assertNode(version: string): void {
	if (Number.parseInt(version, 10) >= MIN_NODE_MAJOR) return;
	throw new Error(
		`This is Node ${version}; allowed is Node ${MIN_NODE_MAJOR} or newer. Start with "npm start", which brings its own.`,
	);
}

function describe(error: unknown): string {
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** On a terminal one line that is rewritten; elsewhere one line per step. */
function progressLine(out: NodeJS.WriteStream): (progress: StartProgress) => void {
	let shown = "";
	return ({ step, share }) => {
		const text = share === null ? `${step} …` : `${step} … ${Math.floor(share * 100)} %`;
		if (text === shown) return;
		const sameStep = shown.startsWith(`${step} …`);
		if (out.isTTY) out.write(`${sameStep ? "\u001b[1A\u001b[2K" : ""}${text}\n`);
		else if (!sameStep) out.write(`${step} …\n`);
		shown = text;
	};
}

if (import.meta.main) await main(process.env);
