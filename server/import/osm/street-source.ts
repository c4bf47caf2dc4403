import { isWalkable } from "../../../geodata/graph/split-ways.ts";
import { type StreetSource, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { Growing } from "./growing.ts";
import { jointRows } from "./joint-rows.ts";
import type { MemberWays } from "./member-ways.ts";
import { NO_NODE } from "./node-table.ts";
import type { OsmCollector, StreetWay } from "./osm-collector.ts";
import { OPENS_WALL } from "./pedestrian-node.ts";
import { outlineWays, squareRings } from "./squares.ts";

export interface CollectedStreets {
	readonly streets: StreetSource;
	/** Shape [wayCount]; data of each way beyond its columns. */
	readonly ways: readonly StreetWay[];
	/** Shape [nodes of the file]; 1 where a walkable way runs through a node. */
	readonly isWalkedRow: Uint8Array;
}

/**
 * The streets as columns, with the outlines of squares. A way that leaves the extract is cut into runs of nodes
 * present in the file. Nodes at one position are merged and renumbered in order of first use.
 */
export function collectedStreets(collector: OsmCollector, memberWays: MemberWays): CollectedStreets {
	const { nodes } = collector;
	const runs = wayRuns(collector, [...collector.streets, ...outlineWays(collector, memberWays)]);
	const standsFor = jointRows(nodes, runs.levels);
	const indexOfRow = new Uint32Array(nodes.count).fill(NO_NODE);
	const rowOfIndex = new Growing(new Uint32Array(1024));
	const indexOf = (row: number): number => {
		const joint = standsFor[row]!;
		if (indexOfRow[joint] === NO_NODE) {
			indexOfRow[joint] = rowOfIndex.length;
			rowOfIndex.push(joint);
		}
		return indexOfRow[joint]!;
	};
	const wayStart = new Growing(new Uint32Array(1024));
	const wayNode = new Uint32Array(runs.row.length);
	const ways: StreetWay[] = [];
	let length = 0;
	for (let run = 0; run < runs.ways.length; run++) {
		const start = length;
		for (let i = runs.start[run]!; i < runs.start[run + 1]!; i++) {
			const index = indexOf(runs.row[i]!);
			// A repeated node counts once.
			if (length === start || wayNode[length - 1] !== index) wayNode[length++] = index;
		}
		if (length - start < 2) length = start;
		else {
			wayStart.push(start);
			ways.push(runs.ways[run]!);
		}
	}
	wayStart.push(length);
	const rows = rowOfIndex.view();
	const nodeLngDeg = new Float64Array(rows.length);
	const nodeLatDeg = new Float64Array(rows.length);
	const nodeFlags = new Uint8Array(rows.length);
	for (let index = 0; index < rows.length; index++) {
		nodeLngDeg[index] = nodes.lngDeg(rows[index]!);
		nodeLatDeg[index] = nodes.latDeg(rows[index]!);
	}
	for (let row = 0; row < standsFor.length; row++) {
		const index = runs.levels[row] === 0 ? NO_NODE : indexOfRow[standsFor[row]!]!;
		if (index !== NO_NODE) nodeFlags[index]! |= nodes.flags(row) & ~OPENS_WALL;
	}
	const streets: StreetSource = {
		nodeLngDeg,
		nodeLatDeg,
		nodeFlags,
		wayStart: wayStart.view().slice(),
		wayNode: wayNode.slice(0, length),
		wayClass: Uint8Array.from(ways, (way) => way.classIndex),
		wayFlags: Uint16Array.from(ways, (way) => way.flags),
		wayName: ways.map((way) => way.name),
		wayId: Float64Array.from(ways, (way) => collector.wayId(way.way)),
		squares: squareRings(collector, memberWays).map(({ rings }) => ({
			rings: rings.map((ring) => openRing(ring.map(indexOf))),
		})),
	};
	return { streets, ways, isWalkedRow: runs.isWalked };
}

interface WayRuns {
	/** Shape [runs]; the way of each. */
	readonly ways: StreetWay[];
	/** Shape [runs + 1]. */
	readonly start: Uint32Array;
	readonly row: Uint32Array;
	/** Shape [nodes of the file]; bits of {@link levelOf}. */
	readonly levels: Uint8Array;
	readonly isWalked: Uint8Array;
}

function wayRuns(collector: OsmCollector, streets: readonly StreetWay[]): WayRuns {
	const { nodes } = collector;
	const start = new Growing(new Uint32Array(1024));
	const row = new Growing(new Uint32Array(collector.refCount));
	const levels = new Uint8Array(nodes.count);
	const isWalked = new Uint8Array(nodes.count);
	const ways: StreetWay[] = [];
	for (const street of streets) {
		const level = levelOf(street.flags);
		const walked = isWalkable(street.flags) ? 1 : 0;
		const ids = collector.nodeIds(street.way);
		let isOpen = false;
		for (let i = 0; i < ids.length; i++) {
			const at = nodes.rowOf(ids[i]!);
			if (at === NO_NODE) {
				isOpen = false;
				continue;
			}
			if (!isOpen) {
				start.push(row.length);
				ways.push(street);
				isOpen = true;
			}
			row.push(at);
			levels[at]! |= level;
			isWalked[at]! |= walked;
		}
	}
	start.push(row.length);
	return { ways, start: start.view(), row: row.view(), levels, isWalked };
}

/** Ground, bridge, tunnel or another floor: where ways on different levels cross, their nodes stay separate. */
function levelOf(flags: number): number {
	if ((flags & WAY_FLAG.BRIDGE) !== 0) return 2;
	if ((flags & WAY_FLAG.TUNNEL) !== 0) return 4;
	return (flags & WAY_FLAG.NOT_FROM_BESIDE) !== 0 ? 8 : 1;
}

/** A closed ring without the repeated last node, and without consecutive duplicates. */
function openRing(ring: readonly number[]): Uint32Array {
	return Uint32Array.from(ring.filter((node, i) => i === 0 || node !== ring[i - 1])).subarray(0, -1);
}
