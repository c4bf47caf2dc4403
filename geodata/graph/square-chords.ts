import Flatbush from "flatbush";
import { isWalkable } from "./split-ways.ts";
import { inPlane, isBend, isOnSquare, type SquareShape, seesAcross, squareShape } from "./square-shape.ts";
import { type Square, STREET_CLASSES, type StreetSource, WAY_FLAG } from "./street-source.ts";

/** A square with the nodes that lines across it join. */
export interface ChordedSquare {
	readonly square: Square;
	/** Source nodes where streets meet it, and corners where lines bend. */
	readonly nodes: readonly number[];
}

export interface ChordedStreets {
	/** The streets plus a way for every straight line across a square. */
	readonly source: StreetSource;
	/** Squares that can be entered from beside. */
	readonly squares: readonly ChordedSquare[];
	/** Shape [sourceNodeCount]; 1 at nodes of squares, so that edges end there. */
	readonly isCorner: Uint8Array;
}

/**
 * Makes squares walkable across: adds a line between any two mutually visible entries, and round the corners of
 * squares that are not convex. Lines along the outline exist already.
 *
 * @param lng Shape [sourceNodeCount]; 1e-7 degrees, likewise `lat`.
 */
export function withSquareChords(source: StreetSource, lng: Int32Array, lat: Int32Array): ChordedStreets {
	const squares = (source.squares ?? []).filter(({ rings }) => rings.every((ring) => ring.length >= 3));
	if (squares.length === 0) return { source, squares: [], isCorner: new Uint8Array(lng.length) };
	const shapes = squares.map(({ rings }) =>
		squareShape(rings.map((ring) => Array.from(ring).flatMap((node) => [lng[node]!, lat[node]!]))),
	);
	const entries = entriesOf(source, squares, shapes, lng, lat);
	const flagsOf = outlineFlags(source, squares);
	const ways: { a: number; b: number; flags: number }[] = [];
	const chorded = squares.map((square, i): ChordedSquare & { flags: number } => {
		const shape = shapes[i]!;
		const bends = bendsOf(square, shape);
		const nodes = [...new Set([...entries[i]!, ...bends.keys()])].sort((a, b) => a - b);
		const at = nodes.map((node) => inPlane(shape, lng[node]!, lat[node]!));
		const flags = WAY_FLAG.NOT_FROM_BESIDE | (flagsOf[i]! & KEPT);
		/** A line continues from an entry in any direction, round a corner only where it bends there. */
		const goesOn = (a: number, b: number): boolean => {
			const sides = entries[i]!.has(nodes[a]!) ? undefined : bends.get(nodes[a]!);
			return sides === undefined || sides.some((side) => touchesCorner(side, at[a]!, at[b]!));
		};
		for (let a = 0; a < nodes.length; a++) {
			for (let b = a + 1; b < nodes.length; b++) {
				if (!goesOn(a, b) || !goesOn(b, a)) continue;
				if (seesAcross(shape, ...at[a]!, ...at[b]!)) ways.push({ a: nodes[a]!, b: nodes[b]!, flags });
			}
		}
		return { square, nodes, flags: flagsOf[i]! };
	});
	const isCorner = new Uint8Array(lng.length);
	for (const { nodes } of chorded) for (const node of nodes) isCorner[node] = 1;
	return {
		isCorner,
		source: withWays(source, ways),
		squares: chorded.filter(({ flags }) => (flags & NOT_STEPPED_ONTO) === 0),
	};
}

/** Flags that a line across a square takes from its outline. */
const KEPT =
	WAY_FLAG.WALK_FORWARD |
	WAY_FLAG.WALK_BACKWARD |
	WAY_FLAG.PRIVATE |
	WAY_FLAG.NO_WHEELCHAIR |
	WAY_FLAG.BRIDGE |
	WAY_FLAG.TUNNEL;
/** Squares that no place beside them can enter: elevated, underground or private. */
const NOT_STEPPED_ONTO = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL | WAY_FLAG.NOT_FROM_BESIDE | WAY_FLAG.PRIVATE;

type Point = readonly [x: number, y: number];
/** The corners before and after a corner. */
type Neighbours = readonly [before: Point, after: Point];

/** Corners at which lines across squares bend, each with its neighbours, by source node. */
function bendsOf({ rings }: Square, shape: SquareShape): ReadonlyMap<number, Neighbours[]> {
	const bends = new Map<number, Neighbours[]>();
	rings.forEach((ring, r) => {
		const corners = shape.rings[r]!;
		const at = (corner: number): Point => {
			const i = (corner + ring.length) % ring.length;
			return [corners[2 * i]!, corners[2 * i + 1]!];
		};
		ring.forEach((node, corner) => {
			if (!isBend(corners, corner, r > 0)) return;
			const known = bends.get(node) ?? [];
			bends.set(node, [...known, [at(corner - 1), at(corner + 1)]]);
		});
	});
	return bends;
}

