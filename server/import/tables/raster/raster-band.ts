import type { GeoTIFFImage } from "geotiff";
import { SaxesParser } from "saxes";
import { GeodataError } from "../../../../geodata/units/error.ts";
import { listed } from "../table.ts";

/** One band of a raster, and how to read its cells. */
export interface RasterBand {
	/** From 0, as in the file. */
	readonly sample: number;
	/** Its description; "" where it has none. */
	readonly name: string;
	readonly scale: number;
	readonly offset: number;
	/** The nodata value; null where the file has none. */
	readonly noData: number | null;
	/** The sample used as a mask, where the file has one. */
	readonly alpha: number | null;
}

const POPULATION_BAND = /pop|people|person|resident|inhabitant|habitant|人口|人数/i;

/**
 * The population band of a raster: the requested one, the only one, or the only one with such a name.
 *
 * @param asked Its number from 1, or its name.
 * @throws {GeodataError} RASTER_BAND, RASTER_INVALID
 */
export async function bandOf(file: string, image: GeoTIFFImage, asked: string | null): Promise<RasterBand> {
	const extras = await extraSamples(image);
	const count = image.getSamplesPerPixel();
	const alphaAt = extras.findIndex((extra) => extra === 1 || extra === 2);
	const alpha = alphaAt < 0 ? null : count - extras.length + alphaAt;
	const metadata = await bandMetadata(file, image, count);
	const names = metadata.map((items) => items.get("DESCRIPTION") ?? "");
	const samples = names.map((_, sample) => sample).filter((sample) => sample !== alpha);
	const sample = chosen(file, names, samples, asked);
	refuseFormat(file, image, sample);
	return {
		sample,
		name: names[sample]!,
		scale: factor(file, metadata[sample]!, "SCALE", 1),
		offset: factor(file, metadata[sample]!, "OFFSET", 0),
		noData: await noDataOf(image),
		alpha,
	};
}

function chosen(
	file: string,
	names: readonly string[],
	samples: readonly number[],
	asked: string | null,
): number {
	const called = samples.map((sample) => `${sample + 1}${names[sample] === "" ? "" : ` "${names[sample]}"`}`);
	if (asked !== null) {
		const sample =
			samples.find((one) => names[one] === asked) ?? samples.find((one) => String(one + 1) === asked);
		if (sample !== undefined) return sample;
		throw new GeodataError(
			"RASTER_BAND",
			`${file} has no band "${asked}"; its bands are ${listed(called)}.`,
			{ file, value: asked, allowed: called },
		);
	}
	const likely = samples.length === 1 ? samples : samples.filter((one) => POPULATION_BAND.test(names[one]!));
	if (likely.length === 1) return likely[0]!;
	throw new GeodataError(
		"RASTER_BAND",
		`${file} has ${samples.length} bands (${listed(called)}), and it is not clear which one holds the people; name it with --population-band.`,
		{ file, value: called },
	);
}

function refuseFormat(file: string, image: GeoTIFFImage, sample: number): void {
	const bits = image.getBitsPerSample(sample);
	const format = image.getSampleFormat(sample);
	const isRead = format === 3 ? [16, 32, 64].includes(bits) : (format === 1 || format === 2) && bits <= 32;
	if (isRead) return;
	const called = format === 5 || format === 6 ? "complex numbers" : format === 3 ? "floats" : "integers";
	throw new GeodataError(
		"RASTER_INVALID",
		`${file} has cells of ${bits}-bit ${called}; allowed are integers of up to 32 bits and floats of 16, 32 or 64.`,
		{ file, value: [format, bits] },
	);
}

async function extraSamples(image: GeoTIFFImage): Promise<number[]> {
	if (!image.fileDirectory.hasTag("ExtraSamples")) return [];
	const value: unknown = await image.fileDirectory.loadValue("ExtraSamples");
	return typeof value === "number" ? [value] : Array.from((value ?? []) as ArrayLike<number>);
}

async function noDataOf(image: GeoTIFFImage): Promise<number | null> {
	if (!image.fileDirectory.hasTag("GDAL_NODATA")) return null;
	const text = String(await image.fileDirectory.loadValue("GDAL_NODATA"))
		.replace(/\0/g, "")
		.trim();
	return text === "" ? null : Number(text.replace(/^([+-]?)inf$/i, "$1Infinity"));
}

/** The GDAL metadata of each band, by name. */
async function bandMetadata(
	file: string,
	image: GeoTIFFImage,
	count: number,
): Promise<Map<string, string>[]> {
	const bands = Array.from({ length: count }, () => new Map<string, string>());
	if (!image.fileDirectory.hasTag("GDAL_METADATA")) return bands;
	const xml = String(await image.fileDirectory.loadValue("GDAL_METADATA")).replace(/\0+$/, "");
	const parser = new SaxesParser();
	let of: Map<string, string> | undefined;
	let name = "";
	parser.on("opentag", ({ attributes }) => {
		of = bands[Number(attributes.sample ?? Number.NaN)];
		name = attributes.name ?? "";
	});
	parser.on("text", (text) => {
		if (text.trim() !== "") of?.set(name, text.trim());
	});
	parser.on("closetag", () => {
		of = undefined;
	});
	try {
		parser.write(xml).close();
	} catch (error) {
		throw new GeodataError(
			"RASTER_INVALID",
			`${file} has GDAL metadata that are no XML (${(error as Error).message}).`,
			{ file },
		);
	}
	return bands;
}

function factor(file: string, items: Map<string, string>, name: string, usual: number): number {
	const text = items.get(name);
	if (text === undefined) return usual;
	const value = Number(text);
	if (Number.isFinite(value) && !(name === "SCALE" && value === 0)) return value;
	throw new GeodataError(
		"RASTER_INVALID",
		`${file} has ${name} "${text}" in its metadata; allowed are finite numbers${name === "SCALE" ? " but 0" : ""}.`,
		{ file, value: text },
	);
}
