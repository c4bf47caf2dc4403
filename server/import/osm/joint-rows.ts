import { NO_NODE, type NodeTable } from "./node-table.ts";

/**
 * Merges nodes at one position if the ways through them share a level.
 *
 * @param levels Shape [nodes]; bits of the levels of the ways through a node, 0 without a way.
 * @returns Shape [nodes]; the representative row of each row that a way uses.
 */
export function jointRows(nodes: NodeTable, levels: Uint8Array): Uint32Array {
	const { lngUnits, latUnits } = nodes;
	let used = 0;
	for (const level of levels) if (level !== 0) used++;
	const bits = Math.max(4, Math.ceil(Math.log2(used * 2 + 1)));
	const slots = new Uint32Array(2 ** bits).fill(NO_NODE);
	const mask = slots.length - 1;
	const standsFor = new Uint32Array(levels.length);
	for (let row = 0; row < levels.length; row++) {
		if (levels[row] === 0) continue;
		const lng = lngUnits[row]!;
		const lat = latUnits[row]!;
		let slot = (Math.imul(lng, 0x9e3779b1) ^ Math.imul(lat, 0x85ebca6b)) >>> (32 - bits);
		for (;;) {
			const other = slots[slot]!;
			if (other === NO_NODE) {
				slots[slot] = row;
				standsFor[row] = row;
				break;
			}
			const isThere = lngUnits[other] === lng && latUnits[other] === lat;
			if (isThere && (levels[other]! & levels[row]!) !== 0) {
				levels[other]! |= levels[row]!;
				standsFor[row] = other;
				break;
			}
			slot = (slot + 1) & mask;
		}
	}
	return standsFor;
}
