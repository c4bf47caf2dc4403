import { type Command, CommanderError } from "commander";
import { isGeodataError } from "../../geodata/units/error.ts";
import { ProgressLine } from "./progress-line.ts";

export interface CommandContext {
	readonly signal: AbortSignal;
	readonly progress: ProgressLine;
}

const MIN_NODE_MAJOR = 24;
/** What a shell gives a command that Ctrl-C ended: 128 + 2. */
const INTERRUPTED = 130;

/**
 * Runs a command line to its end and exits: 0 when done, 1 with one sentence on stderr when refused, 130 after
 * Ctrl-C, which lets the command roll back first; a second Ctrl-C ends it at once.
 *
 * @param make Adds what the command does, given how it is stopped and how it tells its progress.
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
		// A Ctrl-C that came too late to undo anything has not interrupted it.
		process.exit(0);
	} catch (error) {
		progress.clear();
		// commander has said it already.
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
