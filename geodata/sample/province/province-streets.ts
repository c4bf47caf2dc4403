import { STREET_CLASSES, type StreetClass, type StreetSource, WAY_FLAG } from "../../graph/street-source.ts";
import type { Position } from "../../units/position.ts";
import { WAY_IDS_A_COUNTY } from "./place-county.ts";
import type { CountyJoint } from "./province.ts";

const JOINT_NAME = "县际公路";
const JOINT_CLASS: StreetClass = "tertiary";

/** A section of a road between counties: a way of two nodes. */
export interface JointWay {
	readonly ends: readonly [JointNode, JointNode];
	readonly name: string;
	readonly streetClass: StreetClass;
	readonly bridge: boolean;
}

export interface JointNode {
	/** A county's index and a node of its streets; null for an intermediate node, which has its own number. */
	readonly county: number | null;
	readonly node: number;
	readonly position: Position;
}

/** The roads between counties as ways, in their order. */
export function jointWays(joints: readonly CountyJoint[]): JointWay[] {
	const ways: JointWay[] = [];
	let between = 0;
	for (const { county, neighbour, roads } of joints) {
		for (const { from, to, stretches } of roads) {
			let start: JointNode = { county, node: from.node, position: from.position };
			for (const { end, bridge } of stretches) {
				const next: JointNode =
					end === null
						? { county: neighbour, node: to.node, position: to.position }
						: { county: null, node: between++, position: end };
				ways.push({ ends: [start, next], name: JOINT_NAME, streetClass: JOINT_CLASS, bridge });
				start = next;
			}
		}
	}
	return ways;
}

/** Id of the first way outside the counties. */
export function firstJointWayId(counties: number): number {
	return counties * WAY_IDS_A_COUNTY + 1;
}

/**
 * Merges the streets of counties, by index, and the roads between them into one source: concatenated columns, so a
 * node of county c is its own number plus the node counts of the counties before.
 */
export function mergeStreets(
	counties: readonly StreetSource[],
	joints: readonly CountyJoint[],
): StreetSource {
	const ways = jointWays(joints);
	const firstNode = [0];
	for (const { nodeFlags } of counties) firstNode.push(firstNode.at(-1)! + nodeFlags.length);
	const countyNodes = firstNode.at(-1)!;
	/** Each is the end of one way and the start of the next. */
	const between = ways.map(({ ends }) => ends[1]).filter(({ county }) => county === null);
	const nodeCount = countyNodes + between.length;
	const sum = (lengthOf: (streets: StreetSource) => number) =>
		counties.reduce((total, streets) => total + lengthOf(streets), 0);
	const countyWays = sum(({ wayFlags }) => wayFlags.length);
	const countyPoints = sum(({ wayNode }) => wayNode.length);
	const wayCount = countyWays + ways.length;
	const merged = {
		nodeLngDeg: new Float64Array(nodeCount),
		nodeLatDeg: new Float64Array(nodeCount),
		nodeFlags: new Uint8Array(nodeCount),
		wayStart: new Uint32Array(wayCount + 1),
		wayNode: new Uint32Array(countyPoints + 2 * ways.length),
		wayClass: new Uint8Array(wayCount),
		wayFlags: new Uint16Array(wayCount),
		wayName: [] as string[],
		wayId: new Float64Array(wayCount),
	};
	let way = 0;
	let point = 0;
	counties.forEach((streets, county) => {
		const base = firstNode[county]!;
		merged.nodeLngDeg.set(streets.nodeLngDeg, base);
		merged.nodeLatDeg.set(streets.nodeLatDeg, base);
		merged.nodeFlags.set(streets.nodeFlags, base);
		merged.wayClass.set(streets.wayClass, way);
		merged.wayFlags.set(streets.wayFlags, way);
		merged.wayId.set(streets.wayId, way);
		for (const name of streets.wayName) merged.wayName.push(name);
		for (let i = 0; i < streets.wayFlags.length; i++) merged.wayStart[way + i] = point + streets.wayStart[i]!;
		for (const node of streets.wayNode) merged.wayNode[point++] = base + node;
		way += streets.wayFlags.length;
	});
	for (const { node, position } of between) {
		merged.nodeLngDeg[countyNodes + node] = position[0];
		merged.nodeLatDeg[countyNodes + node] = position[1];
	}
	ways.forEach(({ ends, name, streetClass, bridge }, i) => {
		merged.wayStart[way] = point;
		for (const { county, node } of ends)
			merged.wayNode[point++] = (county === null ? countyNodes : firstNode[county]!) + node;
		merged.wayClass[way] = STREET_CLASSES.indexOf(streetClass);
		merged.wayFlags[way] = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD | (bridge ? WAY_FLAG.BRIDGE : 0);
		merged.wayName.push(name);
		merged.wayId[way] = firstJointWayId(counties.length) + i;
		way++;
	});
	merged.wayStart[way] = point;
	return merged;
}
