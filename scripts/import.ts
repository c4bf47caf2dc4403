import { Command } from "commander";
import { parseDatum } from "../geodata/datum/datum.ts";
import { GeodataError } from "../geodata/units/error.ts";
import { type FacilityFiles, parseCityId } from "../server/import/assemble-city.ts";
import { importCity } from "../server/import/import-city.ts";
import { importFacilities } from "../server/import/import-facilities.ts";
import { parseKindId } from "../server/import/kind-service.ts";
import {
	TABLE_OPTIONS,
	type TableOptions,
	type TableWords,
	tableOptions,
} from "../server/import/tables/table-options.ts";
import { type CommandContext, runCommand } from "./cli/run-command.ts";
import { withStore } from "./cli/with-store.ts";

interface CityOptions {
	id: string;
	name: string;
	nameEn?: string;
	network: string;
	population: string;
	populationColumn?: string;
	populationBand?: string;
	boundary?: string;
	datum?: string;
	clip?: boolean;
	maxSnap?: string;
	facilities?: string;
	kind?: string;
	kindName?: string;
	where?: string;
	nameColumn?: string;
}

interface FacilityCommandOptions {
	city: string;
	kind: string;
	name?: string;
	where?: string;
	nameColumn?: string;
	datum?: string;
}

function cityCommand(context: CommandContext): Command {
	const command = new Command("city")
		.description("read a city from an OpenStreetMap extract and a population file, and store it")
		.requiredOption("--id <id>", "adcode or slug: a–z, 0–9, -")
		.requiredOption("--name <name>", "name as it is shown")
		.option("--name-en <name>", "name in English; the name where not given")
		.requiredOption("--network <file>", ".osm.pbf, .osm, .osm.gz or .osm.bz2")
		.requiredOption("--population <file>", "CSV, GeoJSON or GeoTIFF; grid:250 counts one person a 250 m cell")
		.option("--population-column <name>", "column of the population, where its name is unusual")
		.option("--population-band <band>", "band of a raster that has several: its number from 1, or its name")
		.option("--boundary <file>", "GeoJSON polygon; the streets' extent where not given")
		.option(
			"--datum <datum>",
			"of the tables and the boundary: wgs84, cgcs2000, gcj02, bd09; wgs84 where not given",
		)
		.option(
			"--clip",
			"leave out and count rows outside the boundary, or the city, which are refused otherwise",
		)
		.option("--max-snap <m>", "farthest street from a home, metres; 250 where not given")
		.option("--facilities <file>", "CSV or GeoJSON; osm:amenity=pharmacy takes them from the network file")
		.option("--kind <kind>", "kind of those facilities; created where it is new")
		.option("--kind-name <name>", "what a new kind is called; its id where not given")
		.option("--where <condition>", 'only rows of the facilities for which it holds, such as "healthcare>0"')
		.option("--name-column <name>", "column of the facilities' names, where it is unusual");
	addTableOptions(command, "--");
	addTableOptions(command, "--facilities-");
	return command.action(async (options: CityOptions) => {
		const files = {
			cityId: parseCityId(options.id),
			name: options.name,
			nameEn: options.nameEn ?? options.name,
			network: options.network,
			population: options.population,
			populationColumn: options.populationColumn ?? null,
			populationBand: options.populationBand ?? null,
			boundary: options.boundary ?? null,
			table: tableOf(options, "--"),
			datum: parseDatum(options.datum ?? ASSUMED_DATUM),
			facilities: facilityFiles(options),
		};
		const control = {
			onProgress: context.progress.show,
			signal: context.signal,
			...(options.maxSnap === undefined ? {} : { maxSnapM: Number(options.maxSnap) }),
		};
		const lines = await withStore(context, (open) => importCity(open, files, control));
		report(context, lines);
	});
}

function facilitiesCommand(context: CommandContext): Command {
	const command = new Command("facilities")
		.description("add facilities to a city that is stored")
		.argument("<file>", "CSV or GeoJSON")
		.requiredOption("--city <id>", "city they belong to")
		.requiredOption("--kind <kind>", "kind of facility; created where it is new")
		.option("--name <name>", "what a new kind is called; its id where not given")
		.option("--where <condition>", 'only rows for which it holds, such as "healthcare>0"')
		.option("--name-column <name>", "column of the names, where it is unusual")
		.option("--datum <datum>", "wgs84, cgcs2000, gcj02, bd09; wgs84 where not given")
		.option("--clip", "leave out and count what lies outside the city, which is refused otherwise");
	addTableOptions(command, "--");
	return command.action(async (file: string, options: FacilityCommandOptions) => {
		const files = {
			from: file,
			kind: parseKindId(options.kind),
			kindName: options.name ?? null,
			where: options.where ?? null,
			nameColumn: options.nameColumn ?? null,
			table: tableOf(options, "--"),
			datum: parseDatum(options.datum ?? ASSUMED_DATUM),
		};
		const control = { onProgress: context.progress.show, signal: context.signal };
		const lines = await withStore(context, async (open) =>
			importFacilities(await open(), options.city, files, control),
		);
		report(context, lines);
	});
}

const ASSUMED_DATUM = "wgs84";

function addTableOptions(command: Command, prefix: TableOptions["prefix"]): void {
	const of = prefix === "--" ? "" : "of the facilities: ";
	for (const [name, takes, help] of TABLE_OPTIONS)
		command.option(`${prefix}${name} ${takes}`, `${of}${help}`);
}

/** The table options of a command line; commander turns two-word names into camel case. */
function tableOf(
	options: TableWords & { readonly datum?: string | undefined },
	prefix: TableOptions["prefix"],
): TableOptions {
	const said = options as Readonly<Record<string, unknown>>;
	const words = TABLE_OPTIONS.map(([name]) => {
		const camel = (text: string) => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
		return [camel(name), said[camel(`${prefix}${name}`.slice(2))]];
	});
	return tableOptions(
		{ ...(Object.fromEntries(words) as TableWords), clip: options.clip },
		{ prefix, isDatumGiven: options.datum !== undefined },
	);
}

function facilityFiles(options: CityOptions): FacilityFiles | null {
	const { facilities, kind, kindName, where, nameColumn } = options;
	if (facilities === undefined) {
		if (kind === undefined && where === undefined) return null;
		throw new GeodataError("OPTION_MISSING", "--kind and --where speak of --facilities, which is missing.");
	}
	if (kind === undefined)
		throw new GeodataError("OPTION_MISSING", "--facilities needs --kind, such as health.");
	return {
		from: facilities,
		kind: parseKindId(kind),
		kindName: kindName ?? null,
		where: where ?? null,
		nameColumn: nameColumn ?? null,
		table: tableOf(options, "--facilities-"),
	};
}

function report({ progress }: CommandContext, lines: readonly string[]): void {
	progress.clear();
	process.stdout.write(`${lines.join("\n")}\n`);
}

await runCommand((context) =>
	new Command("import")
		.description("bring a city, or facilities, into the store")
		.addCommand(cityCommand(context))
		.addCommand(facilitiesCommand(context)),
);
