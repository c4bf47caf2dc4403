import { type DistanceField, touchField } from "../geometry/distance-field.ts";
import { NONE } from "../units/constants.ts";

/** Distances are stored as 16-bit numbers, 0 … paintM in this many steps: under 1 mm in the usual raster. */
const QUANTA = 65_000;
/** No distance: hidden, or out of range. */
const BLANK = 0xffff;
/** Default cache size in numbers of two bytes; when full, the cache is emptied. */
const NUMBERS_MAX = 12e6;
const FIRST_NUMBERS = 1 << 16;
/** Four numbers of lattice position, then rows and columns, before the rows. */
const HEAD = 6;

/**
 * A cache of the painted distances of whole streets or their segments, so that repainting is copying and visibility
 * is computed once. All rasters of one cell size share one lattice, so a brush from one fits another.
 */
export class RasterBrushes {
	/** Shape [keys]; offset of a key's brush, NONE where none is stored. */
	readonly #startOf: Int32Array;
	/**
	 * Brushes one after another: column (high, low half), row (likewise), rows and columns; then for each row its first
	 * column, the number of distances, and the distances.
	 */
	#numbers = new Uint16Array(FIRST_NUMBERS);
	#count = 0;
	readonly #numbersMax: number;
	readonly #quantaPerM: number;
	readonly #metresPerQuantum: number;

	/**
	 * @param keyCount Keys are 0 … keyCount − 1.
	 * @param paintM Nothing farther than this is painted.
	 */
	constructor(keyCount: number, paintM: number, numbersMax: number = NUMBERS_MAX) {
		this.#numbersMax = numbersMax;
		this.#startOf = new Int32Array(keyCount).fill(NONE);
		this.#quantaPerM = QUANTA / paintM;
		this.#metresPerQuantum = paintM / QUANTA;
	}

	/** True when the cache is nearly full: storing more soon empties it. */
	get isFull(): boolean {
		return this.#count > (this.#numbersMax * 15) / 16;
	}

	has(key: number): boolean {
		return this.#startOf[key] !== NONE;
	}

	/** Stores the content of a field as the brush of a key. */
	keep(key: number, { frame, squaredM2, touched }: DistanceField): void {
		const { columns, originLng, originLat, stepLng, stepLat } = frame;
		const rows = Math.max(0, touched.lastRow - touched.firstRow + 1);
		const width = Math.max(0, touched.lastColumn - touched.firstColumn + 1);
		this.#makeRoom(HEAD + rows * (2 + width));
		const numbers = this.#numbers;
		const quantaPerM = this.#quantaPerM;
		const column = originLng / stepLng + touched.firstColumn;
		const row = originLat / stepLat + touched.firstRow;
		let at = this.#count;
		this.#startOf[key] = at;
		numbers[at++] = column >>> 16;
		numbers[at++] = column & 0xffff;
		numbers[at++] = row >>> 16;
		numbers[at++] = row & 0xffff;
		numbers[at++] = rows;
		numbers[at++] = width;
		for (let r = 0; r < rows; r++) {
			const base = (touched.firstRow + r) * columns + touched.firstColumn;
			let first = 0;
			let last = width - 1;
			while (first <= last && squaredM2[base + first] === Number.POSITIVE_INFINITY) first++;
			while (last >= first && squaredM2[base + last] === Number.POSITIVE_INFINITY) last--;
			numbers[at++] = first;
			numbers[at++] = last - first + 1;
			for (let c = first; c <= last; c++) {
				const squared = squaredM2[base + c]!;
				numbers[at++] = squared === Number.POSITIVE_INFINITY ? BLANK : Math.sqrt(squared) * quantaPerM + 0.5;
			}
		}
		this.#count = at;
	}

	/** Lowers a field to the stored distances of a key. The field's border must be out of range of the street. */
	paint(field: DistanceField, key: number): void {
		const numbers = this.#numbers;
		const { frame, squaredM2 } = field;
		const { columns } = frame;
		const metres = this.#metresPerQuantum;
		let at = this.#startOf[key]!;
		const column = ((numbers[at]! << 16) | numbers[at + 1]!) - frame.originLng / frame.stepLng;
		const row = ((numbers[at + 2]! << 16) | numbers[at + 3]!) - frame.originLat / frame.stepLat;
		const rows = numbers[at + 4]!;
		const width = numbers[at + 5]!;
		at += HEAD;
		touchField(field, row, row + rows - 1, column, column + width - 1);
		for (let r = 0; r < rows; r++) {
			const end = at + 2 + numbers[at + 1]!;
			let index = (row + r) * columns + column + numbers[at]!;
			for (at += 2; at < end; at++) {
				const number = numbers[at]!;
				const distance = number * metres;
				const squared = distance * distance;
				if (squared < squaredM2[index]! && number !== BLANK) squaredM2[index] = squared;
				index++;
			}
		}
	}

	#makeRoom(count: number): void {
		if (this.#count + count > this.#numbersMax) {
			this.#startOf.fill(NONE);
			this.#count = 0;
		}
		if (this.#count + count <= this.#numbers.length) return;
		let length = this.#numbers.length;
		while (length < this.#count + count) length *= 2;
		const numbers = new Uint16Array(length);
		numbers.set(this.#numbers.subarray(0, this.#count));
		this.#numbers = numbers;
	}
}
