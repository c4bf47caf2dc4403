import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { GeoTIFF, type GeoTIFFImage } from "geotiff";
import { GeodataError } from "../../../../geodata/units/error.ts";
import { kindOfBytes, TIFF_KIND } from "../../file-kind.ts";
import { unreadable } from "../../osm/read-osm.ts";

/** The images of a GeoTIFF with its cells and with its mask. */
export interface RasterFile {
	readonly file: string;
	readonly image: GeoTIFFImage;
	/** 0 where a cell has no data; null where the file has no mask. */
	readonly mask: GeoTIFFImage | null;
}

const REDUCED = 1;
const MASK = 4;

/** True for a file with the name or the first bytes of a TIFF. */
export async function isRasterFile(path: string): Promise<boolean> {
	if (/\.(geo)?tiff?$|\.gtiff?$/i.test(path)) return true;
	const { head } = await beginning(path);
	return kindOfBytes(head) === TIFF_KIND;
}

/**
 * Opens a GeoTIFF, passes it to `work` and closes it.
 *
 * @throws {GeodataError} FILE_UNREADABLE, RASTER_INVALID
 */
export async function withRaster<T>(path: string, work: (raster: RasterFile) => Promise<T>): Promise<T> {
	const file = basename(path);
	const { head, size } = await beginning(path);
	if (kindOfBytes(head) !== TIFF_KIND) {
		throw invalid(file, size === 0 ? "it is empty" : `it is ${kindOfBytes(head) ?? "something else"}`);
	}
	await using handle = await open(path);
	try {
		const tiff = await GeoTIFF.fromSource(sourceOf(handle));
		const images = await imagesOf(tiff);
		for (const image of images) await refuseCutOff(file, image, size);
		return await work(rasterOf(file, images));
	} catch (error) {
		if (error instanceof GeodataError) throw error;
		if (error instanceof RangeError)
			throw invalid(file, "it ends before what it says it holds, so it is cut off");
		throw invalid(file, `it cannot be read to its end (${(error as Error).message})`);
	}
}

/** A file source that stops at the end of the file; the library's own continues with zeros. */
function sourceOf(handle: FileHandle): Parameters<typeof GeoTIFF.fromSource>[0] {
	const fetchSlice = async ({ offset, length }: { offset: number; length: number }) => {
		const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
		return { offset, length, data: buffer.buffer.slice(0, bytesRead) };
	};
	return {
		fetchSlice,
		fetch: async (slices) => (await Promise.all(slices.map(fetchSlice))).map(({ data }) => data),
		fileSize: null,
		close: async () => {},
	};
}

async function beginning(path: string): Promise<{ head: Uint8Array; size: number }> {
	try {
		await using handle = await open(path);
		const { size } = await handle.stat();
		const { buffer, bytesRead } = await handle.read(new Uint8Array(512), 0, 512, 0);
		return { head: buffer.subarray(0, bytesRead), size };
	} catch (error) {
		throw unreadable(path, error);
	}
}

async function imagesOf(tiff: GeoTIFF): Promise<GeoTIFFImage[]> {
	const count = await tiff.getImageCount();
	return Promise.all(Array.from({ length: count }, (_, i) => tiff.getImage(i)));
}

/** Smaller images are overviews of the first; another of the same size is another raster. */
function rasterOf(file: string, images: readonly GeoTIFFImage[]): RasterFile {
	const [image, ...more] = images;
	if (!image) throw invalid(file, "it holds no image");
	const kindOf = (one: GeoTIFFImage) => Number(one.fileDirectory.getValue("NewSubfileType") ?? 0);
	const full = more.filter(
		(one) =>
			(kindOf(one) & REDUCED) === 0 &&
			one.getWidth() >= image.getWidth() &&
			one.getHeight() >= image.getHeight(),
	);
	const others = full.filter((one) => (kindOf(one) & MASK) === 0);
	if (others.length > 0)
		throw invalid(file, `it holds ${others.length + 1} images of full size, and one is allowed`);
	return { file, image, mask: full[0] ?? null };
}

/** Only some cells are read, but a truncated file is refused wherever it is cut. */
async function refuseCutOff(file: string, { fileDirectory }: GeoTIFFImage, size: number): Promise<void> {
	const [offsetTag, countTag] = fileDirectory.hasTag("TileOffsets")
		? (["TileOffsets", "TileByteCounts"] as const)
		: (["StripOffsets", "StripByteCounts"] as const);
	const offsets = ((await fileDirectory.loadValue(offsetTag)) ?? []) as ArrayLike<number | bigint>;
	const counts = ((await fileDirectory.loadValue(countTag)) ?? []) as ArrayLike<number | bigint>;
	let end = 0;
	for (let i = 0; i < offsets.length; i++) end = Math.max(end, Number(offsets[i]) + Number(counts[i] ?? 0));
	if (end > size) throw invalid(file, `it ends after ${size} bytes of at least ${end}, so it is cut off`);
}

function invalid(file: string, why: string): GeodataError {
	return new GeodataError("RASTER_INVALID", `${file} is no GeoTIFF that can be read: ${why}.`, { file });
}
