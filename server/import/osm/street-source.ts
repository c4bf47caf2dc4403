import { type StreetSource, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import type { BBox } from "../../../geodata/units/position.ts";
import { Growing } from "./growing.ts";
import { NO_NODE } from "./node-table.ts";
import type { OsmCollector, StreetWay } from "./osm-collector.ts";

export interface CollectedStreets {
	readonly streets: StreetSource;
	/** Of the walkable ways; null where there is none. */
	readonly bbox: BBox | null;
	readonly walkableWays: number;
}

/**
 * The streets as columns. A way that leaves the extract is cut into the runs of nodes the file has; nodes are
 * renumbered in the order the ways meet them.
 */
export function collectedStreets(collector: OsmCollector): CollectedStreets {
	const { nodes } = collector;
	const indexOfRow = new Uint32Array(nodes.count).fill(NO_NODE);
	const rowOfIndex = new Growing(new Uint32Array(1024));
	const wayStart = new Growing(new Uint32Array(1024));
	const wayNode = new Growing(new Uint32Array(1024));
	const ways: StreetWay[] = [];
	const endRun = (street: StreetWay, start: number) => {
		if (wayNode.length - start < 2) wayNode.length = start;
		else {
			wayStart.push(start);
			ways.push(street);
		}
		return wayNode.length;
	};
	for (const street of collector.streets) {
		let start = wayNode.length;
		for (const id of collector.nodeIds(street.way)) {
			const row = nodes.rowOf(id);
			if (row === NO_NODE) {
				start = endRun(street, start);
				continue;
			}
			let index = indexOfRow[row]!;
			if (index === NO_NODE) {
				index = rowOfIndex.length;
				indexOfRow[row] = index;
				rowOfIndex.push(row);
			}
			// A node written twice in a row is one.
			if (wayNode.length === start || wayNode.at(wayNode.length - 1) !== index) wayNode.push(index);
		}
		endRun(street, start);
	}
	wayStart.push(wayNode.length);
	const rows = rowOfIndex.view();
	const streets: StreetSource = {
		nodeLngDeg: Float64Array.from(rows, (row) => nodes.lngDeg(row)),
		nodeLatDeg: Float64Array.from(rows, (row) => nodes.latDeg(row)),
		nodeFlags: Uint8Array.from(rows, (row) => nodes.flags(row)),
		wayStart: wayStart.view().slice(),
		wayNode: wayNode.view().slice(),
		wayClass: Uint8Array.from(ways, (way) => way.classIndex),
		wayFlags: Uint16Array.from(ways, (way) => way.flags),
		wayName: ways.map((way) => way.name),
		wayId: Float64Array.from(ways, (way) => collector.wayId(way.way)),
	};
	return { streets, ...walkableExtent(streets) };
}

function walkableExtent(streets: StreetSource): { bbox: BBox | null; walkableWays: number } {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	let walkableWays = 0;
	for (let way = 0; way < streets.wayClass.length; way++) {
		if ((streets.wayFlags[way]! & (WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD)) === 0) continue;
		walkableWays++;
		for (let i = streets.wayStart[way]!; i < streets.wayStart[way + 1]!; i++) {
			const lng = streets.nodeLngDeg[streets.wayNode[i]!]!;
			const lat = streets.nodeLatDeg[streets.wayNode[i]!]!;
			west = Math.min(west, lng);
			east = Math.max(east, lng);
			south = Math.min(south, lat);
			north = Math.max(north, lat);
		}
	}
	return { bbox: walkableWays > 0 ? [west, south, east, north] : null, walkableWays };
}
