import type { GridFrame } from "./grid-frame.ts";

/**
 * Squared distance from every vertex of a frame to the nearest painted segment. One field is reused for many
 * drawings: it grows to the largest frame and never shrinks.
 */
export interface DistanceField {
	frame: GridFrame;
	/**
	 * Shape [≥ columns · rows], row by row from the south; m², Infinity where nothing was painted within the radius.
	 */
	squaredM2: Float32Array;
	/** Shape as above; scratch memory of the contour tracer. */
	visited: Uint8Array;
	/** Nothing is painted outside. */
	readonly touched: Touched;
}

/** Range of rows and columns, inclusive; empty where the first exceeds the last. */
export interface Touched {
	firstRow: number;
	lastRow: number;
	firstColumn: number;
	lastColumn: number;
}

/** An empty field; {@link clearField} sets its frame. */
export function newField(frame: GridFrame): DistanceField {
	const field: DistanceField = {
		frame,
		squaredM2: new Float32Array(0),
		visited: new Uint8Array(0),
		touched: { firstRow: 0, lastRow: -1, firstColumn: 0, lastColumn: -1 },
	};
	clearField(field, frame);
	return field;
}

/** Sets the field's frame and clears it. */
export function clearField(field: DistanceField, frame: GridFrame): void {
	const size = frame.columns * frame.rows;
	if (field.squaredM2.length < size) {
		field.squaredM2 = new Float32Array(Math.ceil(size * 1.25));
		field.visited = new Uint8Array(field.squaredM2.length);
	}
	field.frame = frame;
	field.squaredM2.fill(Number.POSITIVE_INFINITY, 0, size);
	const { touched } = field;
	touched.firstRow = frame.rows;
	touched.lastRow = -1;
	touched.firstColumn = frame.columns;
	touched.lastColumn = -1;
}

/** Extends the touched range by these rows and columns. */
export function touchField(
	{ touched }: DistanceField,
	firstRow: number,
	lastRow: number,
	firstColumn: number,
	lastColumn: number,
): void {
	if (firstRow < touched.firstRow) touched.firstRow = firstRow;
	if (lastRow > touched.lastRow) touched.lastRow = lastRow;
	if (firstColumn < touched.firstColumn) touched.firstColumn = firstColumn;
	if (lastColumn > touched.lastColumn) touched.lastColumn = lastColumn;
}

/**
 * Whether the straight line from a street position (fromX, fromY) to a vertex (toX, toY) crosses no barrier. Metres
 * in the plane of the frame, from its vertex (0, 0).
 */
export type Sight = (fromX: number, fromY: number, toX: number, toY: number) => boolean;

/** Visibility from a segment, and the distance on both sides within which no barrier can be. */
export interface Outlook {
	readonly sight: Sight;
	/** Vertices at most this far to the left of the segment, in direction a to b, are visible; −1 for none. Metres. */
	leftM: number;
	/** The same to the right. */
	rightM: number;
}

/**
 * Lowers the field to the distance from the segment a–b, at every vertex within `radiusM` of it. The hot loop of
 * every drawing: it visits only the vertices within the radius, row by row.
 *
 * @param ax,ay,bx,by Metres in the plane of the frame, from its vertex (0, 0).
 * @param radiusM Every vertex within this distance is set.
 * @param outlook Only vertices visible from the nearest point of the segment are lowered; null without barriers.
 */