/** True where a line to a corner touches the outline there and may bend: both neighbours lie on one side. */
function touchesCorner([before, after]: Neighbours, corner: Point, from: Point): boolean {
	const sideOf = ([x, y]: Point) =>
		(corner[0] - from[0]) * (y - corner[1]) - (corner[1] - from[1]) * (x - corner[0]);
	return sideOf(before) * sideOf(after) >= -1e-6;
}

/** The nodes of each square where streets end or meet others; its own outline is not a street. */
function entriesOf(
	source: StreetSource,
	squares: readonly Square[],
	shapes: readonly SquareShape[],
	lng: Int32Array,
	lat: Int32Array,
): Set<number>[] {
	const onRing = new Uint8Array(lng.length);
	for (const { rings } of squares) for (const ring of rings) for (const node of ring) onRing[node] = 1;
	const tree = new Flatbush(squares.length, 16, Int32Array);
	for (const { rings } of squares) {
		const xs = Array.from(rings[0]!, (node) => lng[node]!);
		const ys = Array.from(rings[0]!, (node) => lat[node]!);
		tree.add(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys));
	}
	tree.finish();
	const entries = squares.map(() => new Set<number>());
	const seen = new Uint8Array(lng.length);
	const { wayStart, wayNode, wayFlags } = source;
	for (let way = 0; way < wayFlags.length; way++) {
		if (!isWalkable(wayFlags[way]!)) continue;
		const [start, end] = [wayStart[way]!, wayStart[way + 1]!];
		const isClosed = wayNode[start] === wayNode[end - 1];
		// Outlines are closed ways, or chains of a relation whose nodes all lie on rings.
		if (wayNode.subarray(start, end).every((node) => onRing[node] === 1)) continue;
		for (let i = start; i < end; i++) {
			const node = wayNode[i]!;
			const isEnd = !isClosed && (i === start || i === end - 1);
			const meets = onRing[node] === 1 || isEnd || seen[node] === 1;
			seen[node] = 1;
			if (!meets) continue;
			for (const s of tree.search(lng[node]!, lat[node]!, lng[node]!, lat[node]!)) {
				if (isOnSquare(shapes[s]!, ...inPlane(shapes[s]!, lng[node]!, lat[node]!))) entries[s]!.add(node);
			}
		}
	}
	return entries;
}

/** Flags of each square's outline: in which direction and by whom it may be walked. */
function outlineFlags(source: StreetSource, squares: readonly Square[]): number[] {
	const { wayStart, wayNode, wayFlags } = source;
	const squareOf = new Map<string, number>();
	squares.forEach(({ rings: [outer] }, i) => {
		squareOf.set(`${outer![0]},${outer![1]}`, i);
		squareOf.set(`${outer![1]},${outer![0]}`, i);
	});
	const both = WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD;
	const flags = squares.map(() => both);
	const first = new Set(squares.map(({ rings }) => rings[0]![0]!));
	for (let way = 0; way < wayFlags.length; way++) {
		for (let i = wayStart[way]!; i < wayStart[way + 1]! - 1; i++) {
			if (!first.has(wayNode[i]!) && !first.has(wayNode[i + 1]!)) continue;
			const square = squareOf.get(`${wayNode[i]},${wayNode[i + 1]}`);
			if (square !== undefined && isWalkable(wayFlags[way]!)) flags[square] = both | wayFlags[way]!;
		}
	}
	return flags;
}

function withWays(
	source: StreetSource,
	ways: readonly { a: number; b: number; flags: number }[],
): StreetSource {
	const wayCount = source.wayFlags.length;
	const count = wayCount + ways.length;
	const columns = {
		wayStart: new Uint32Array(count + 1),
		wayNode: new Uint32Array(source.wayNode.length + 2 * ways.length),
		wayClass: new Uint8Array(count).fill(STREET_CLASSES.indexOf("pedestrian")),
		wayFlags: new Uint16Array(count),
		wayId: new Float64Array(count),
	};
	columns.wayStart.set(source.wayStart);
	columns.wayNode.set(source.wayNode);
	columns.wayClass.set(source.wayClass);
	columns.wayFlags.set(source.wayFlags);
	columns.wayId.set(source.wayId);
	ways.forEach(({ a, b, flags }, i) => {
		const way = wayCount + i;
		columns.wayNode.set([a, b], columns.wayStart[way]!);
		columns.wayStart[way + 1] = columns.wayStart[way]! + 2;
		columns.wayFlags[way] = flags;
	});
	return { ...source, ...columns, wayName: [...source.wayName, ...ways.map(() => "")] };
}
