import { COORD_UNITS_PER_DEG } from "../../../geodata/units/constants.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { orderedByVersion, standsTwice } from "./element-versions.ts";
import { Growing } from "./growing.ts";

/** No such node. */
export const NO_NODE = 0xffff_ffff;

/** The flag of a version that says the node is no more. */
const GONE = 128;

/** Every node of a file in columns (21 bytes each), found by id. */
export class NodeTable {
	readonly #ids = new Growing(new Float64Array(1024));
	readonly #versions = new Growing(new Int32Array(1024));
	readonly #lng = new Growing(new Int32Array(1024));
	readonly #lat = new Growing(new Int32Array(1024));
	readonly #flags = new Growing(new Uint8Array(1024));
	readonly #clip: BBox | null;
	#ascending = true;
	/** Row by ascending id; null while the file's own order is already ascending. */
	#order: Uint32Array | null = null;
	#sortedIds: Float64Array | null = null;
	/** Where the last id was found: the next node of a way is often the next of the file. */
	#lastAt = 0;

	/** @param clip Nodes outside are left out, so that a county can be cut from a province. */
	constructor(clip: BBox | null) {
		this.#clip = clip;
	}

	get count(): number {
		return this.#ids.length;
	}

	/** Adds a version of a node; its row, or {@link NO_NODE} where it lies outside the clip. */
	add(id: number, lngDeg: number, latDeg: number, flags: number, version: number): number {
		const clip = this.#clip;
		if (clip && (lngDeg < clip[0] || latDeg < clip[1] || lngDeg > clip[2] || latDeg > clip[3])) {
			// An earlier version of it may have lain inside.
			if (this.count > 0 && id === this.#ids.at(this.count - 1)) this.addGone(id, version);
			return NO_NODE;
		}
		const units = (deg: number) => Math.round(deg * COORD_UNITS_PER_DEG);
		return this.#push(id, units(lngDeg), units(latDeg), flags, version);
	}

	/** Adds a version that says the node is no more. */
	addGone(id: number, version: number): void {
		this.#push(id, 0, 0, GONE, version);
	}

	/**
	 * Looks at the nodes that stand more than once.
	 *
	 * @param isSame Whether two rows say the same beyond their columns.
	 * @throws {GeodataError} OSM_ELEMENT_TWICE where no version tells which of two counts.
	 */
	refuseDifferent(isSame: (a: number, b: number) => boolean): void {
		const ids = this.#sorted();
		const order = this.#order;
		if (!order) return;
		let newest = order.length - 1;
		for (let i = newest - 1; i >= 0; i--) {
			if (ids[i] !== ids[newest]) {
				newest = i;
				continue;
			}
			const [a, b] = [order[i]!, order[newest]!];
			if (this.#versions.at(a) !== this.#versions.at(b)) continue;
			if (!this.#isSame(a, b) || !isSame(a, b)) throw standsTwice("node", ids[i]!, this.#versions.at(a));
		}
	}

	/** Row of the newest version of a node, or {@link NO_NODE} where there is none or it is gone. */
	rowOf(id: number): number {
		const ids = this.#sortedIds ?? this.#sorted();
		let at = this.#lastAt + 1;
		if (ids[at] !== id || ids[at + 1] === id) at = this.#lastAt - 1;
		if (ids[at] !== id || ids[at + 1] === id) {
			let low = 0;
			let high = ids.length;
			while (low < high) {
				const middle = (low + high) >>> 1;
				if (ids[middle]! <= id) low = middle + 1;
				else high = middle;
			}
			if (low === 0 || ids[low - 1] !== id) return NO_NODE;
			at = low - 1;
		}
		this.#lastAt = at;
		const row = this.#order ? this.#order[at]! : at;
		return (this.#flags.at(row) & GONE) === 0 ? row : NO_NODE;
	}

	id(row: number): number {
		return this.#ids.at(row);
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

	#push(id: number, lngUnits: number, latUnits: number, flags: number, version: number): number {
		const row = this.count;
		if (row > 0 && id <= this.#ids.at(row - 1)) this.#ascending = false;
		this.#ids.push(id);
		this.#versions.push(version);
		this.#lng.push(lngUnits);
		this.#lat.push(latUnits);
		this.#flags.push(flags);
		this.#sortedIds = null;
		return row;
	}

	#isSame(a: number, b: number): boolean {
		return (
			this.#lng.at(a) === this.#lng.at(b) &&
			this.#lat.at(a) === this.#lat.at(b) &&
			this.#flags.at(a) === this.#flags.at(b)
		);
	}

	#sorted(): Float64Array {
		const ids = this.#ids.view();
		if (this.#ascending) {
			this.#order = null;
			this.#sortedIds = ids;
			return ids;
		}
		const order = orderedByVersion(ids, this.#versions.view());
		this.#order = order;
		this.#sortedIds = Float64Array.from(order, (row) => ids[row]!);
		return this.#sortedIds;
	}
}