export function paintPiece(
	field: DistanceField,
	ax: number,
	ay: number,
	bx: number,
	by: number,
	radiusM: number,
	outlook: Outlook | null,
): void {
	const { columns, rows, cellLngM, cellLatM } = field.frame;
	const squared = field.squaredM2;
	const perCell = 1 / cellLngM;
	const drawnM = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
	// Too short to have a direction: treated as a point.
	const lengthM = drawnM < 1e-3 ? 0 : drawnM;
	const runM = lengthM > 0 ? (bx - ax) / lengthM : 0;
	const riseM = lengthM > 0 ? (by - ay) / lengthM : 0;
	const level = Math.abs(riseM) < 1e-6;
	const lean = level ? 0 : runM / riseM;
	const halfBand = level ? 0 : radiusM / Math.abs(riseM);
	const squaredRadius = radiusM * radiusM;
	const firstRow = Math.max(0, Math.ceil((Math.min(ay, by) - radiusM) / cellLatM));
	const lastRow = Math.min(rows - 1, Math.floor((Math.max(ay, by) + radiusM) / cellLatM));
	touchField(
		field,
		firstRow,
		lastRow,
		Math.max(0, Math.ceil((Math.min(ax, bx) - radiusM) * perCell)),
		Math.min(columns - 1, Math.floor((Math.max(ax, bx) + radiusM) * perCell)),
	);
	for (let row = firstRow; row <= lastRow; row++) {
		const y = row * cellLatM;
		// The intersection of the row with the discs around both ends and the strip between them: one interval.
		let west = Number.POSITIVE_INFINITY;
		let east = Number.NEGATIVE_INFINITY;
		const aboveA = squaredRadius - (y - ay) * (y - ay);
		if (aboveA >= 0) {
			const half = Math.sqrt(aboveA);
			west = ax - half;
			east = ax + half;
		}
		const aboveB = squaredRadius - (y - by) * (y - by);
		if (aboveB >= 0) {
			const half = Math.sqrt(aboveB);
			if (bx - half < west) west = bx - half;
			if (bx + half > east) east = bx + half;
		}
		if (!level) {
			const middle = (y - ay) * lean;
			const footWest = (middle - halfBand) * runM + (y - ay) * riseM;
			const footEast = (middle + halfBand) * runM + (y - ay) * riseM;
			if (footWest >= 0 && footWest <= lengthM && ax + middle - halfBand < west)
				west = ax + middle - halfBand;
			if (footEast >= 0 && footEast <= lengthM && ax + middle + halfBand > east)
				east = ax + middle + halfBand;
		}
		if (west > east) continue;
		const first = Math.max(0, Math.ceil(west * perCell));
		const last = Math.min(columns - 1, Math.floor(east * perCell));
		let offX = first * cellLngM - ax;
		const offY = y - ay;
		let along = offX * runM + offY * riseM;
		const step = runM * cellLngM;
		const end = row * columns + last;
		for (let index = row * columns + first; index <= end; index++) {
			let foot = along;
			if (foot < 0) foot = 0;
			if (foot > lengthM) foot = lengthM;
			const missX = offX - foot * runM;
			const missY = offY - foot * riseM;
			const distance = missX * missX + missY * missY;
			if (distance < squared[index]!) {
				const besideM = outlook === null ? 0 : runM * offY - riseM * offX;
				if (
					outlook === null ||
					(besideM <= outlook.leftM && -besideM <= outlook.rightM) ||
					outlook.sight(ax + foot * runM, ay + foot * riseM, ax + offX, y)
				) {
					squared[index] = distance;
				}
			}
			along += step;
			offX += cellLngM;
		}
	}
}

/**
 * Like {@link paintPiece} without visibility, with `extraM` added to every distance: paints a segment narrower than
 * the others under one contour level.
 */
export function paintNarrowPiece(
	field: DistanceField,
	ax: number,
	ay: number,
	bx: number,
	by: number,
	radiusM: number,
	extraM: number,
): void {
	const { columns, rows, cellLngM, cellLatM } = field.frame;
	const squared = field.squaredM2;
	const dx = bx - ax;
	const dy = by - ay;
	const lengthSquared = dx * dx + dy * dy;
	// Shorter than a millimetre: treated as a point, because the inverse of its length would be unbounded.
	const perLength = lengthSquared < 1e-6 ? 0 : 1 / lengthSquared;
	const firstRow = Math.max(0, Math.ceil((Math.min(ay, by) - radiusM) / cellLatM));
	const lastRow = Math.min(rows - 1, Math.floor((Math.max(ay, by) + radiusM) / cellLatM));
	const firstColumn = Math.max(0, Math.ceil((Math.min(ax, bx) - radiusM) / cellLngM));
	const lastColumn = Math.min(columns - 1, Math.floor((Math.max(ax, bx) + radiusM) / cellLngM));
	touchField(field, firstRow, lastRow, firstColumn, lastColumn);
	for (let row = firstRow; row <= lastRow; row++) {
		for (let column = firstColumn; column <= lastColumn; column++) {
			const x = column * cellLngM - ax;
			const y = row * cellLatM - ay;
			const along = Math.min(1, Math.max(0, (x * dx + y * dy) * perLength));
			const nearM = Math.hypot(x - along * dx, y - along * dy);
			const distance = (nearM + extraM) ** 2;
			const index = row * columns + column;
			if (nearM <= radiusM && distance < squared[index]!) squared[index] = distance;
		}
	}
}
