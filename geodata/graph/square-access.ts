import Flatbush from "flatbush";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { withStreets } from "./edit-graph.ts";
import { legLengthMm } from "./leg-length.ts";
import { inPlane, isOnSquare, type SquareShape, seesAcross, squareShape } from "./square-shape.ts";
import { STREET_CLASSES, WAY_FLAG } from "./street-source.ts";
import type { Squares, WalkGraph } from "./walk-graph.ts";

/** Squares with a spatial index of their boxes. */
export interface SquareIndex {
	readonly shapes: readonly SquareShape[];
	/** null where there are no squares. */
	readonly tree: Flatbush | null;
}

export function indexSquares({ ringStart, cornerStart, cornerLng, cornerLat }: Squares): SquareIndex {
	const count = ringStart.length - 1;
	if (count === 0) return { shapes: [], tree: null };
	const tree = new Flatbush(count, 16, Int32Array);
	const shapes = Array.from({ length: count }, (_, square) => {
		const rings: number[][] = [];
		for (let ring = ringStart[square]!; ring < ringStart[square + 1]!; ring++) {
			const corners: number[] = [];
			for (let i = cornerStart[ring]!; i < cornerStart[ring + 1]!; i++)
				corners.push(cornerLng[i]!, cornerLat[i]!);
			rings.push(corners);
		}
		const lngs = rings[0]!.filter((_value, i) => i % 2 === 0);
		const lats = rings[0]!.filter((_value, i) => i % 2 === 1);
		tree.add(Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats));
		return squareShape(rings);
	});
	tree.finish();
	return { shapes, tree };
}

/** The first square that contains a position, −1 where none does. 1e-7 degrees, not rounded. */
export function squareAt({ shapes, tree }: SquareIndex, lng: number, lat: number): number {
	if (tree === null) return -1;
	// One or two centimetres for the rounding of a square's box.
	const hits = tree.search(lng - 2, lat - 2, lng + 2, lat + 2).sort((a, b) => a - b);
	return hits.find((square) => isOnSquare(shapes[square]!, ...inPlane(shapes[square]!, lng, lat))) ?? -1;
}

/** A node visible across a square, and its distance. */
export interface SeenNode {
	readonly node: number;
	readonly lengthMm: number;
}

/** Nodes on a square visible from a position on it; 1e-7 degrees. */
export function seenNodes(
	graph: WalkGraph,
	{ shapes }: SquareIndex,
	square: number,
	lng: number,
	lat: number,
): SeenNode[] {
	const shape = shapes[square]!;
	const { nodeStart, node } = graph.squares;
	const at = inPlane(shape, lng, lat);
	return Array.from(node.subarray(nodeStart[square], nodeStart[square + 1]))
		.filter((n) => seesAcross(shape, ...at, ...inPlane(shape, graph.nodeLng[n]!, graph.nodeLat[n]!)))
		.map((n) => ({
			node: n,
			lengthMm: legLengthMm(
				lng / COORD_UNITS_PER_DEG,
				lat / COORD_UNITS_PER_DEG,
				graph.nodeLng[n]! / COORD_UNITS_PER_DEG,
				graph.nodeLat[n]! / COORD_UNITS_PER_DEG,
			),
		}));
}

/** A point where homes enter a square, 1e-7 degrees, rounded. */
export interface SquarePoint {
	readonly square: number;
	readonly lng: number;
	readonly lat: number;
}

/**
 * The graph with a node where each home enters a square, joined to all nodes visible from there, so that a facility
 * on the same square is reached straight.
 *
 * @returns `edgeOf`, one per point: an edge that begins at its node.
 */
export function withSquarePoints(
	graph: WalkGraph,
	index: SquareIndex,
	points: readonly SquarePoint[],
): { graph: WalkGraph; edgeOf: number[] } {
	const from: number[] = [];
	const to: number[] = [];
	const lengthMm: number[] = [];
	const edgeOf = points.map(({ square, lng, lat }, i) => {
		const first = graph.edgeCount + from.length;
		for (const seen of seenNodes(graph, index, square, lng, lat)) {
			from.push(graph.nodeCount + i);
			to.push(seen.node);
			lengthMm.push(Math.max(1, seen.lengthMm));
		}
		return first;
	});
	return {
		edgeOf,
		graph: withStreets(graph, {
			nodeLng: points.map(({ lng }) => lng),
			nodeLat: points.map(({ lat }) => lat),
			from,
			to,
			lengthMm,
			streetClass: STREET_CLASSES.indexOf("pedestrian"),
			flags: WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD | WAY_FLAG.NOT_FROM_BESIDE,
			squares: withNodes(graph, points),
		}),
	};
}

function withNodes({ squares, nodeCount }: WalkGraph, points: readonly SquarePoint[]): Squares {
	const nodes = Array.from({ length: squares.nodeStart.length - 1 }, (_, square) =>
		Array.from(squares.node.subarray(squares.nodeStart[square], squares.nodeStart[square + 1])),
	);
	points.forEach(({ square }, i) => {
		nodes[square]!.push(nodeCount + i);
	});
	let end = 0;
	return {
		...squares,
		nodeStart: Uint32Array.from([0, ...nodes.map((of) => (end += of.length))]),
		node: Uint32Array.from(nodes.flat()),
	};
}
