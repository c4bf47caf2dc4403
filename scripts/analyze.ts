import { Command } from "commander";
import { analyzeCity } from "../server/export/analyze-city.ts";
import { coverageSummary } from "../server/export/coverage-summary.ts";
import { writeFolder } from "../server/export/write-folder.ts";
import { type CommandContext, runCommand } from "./cli/run-command.ts";
import { withStore } from "./cli/with-store.ts";

interface AnalyzeOptions {
	city: string;
	service: string;
	rule?: string;
	profile?: string;
	out: string;
}

function analyzeCommand(context: CommandContext): Command {
	const { progress, signal } = context;
	return new Command("analyze")
		.description("who in a stored city is covered by a service, as a summary and as files")
		.requiredOption("--city <id>", "city that is stored")
		.requiredOption("--service <id>", "service, such as party-service or health")
		.option(
			"--rule <rule>",
			"distance:metres, time:seconds or the id of a standard; the service's first if not given",
		)
		.option(
			"--profile <id>",
			"who walks: adult, child, elderly, pram, wheelchair; that of the standard if not given",
		)
		.requiredOption(
			"--out <folder>",
			"folder for coverage.json, ledger.csv, ledger.xlsx, gaps.geojson, isochrones.geojson, demand.csv",
		)
		.action(async ({ city, service, rule, profile, out }: AnalyzeOptions) => {
			const request = { cityId: city, service, rule: rule ?? null, profile: profile ?? null };
			const onPhase = (phase: string) => progress.show(phase, 0, 0);
			const analysis = await withStore(context, async (open) =>
				analyzeCity(await open(), request, onPhase, signal),
			);
			progress.show("write files", 0, 0);
			await writeFolder(out, analysis.files);
			progress.clear();
			const lines = [
				...coverageSummary(analysis),
				`  files       ${out}: ${[...analysis.files.keys()].join(", ")}`,
			];
			process.stdout.write(`${lines.join("\n")}\n`);
		});
}

await runCommand(analyzeCommand);
