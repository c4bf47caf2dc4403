import { Command } from "commander";
import { type CommandContext, runCommand } from "./cli/run-command.ts";
import { writeProvince } from "./sample/write-province.ts";

/**
 * `npm run sample -- --seed 1 --factor 1 --out dir`: writes the sample city, or a province of them, as GeoJSON files.
 */

interface SampleCommandOptions {
	seed: string;
	factor: string;
	out: string;
}

async function writeSample(
	{ seed, factor, out }: SampleCommandOptions,
	{ progress, signal }: CommandContext,
): Promise<void> {
	const counts = await writeProvince(
		{ seed: Number(seed), factor: Number(factor) },
		{ folder: out, tell: progress.show, signal },
	);
	console.log(
		`示例数据 Sample data · seed ${seed}: ${counts.streets} streets, ${counts.homes} homes, ` +
			`${counts.facilities} facilities in ${out}`,
	);
}

await runCommand((context) =>
	new Command("sample")
		.description("write the sample city, or a province of many like it, as GeoJSON")
		.option("--seed <number>", "whole number; the same seed gives the same city", "1")
		.option("--factor <number>", "counties side by side, 1 to 100, joined by roads", "1")
		.requiredOption("--out <folder>", "where the files go")
		.action((options: SampleCommandOptions) => writeSample(options, context)),
);
