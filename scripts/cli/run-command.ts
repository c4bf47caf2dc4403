import { type Command, CommanderError } from "commander";
import { isGeodataError } from "../../geodata/units/error.ts";
import { ProgressLine } from "./progress-line.ts";

export interface CommandContext {
	readonly signal: AbortSignal;
	readonly progress: ProgressLine;
}

const MIN_NODE_MAJOR = 24;
/** Exit code of a command interrupted by Ctrl-C: 128 + 2. */
const INTERRUPTED = 130;

/**
 * Runs a command line and exits: 0 when done, 1 with one sentence on stderr when refused, 130 after Ctrl-C. The first
 * Ctrl-C lets the command roll back; a second one ends it at once.
 *
 * @param make Creates the command, given its abort signal and its progress callback.
 */
export async function runCommand(make: (context: CommandContext) => Command): Promise<never> {
	const stop = new AbortController();
	const progress = new ProgressLine(process.stderr);
	process.on("SIGINT", () => {
		if (stop.signal.aborted) process.exit(INTERRUPTED);
		stop.abort();
	});
	try {
		assertNode(process.versions.node);
		const command = make({ signal: stop.signal, progress });
		for (const one of [command, ...command.commands]) one.exitOverride();
		await command.parseAsync();
		progress.clear();
		// A Ctrl-C after the commit has no effect.
		process.exit(0);
	} catch (error) {
		progress.clear();
		// commander has printed the message.
		if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 1);
		if (stop.signal.aborted) {
			process.stderr.write("Stopped; nothing was changed.\n");
			process.exit(INTERRUPTED);
		}
		process.stderr.write(
			`${isGeodataError(error) ? error.message : ((error as Error).stack ?? String(error))}\n`,
		);
		process.exit(1);
	}
}

function assertNode(version: string): void {
	if (Number.parseInt(version, 10) >= MIN_NODE_MAJOR) return;
	process.stderr.write(
		`This is Node ${version}; allowed is Node ${MIN_NODE_MAJOR} or newer. Use "npm run", which brings its own.\n`,
	);
	process.exit(1);
}
