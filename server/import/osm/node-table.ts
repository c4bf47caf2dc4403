import { COORD_UNITS_PER_DEG } from "../../../geodata/units/constants.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { Growing } from "./growing.ts";

/** No such node. */
export const NO_NODE = 0xffff_ffff;

/** Every node of a file in three columns (17 bytes each), found by id. */
export class NodeTable {
	readonly #ids = new Growing(new Float64Array(1024));
	readonly #lng = new Growing(new Int32Array(1024));
	readonly #lat = new Growing(new Int32Array(1024));
	readonly #flags = new Growing(new Uint8Array(1024));
	readonly #clip: BBox | null;
	#ascending = true;
	/** Row by ascending id; null while the file's own order is already ascending. */
	#order: Uint32Array | null = null;
	#sortedIds: Float64Array | null = null;

	/** @param clip Nodes outside are left out, so that a county can be cut from a province. */
	constructor(clip: BBox | null) {
		this.#clip = clip;
	}

	get count(): number {
		return this.#ids.length;
	}

	/** Adds a node; false where it lies outside the clip. */
	add(id: number, lngDeg: number, latDeg: number, flags: number): boolean {
		const clip = this.#clip;
		if (clip && (lngDeg < clip[0] || latDeg < clip[1] || lngDeg > clip[2] || latDeg > clip[3])) return false;
		const last = this.#ids.length - 1;
		if (last >= 0 && id <= this.#ids.at(last)) this.#ascending = false;
		this.#ids.push(id);
		this.#lng.push(Math.round(lngDeg * COORD_UNITS_PER_DEG));
		this.#lat.push(Math.round(latDeg * COORD_UNITS_PER_DEG));
		this.#flags.push(flags);
		this.#sortedIds = null;
		return true;
	}

	/** Row of a node id, or {@link NO_NODE}. Of two nodes with one id the later one counts. */
	rowOf(id: number): number {
		const ids = this.#sorted();
		let low = 0;
		let high = ids.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (ids[middle]! <= id) low = middle + 1;
			else high = middle;
		}
		if (low === 0 || ids[low - 1] !== id) return NO_NODE;
		return this.#order ? this.#order[low - 1]! : low - 1;
	}

	lngDeg(row: number): number {
		return this.#lng.at(row) / COORD_UNITS_PER_DEG;
	}

	latDeg(row: number): number {
		return this.#lat.at(row) / COORD_UNITS_PER_DEG;
	}

	/** 1e-7 degrees. */
	lngUnits(row: number): number {
		return this.#lng.at(row);
	}

	/** 1e-7 degrees. */
	latUnits(row: number): number {
		return this.#lat.at(row);
	}

	flags(row: number): number {
		return this.#flags.at(row);
	}

	#sorted(): Float64Array {
		if (this.#sortedIds) return this.#sortedIds;
		const ids = this.#ids.view();
		if (this.#ascending) {
			this.#order = null;
			this.#sortedIds = ids;
		} else {
			this.#order = Uint32Array.from(ids.keys()).sort((a, b) => ids[a]! - ids[b]! || a - b);
			this.#sortedIds = Float64Array.from(this.#order, (row) => ids[row]!);
		}
		return this.#sortedIds;
	}
}
