import type { Position } from "../../geodata/units/position.ts";

/** Side of the counted cells, m. */
const SQUARE_M = 3;
const M_PER_DEG = 111_195;

/**
 * Land within `bufferM` of some lines, m², counted in cells of 3 m by their centres: within about two thousandths of
 * the exact buffer, and independent of the engine's code.
 */
export function reachBufferM2(lines: readonly (readonly Position[])[], bufferM: number): number {
	const [[originLng, originLat]] = lines[0] as readonly [Position];
	const lngM = M_PER_DEG * Math.cos((originLat * Math.PI) / 180);
	const at = ([lng, lat]: Position) => [(lng - originLng) * lngM, (lat - originLat) * M_PER_DEG] as const;
	let [west, south, east, north] = [0, 0, 0, 0];
	for (const position of lines.flat()) {
		const [x, y] = at(position);
		west = Math.min(west, x);
		east = Math.max(east, x);
		south = Math.min(south, y);
		north = Math.max(north, y);
	}
	west -= bufferM + SQUARE_M;
	south -= bufferM + SQUARE_M;
	const columns = Math.ceil((east + bufferM + SQUARE_M - west) / SQUARE_M);
	const rows = Math.ceil((north + bufferM + SQUARE_M - south) / SQUARE_M);
	const counted = new Uint8Array(columns * rows);
	for (const line of lines) {
		for (let i = 1; i < line.length; i++) {
			const [ax, ay] = at(line[i - 1]!);
			const [bx, by] = at(line[i]!);
			const [dx, dy] = [bx - ax, by - ay];
			const squaredM2 = dx * dx + dy * dy;
			const firstColumn = Math.floor((Math.min(ax, bx) - bufferM - west) / SQUARE_M);
			const lastColumn = Math.ceil((Math.max(ax, bx) + bufferM - west) / SQUARE_M);
			const firstRow = Math.floor((Math.min(ay, by) - bufferM - south) / SQUARE_M);
			const lastRow = Math.ceil((Math.max(ay, by) + bufferM - south) / SQUARE_M);
			for (let row = Math.max(0, firstRow); row < Math.min(rows, lastRow); row++) {
				for (let column = Math.max(0, firstColumn); column < Math.min(columns, lastColumn); column++) {
					const x = west + (column + 0.5) * SQUARE_M - ax;
					const y = south + (row + 0.5) * SQUARE_M - ay;
					const share = squaredM2 > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / squaredM2)) : 0;
					const missX = x - share * dx;
					const missY = y - share * dy;
					if (missX * missX + missY * missY <= bufferM * bufferM) counted[row * columns + column] = 1;
				}
			}
		}
	}
	return counted.reduce((sum, square) => sum + square, 0) * SQUARE_M * SQUARE_M;
}
