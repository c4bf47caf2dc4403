import type { Point } from "./plane.ts";

/** What an edge of the map represents; all other attributes are those of its line. */
export type LineKind = "limit" | "shore" | "river" | "canal" | "expressway" | "railway" | "street" | "wall";

/** A line of the map: a river, an arterial, a cut of a block. Its edges keep its number when split. */
export interface MapLine {
	readonly kind: LineKind;
	readonly name: string;
	/** Street class of OpenStreetMap for streets and expressways, "" else. */
	readonly streetClass: string;
	/** Full width of water or carriageway, m. */
	readonly widthM: number;
}

/**
 * A planar map of half-edges: edge e has half-edges 2e and 2e + 1, twins of each other; a half-edge has its face on
 * its left. Faces can be split but not merged, so neighbours always share their common nodes.
 */
export class PlanarMap {
	readonly x: number[] = [];
	readonly y: number[] = [];
	readonly origin: number[] = [];
	readonly next: number[] = [];
	readonly previous: number[] = [];
	readonly face: number[] = [];
	/** Shape [edges]. */
	readonly edgeLine: number[] = [];
	/** Shape [faces]; any half-edge of the face. */
	readonly faceStart: number[] = [];
	readonly lines: MapLine[] = [];

	addLine(line: MapLine): number {
		this.lines.push(line);
		return this.lines.length - 1;
	}

	addNode(xM: number, yM: number): number {
		this.x.push(xM);
		this.y.push(yM);
		return this.x.length - 1;
	}

	lineOf(halfEdge: number): MapLine {
		return this.lines[this.edgeLine[halfEdge >> 1]!]!;
	}

	point(node: number): Point {
		return [this.x[node]!, this.y[node]!];
	}

	from(halfEdge: number): Point {
		return this.point(this.origin[halfEdge]!);
	}

	to(halfEdge: number): Point {
		return this.point(this.origin[halfEdge ^ 1]!);
	}

	/** Unit vector of a half-edge; east where it has no length. */
	direction(halfEdge: number): Point {
		const [ax, ay] = this.from(halfEdge);
		const [bx, by] = this.to(halfEdge);
		const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
		return length === 0 ? [1, 0] : [(bx - ax) / length, (by - ay) / length];
	}

	/** The half-edges around a face, in order. */
	loop(face: number): number[] {
		const start = this.faceStart[face]!;
		const out: number[] = [];
		let h = start;
		do {
			out.push(h);
			h = this.next[h]!;
		} while (h !== start);
		return out;
	}

	ring(face: number): Point[] {
		return this.loop(face).map((h) => this.from(h));
	}

	/** The half-edges that leave the origin of `halfEdge`, in rotational order. */
	around(halfEdge: number): number[] {
		const out: number[] = [];
		let h = halfEdge;
		do {
			out.push(h);
			h = this.next[h ^ 1]!;
		} while (h !== halfEdge);
		return out;
	}

	/** Inserts a node on an edge; `halfEdge` then ends there. @returns the node. */
	splitEdge(halfEdge: number, xM: number, yM: number): number {
		const twin = halfEdge ^ 1;
		const node = this.addNode(xM, yM);
		const a = this.newEdge(this.edgeLine[halfEdge >> 1]!);
		const b = a ^ 1;
		// halfEdge: from … node, a: node … to; twin: b: to … node, twin: node … from.
		this.origin[a] = node;
		this.origin[b] = this.origin[twin]!;
		this.origin[twin] = node;
		this.face[a] = this.face[halfEdge]!;
		this.face[b] = this.face[twin]!;
		const nextOfHalf = this.next[halfEdge]!;
		const previousOfTwin = this.previous[twin]!;
		this.join(halfEdge, a);
		if (nextOfHalf === twin) this.join(a, b);
		else {
			this.join(a, nextOfHalf);
			this.join(previousOfTwin, b);
		}
		this.join(b, twin);
		return node;
	}

	/**
	 * Cuts a face by a chain from the origin of `start` to the origin of `end`, both half-edges of the face. The face
	 * keeps the part left of the reversed chain. @returns the new face, left of the chain.
	 */
	splitFace(start: number, end: number, between: readonly Point[], line: number): number {
		const face = this.face[start]!;
		const beforeStart = this.previous[start]!;
		const beforeEnd = this.previous[end]!;
		const nodes = [this.origin[start]!, ...between.map(([x, y]) => this.addNode(x, y)), this.origin[end]!];
		let tail = beforeStart;
		let head = start;
		for (let i = 0; i + 1 < nodes.length; i++) {
			const forward = this.newEdge(line);
			this.origin[forward] = nodes[i]!;
			this.origin[forward ^ 1] = nodes[i + 1]!;
			this.join(tail, forward);
			this.join(forward ^ 1, head);
			tail = forward;
			head = forward ^ 1;
		}
		// Close the chain: its forward side continues with `end`, its backward side comes from before `end`.
		this.join(tail, end);
		this.join(beforeEnd, head);
		const created = this.faceStart.length;
		this.faceStart.push(end);
		this.faceStart[face] = start;
		this.face[start] = face;
		let h = start;
		do {
			this.face[h] = face;
			h = this.next[h]!;
		} while (h !== start);
		h = end;
		do {
			this.face[h] = created;
			h = this.next[h]!;
		} while (h !== end);
		return created;
	}

	newEdge(line: number): number {
		const h = this.origin.length;
		this.origin.push(-1, -1);
		this.next.push(-1, -1);
		this.previous.push(-1, -1);
		this.face.push(-1, -1);
		this.edgeLine.push(line);
		return h;
	}

	join(before: number, after: number): void {
		this.next[before] = after;
		this.previous[after] = before;
	}
}
