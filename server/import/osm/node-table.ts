import { COORD_UNITS_PER_DEG } from "../../../geodata/units/constants.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { standsTwice } from "./element-versions.ts";
import { Growing } from "./growing.ts";

/** No such node. */
export const NO_NODE = 0xffff_ffff;

/** The flag of a version that deletes the node. */
const GONE = 128;

/** Every node of a file in columns (21 bytes each, and 6 to 12 more to find it by its id). */
export class NodeTable {
	readonly #ids = new Growing(new Float64Array(1024));
	readonly #versions = new Growing(new Int32Array(1024));
	readonly #lng = new Growing(new Int32Array(1024));
	readonly #lat = new Growing(new Int32Array(1024));
	readonly #flags = new Growing(new Uint8Array(1024));
	readonly #clip: BBox | null;
	/** Rows by a hash of their ids; the newest version of each node. */
	#slots = new Uint32Array(0);
	#shift = 31;
	/** The ids present when the slots were filled. */
	#indexed = new Float64Array(0);

	/** @param clip Nodes outside are left out, to cut a county from a province. */
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
			// An earlier version may have been inside.
			if (this.count > 0 && id === this.#ids.at(this.count - 1)) this.addGone(id, version);
			return NO_NODE;
		}
		const units = (deg: number) => Math.round(deg * COORD_UNITS_PER_DEG);
		return this.#push(id, units(lngDeg), units(latDeg), flags, version);
	}

	/** Adds a version that deletes the node. */
	addGone(id: number, version: number): void {
		this.#push(id, 0, 0, GONE, version);
	}

	/**
	 * Builds the id index of all added nodes.
	 *
	 * @param isSame Whether two rows agree beyond their columns.
	 * @throws {GeodataError} OSM_ELEMENT_TWICE where two rows differ but have the same version
	 */
	index(isSame: (a: number, b: number) => boolean): void {
		const ids = this.#ids.view();
		this.#indexed = ids;
		const bits = Math.ceil(Math.log2(this.count * 1.5 + 2));
		this.#slots = new Uint32Array(2 ** bits).fill(NO_NODE);
		this.#shift = 32 - bits;
		const ties: [earlier: number, later: number][] = [];
		for (let row = 0; row < ids.length; row++) {
			const slot = this.#slotOf(ids[row]!);
			const known = this.#slots[slot]!;
			if (known !== NO_NODE) {
				const newer = this.#versions.at(row) - this.#versions.at(known);
				if (newer < 0) continue;
				if (newer === 0) ties.push([known, row]);
			}
			this.#slots[slot] = row;
		}
		for (const [a, b] of ties) {
			const id = ids[a]!;
			const version = this.#versions.at(a);
			// A newer version replaces both anyway.
			if (version !== this.#versions.at(this.#slots[this.#slotOf(id)]!)) continue;
			if (!this.#isSame(a, b) || !isSame(a, b)) throw standsTwice("node", id, version);
		}
	}

	/** Row of the newest version of a node, or {@link NO_NODE} where it is missing or deleted. */
	rowOf(id: number): number {
		const row = this.#slots[this.#slotOf(id)]!;
		return row === NO_NODE || (this.#flags.at(row) & GONE) === 0 ? row : NO_NODE;
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

	/** Shape [count]; 1e-7 degrees. A view, valid until the next node. */
	get lngUnits(): Int32Array {
		return this.#lng.view();
	}

	/** Shape [count]; 1e-7 degrees. A view, valid until the next node. */
	get latUnits(): Int32Array {
		return this.#lat.view();
	}

	flags(row: number): number {
		return this.#flags.at(row);
	}

	#push(id: number, lngUnits: number, latUnits: number, flags: number, version: number): number {
		this.#ids.push(id);
		this.#versions.push(version);
		this.#lng.push(lngUnits);
		this.#lat.push(latUnits);
		this.#flags.push(flags);
		return this.count - 1;
	}

	/** The slot where a node is, or would be. */
	#slotOf(id: number): number {
		const ids = this.#indexed;
		const slots = this.#slots;
		const mask = slots.length - 1;
		let slot = Math.imul(id ^ (id / 0x1_0000_0000), 0x9e3779b1) >>> this.#shift;
		for (let row = slots[slot]!; row !== NO_NODE && ids[row] !== id; row = slots[slot]!) {
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	#isSame(a: number, b: number): boolean {
		return (
			this.#lng.at(a) === this.#lng.at(b) &&
			this.#lat.at(a) === this.#lat.at(b) &&
			this.#flags.at(a) === this.#flags.at(b)
		);
	}
}
