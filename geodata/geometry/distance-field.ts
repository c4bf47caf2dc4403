import type { GridFrame } from "./grid-frame.ts";

/**
 * Distance from every vertex of a frame to the nearest thing painted, kept squared. One field is reused for
 * many drawings: it grows to the largest frame it has seen and never shrinks.
 */
export interface DistanceField {
	frame: GridFrame;
	/** Shape [≥ columns · rows], row by row from the south; m², Infinity where nothing near was painted. */
	squaredM2: Float32Array;
	/** Shape as above; scratch of the contour tracer. */
	visited: Uint8Array;
}

/** An empty field; {@link clearField} gives it a frame before use. */
export function newField(frame: GridFrame): DistanceField {
	const field: DistanceField = { frame, squaredM2: new Float32Array(0), visited: new Uint8Array(0) };
	clearField(field, frame);
	return field;
}

/** Lays the field over `frame` and forgets everything painted. */
export function clearField(field: DistanceField, frame: GridFrame): void {
	const size = frame.columns * frame.rows;
	if (field.squaredM2.length < size) {
		field.squaredM2 = new Float32Array(Math.ceil(size * 1.25));
		field.visited = new Uint8Array(field.squaredM2.length);
	}
	field.frame = frame;
	field.squaredM2.fill(Number.POSITIVE_INFINITY, 0, size);
}

/**
 * Tells whether a walker on the street at (fromX, fromY) sees the vertex at (toX, toY): nothing that cannot be
 * crossed lies between. Metres in the plane of the frame, from its vertex (0, 0).
 */
export type Sight = (fromX: number, fromY: number, toX: number, toY: number) => boolean;

/**
 * Lowers the field to the distance from the straight piece a–b, at every vertex within `radiusM` of it.
 *
 * @param ax,ay,bx,by Metres in the plane of the frame, from its vertex (0, 0).
 * @param radiusM Vertices farther than this are left alone.
 * @param extraM Added to every distance: paints a piece narrower than the others under one contour level.
 * @param sight Consulted only for vertices that would be lowered; null where nothing can stand between.
 */
export function paintPiece(
	field: DistanceField,
	ax: number,
	ay: number,
	bx: number,
	by: number,
	radiusM: number,
	extraM: number,
	sight: Sight | null,
): void {
	const { columns, rows, cellLngM, cellLatM } = field.frame;
	const squared = field.squaredM2;
	const dx = bx - ax;
	const dy = by - ay;
	const lengthSquared = dx * dx + dy * dy;
	const perLength = lengthSquared > 0 ? 1 / lengthSquared : 0;
	const radiusSquared = radiusM * radiusM;
	const firstRow = Math.max(0, Math.ceil((Math.min(ay, by) - radiusM) / cellLatM));
	const lastRow = Math.min(rows - 1, Math.floor((Math.max(ay, by) + radiusM) / cellLatM));
	const slope = dy !== 0 ? dx / dy : 0;
	for (let row = firstRow; row <= lastRow; row++) {
		const y = row * cellLatM;
		// The part of the piece that lies within radiusM of this row bounds the columns worth looking at.
		let westX = Math.min(ax, bx);
		let eastX = Math.max(ax, bx);
		if (dy !== 0) {
			const southX = ax + (Math.max(Math.min(ay, by), y - radiusM) - ay) * slope;
			const northX = ax + (Math.min(Math.max(ay, by), y + radiusM) - ay) * slope;
			westX = Math.min(southX, northX);
			eastX = Math.max(southX, northX);
		}
		const firstColumn = Math.max(0, Math.ceil((westX - radiusM) / cellLngM));
		const lastColumn = Math.min(columns - 1, Math.floor((eastX + radiusM) / cellLngM));
		const fromAY = y - ay;
		const base = row * columns;
		for (let column = firstColumn; column <= lastColumn; column++) {
			const fromAX = column * cellLngM - ax;
			let along = (fromAX * dx + fromAY * dy) * perLength;
			if (along < 0) along = 0;
			else if (along > 1) along = 1;
			const offX = fromAX - along * dx;
			const offY = fromAY - along * dy;
			let distance = offX * offX + offY * offY;
			if (distance > radiusSquared) continue;
			if (extraM > 0) {
				const wide = Math.sqrt(distance) + extraM;
				distance = wide * wide;
			}
			if (distance >= squared[base + column]!) continue;
			if (sight !== null && !sight(ax + along * dx, ay + along * dy, column * cellLngM, y)) continue;
			squared[base + column] = distance;
		}
	}
}
