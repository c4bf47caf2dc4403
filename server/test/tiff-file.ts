/** Options of a GeoTIFF made for a test; one strip, little endian, uncompressed. */
export interface TiffParts {
	readonly width: number;
	readonly height: number;
	/** Row by row, the bands of a cell in sequence. */
	readonly cells: readonly number[];
	readonly type?: "float32" | "float64" | "uint8" | "uint16" | "int16" | "uint32";
	readonly bands?: number;
	/** Types of the bands after the first: 0 is unspecified, 2 transparency. */
	readonly extraSamples?: readonly number[];
	/** By key number, shorts only, as `[1024, 2]` for a geographic model. */
	readonly keys?: readonly (readonly [key: number, value: number])[];
	/** Keys with double values, as `[2057, 6378137]` for the ellipsoid's axis. */
	readonly doubleKeys?: readonly (readonly [key: number, value: number])[];
	/** Keys with text values. */
	readonly textKeys?: readonly (readonly [key: number, value: string])[];
	readonly tie?: readonly number[];
	readonly scale?: readonly number[];
	readonly matrix?: readonly number[];
	readonly noData?: string;
	/** The GDAL metadata as written in the file. */
	readonly metadata?: string;
	/** A second image of the same size, one byte per cell: 0 where it has no data. */
	readonly mask?: readonly number[];
	/** The declared type of the second image: 4 is a mask, 1 an overview, 0 another image. */
	readonly secondKind?: number;
}

const CELL_TYPES = {
	float32: {
		bytes: 4,
		format: 3,
		put: (view: DataView, at: number, value: number) => view.setFloat32(at, value, true),
	},
	float64: {
		bytes: 8,
		format: 3,
		put: (view: DataView, at: number, value: number) => view.setFloat64(at, value, true),
	},
	uint8: {
		bytes: 1,
		format: 1,
		put: (view: DataView, at: number, value: number) => view.setUint8(at, value),
	},
	uint16: {
		bytes: 2,
		format: 1,
		put: (view: DataView, at: number, value: number) => view.setUint16(at, value, true),
	},
	int16: {
		bytes: 2,
		format: 2,
		put: (view: DataView, at: number, value: number) => view.setInt16(at, value, true),
	},
	uint32: {
		bytes: 4,
		format: 1,
		put: (view: DataView, at: number, value: number) => view.setUint32(at, value, true),
	},
} as const;

type Tag = readonly [number: number, type: 2 | 3 | 4 | 12, values: readonly number[] | string];

const SHORT = 3;
const LONG = 4;
const DOUBLE = 12;
const ASCII = 2;

/** The bytes of a GeoTIFF, laid out by TIFF 6.0 and GeoTIFF 1.1. */
export function tiffFile(parts: TiffParts): Uint8Array {
	const images = [imageOf(parts), ...(parts.mask ? [maskOf(parts, parts.mask)] : [])];
	const bytes: number[] = [0x49, 0x49, 42, 0, 0, 0, 0, 0];
	let linkAt = 4;
	for (const { tags, strip } of images) {
		const stripAt = append(bytes, strip);
		const all = [...tags, [273, LONG, [stripAt]] as Tag].sort(([a], [b]) => a - b);
		const placed = all.map(([tag, type, values]) => {
			const data = bytesOf(type, values);
			const field = data.length <= 4 ? [...data, 0, 0, 0, 0].slice(0, 4) : long(append(bytes, data));
			return [...short(tag), ...short(type), ...long(values.length + (type === ASCII ? 1 : 0)), ...field];
		});
		const directoryAt = append(bytes, [...short(placed.length), ...placed.flat(), 0, 0, 0, 0]);
		long(directoryAt).forEach((byte, i) => {
			bytes[linkAt + i] = byte;
		});
		linkAt = bytes.length - 4;
	}
	return Uint8Array.from(bytes);
}

function imageOf(parts: TiffParts): { tags: Tag[]; strip: number[] } {
	const { bands = 1, type = "float32", keys = [], doubleKeys = [], textKeys = [] } = parts;
	const { bytes, format, put } = CELL_TYPES[type];
	const view = new DataView(new ArrayBuffer(parts.cells.length * bytes));
	for (const [i, value] of parts.cells.entries()) put(view, i * bytes, value);
	const each = (value: number) => Array.from({ length: bands }, () => value);
	const texts = textKeys.map(([, text]) => `${text}|`);
	const entries = [
		...keys.map(([key, value]) => [key, 0, 1, value]),
		...doubleKeys.map(([key], i) => [key, 34736, 1, i]),
		...textKeys.map(([key], i) => [key, 34737, texts[i]!.length, texts.slice(0, i).join("").length]),
	].sort(([a = 0], [b = 0]) => a - b);
	const tags: Tag[] = [
		...sizeTags(parts, view.byteLength),
		[258, SHORT, each(bytes * 8)],
		[277, SHORT, [bands]],
		[339, SHORT, each(format)],
		[34735, SHORT, [1, 1, 0, entries.length, ...entries.flat()]],
	];
	if (parts.extraSamples) tags.push([338, SHORT, parts.extraSamples]);
	if (parts.scale) tags.push([33550, DOUBLE, parts.scale]);
	if (parts.tie) tags.push([33922, DOUBLE, parts.tie]);
	if (parts.matrix) tags.push([34264, DOUBLE, parts.matrix]);
	if (doubleKeys.length > 0) tags.push([34736, DOUBLE, doubleKeys.map(([, value]) => value)]);
	if (texts.length > 0) tags.push([34737, ASCII, texts.join("")]);
	if (parts.metadata !== undefined) tags.push([42112, ASCII, parts.metadata]);
	if (parts.noData !== undefined) tags.push([42113, ASCII, parts.noData]);
	return { tags, strip: [...new Uint8Array(view.buffer)] };
}

function maskOf(parts: TiffParts, mask: readonly number[]): { tags: Tag[]; strip: number[] } {
	const tags: Tag[] = [
		...sizeTags(parts, mask.length),
		[254, LONG, [parts.secondKind ?? 4]],
		[258, SHORT, [8]],
		[277, SHORT, [1]],
		[339, SHORT, [1]],
	];
	return { tags, strip: [...mask] };
}

function sizeTags({ width, height }: TiffParts, stripBytes: number): Tag[] {
	return [
		[256, LONG, [width]],
		[257, LONG, [height]],
		[259, SHORT, [1]],
		[262, SHORT, [1]],
		[278, LONG, [height]],
		[279, LONG, [stripBytes]],
	];
}

function bytesOf(type: number, values: readonly number[] | string): number[] {
	if (typeof values === "string") return [...Buffer.from(values), 0];
	if (type === SHORT) return values.flatMap(short);
	if (type === LONG) return values.flatMap(long);
	return [...new Uint8Array(Float64Array.from(values).buffer)];
}

/** Appends bytes at an even offset and returns the offset. */
function append(bytes: number[], more: readonly number[]): number {
	if (bytes.length % 2 === 1) bytes.push(0);
	const at = bytes.length;
	for (const byte of more) bytes.push(byte);
	return at;
}

const short = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff];
const long = (value: number): number[] => [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
