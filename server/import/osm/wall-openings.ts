import { NODE_FLAG } from "../../../geodata/graph/street-source.ts";
import type { Position } from "../../../geodata/units/position.ts";
import { NO_NODE } from "./node-table.ts";
import type { OsmCollector } from "./osm-collector.ts";
import { OPENS_WALL } from "./pedestrian-node.ts";

/**
 * Openings of walls and fences: their nodes that are gates, stiles or entrances, and nodes shared with a walkable way
 * that are not closed.
 *
 * @param isWalkedRow Shape [nodes of the file]; 1 where a walkable way runs through a node.
 */
export function wallOpenings(collector: OsmCollector, isWalkedRow: Uint8Array): Position[] {
	const { nodes } = collector;
	const open = new Set<number>();
	for (const { way, layer } of collector.baseWays) {
		if (layer !== "wall") continue;
		for (const id of collector.nodeIds(way)) {
			const row = nodes.rowOf(id);
			if (row === NO_NODE || (nodes.flags(row) & NODE_FLAG.BLOCKED) !== 0) continue;
			if (isWalkedRow[row] === 1 || (nodes.flags(row) & OPENS_WALL) !== 0) open.add(row);
		}
	}
	return Array.from(open, (row): Position => [nodes.lngDeg(row), nodes.latDeg(row)]);
}
