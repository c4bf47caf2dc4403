import { GeodataError } from "../../../geodata/units/error.ts";
import { Growing } from "./growing.ts";
import { NO_VERSION, type OsmMember } from "./osm-sink.ts";

/** Indices sorted by id, then by version, then by file order. */
function orderedByVersion(ids: Float64Array, versions: Int32Array): Uint32Array {
	return Uint32Array.from(ids.keys()).sort(
		(a, b) => ids[a]! - ids[b]! || versions[a]! - versions[b]! || a - b,
	);
}

/** Two elements with the same id and version but different content: neither can be preferred. */
export function standsTwice(type: OsmMember["type"], id: number, version: number): GeodataError {
	const said =
		version > NO_VERSION ? `both times as version ${version}` : "and no version tells which counts";
	return new GeodataError(
		"OSM_ELEMENT_TWICE",
		`The network file has ${type} ${id} twice with different content, ${said}; allowed are equal copies, or versions.`,
		{ type, id, version },
	);
}

/** Ids and versions of ways or relations in file order; an element may occur more than once. */
export class ElementVersions {
	readonly #type: OsmMember["type"];
	readonly #ids = new Growing(new Float64Array(1024));
	readonly #versions = new Growing(new Int32Array(1024));
	readonly #gone = new Set<number>();
	#ascending = true;

	constructor(type: OsmMember["type"]) {
		this.#type = type;
	}

	get count(): number {
		return this.#ids.length;
	}

	/** @returns Its index. */
	add(id: number, version: number, isGone = false): number {
		const index = this.count;
		if (index > 0 && id <= this.#ids.at(index - 1)) this.#ascending = false;
		this.#ids.push(id);
		this.#versions.push(version);
		if (isGone) this.#gone.add(index);
		return index;
	}

	id(index: number): number {
		return this.#ids.at(index);
	}

	/**
	 * Tests whether an index is the valid one: the newest version of its element, not deleted.
	 *
	 * @param isSame Whether two indices have the same content.
	 * @throws {GeodataError} OSM_ELEMENT_TWICE
	 */
	current(isSame: (a: number, b: number) => boolean): (index: number) => boolean {
		if (this.#ascending) return (index) => !this.#gone.has(index);
		const [ids, versions] = [this.#ids.view(), this.#versions.view()];
		const order = orderedByVersion(ids, versions);
		const isCurrent = new Uint8Array(order.length);
		let newest = -1;
		for (let i = order.length - 1; i >= 0; i--) {
			const index = order[i]!;
			if (newest < 0 || ids[index] !== ids[newest]) {
				newest = index;
				isCurrent[index] = this.#gone.has(index) ? 0 : 1;
			} else if (versions[index] === versions[newest]) {
				const isSameState = this.#gone.has(index) === this.#gone.has(newest);
				if (!isSameState || !isSame(index, newest)) {
					throw standsTwice(this.#type, ids[index]!, versions[index]!);
				}
			}
		}
		return (index) => isCurrent[index] === 1;
	}
}
