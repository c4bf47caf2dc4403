import { GeodataError } from "../../geodata/units/error.ts";

/** Integer units of a tile's side. */
export const TILE_EXTENT = 4096;

/** Half the side of the Web-Mercator square, metres. */
const HALF_WORLD_M = 20_037_508.342789244;

type Point = [number, number];

/** A geometry in tile integers, y down; areas are rings, each outer ring followed by its holes. */
export interface TileGeometry {
	/** 1 points, 2 lines, 3 areas. */
	readonly type: 1 | 2 | 3;
	readonly parts: Point[][];
}

/**
 * Converts well-known binary in EPSG:3857 to the integers of one tile. Repeated points are merged; lines and rings
 * that shrink to nothing are dropped, holes with their outer ring. Outer rings are clockwise on the screen and holes
 * counter-clockwise, closed, as required by the Mapbox Vector Tile specification 2.1 §4.3.4.
 *
 * @param wkb Two-dimensional, either byte order, any type but curves.
 * @returns One geometry per remaining type: a collection may give several, an empty one gives none.
 * @throws {GeodataError} WKB_INVALID
 */
export function tileGeometries(wkb: Uint8Array, z: number, x: number, y: number): TileGeometry[] {
	const perTileM = (2 * HALF_WORLD_M) / 2 ** z;
	const reader = new WkbReader(
		wkb,
		x * perTileM - HALF_WORLD_M,
		HALF_WORLD_M - y * perTileM,
		TILE_EXTENT / perTileM,
	);
	reader.geometry();
	const { points, lines, areas } = reader;
	const out: TileGeometry[] = [];
	if (points.length > 0) out.push({ type: 1, parts: [points] });
	if (lines.length > 0) out.push({ type: 2, parts: lines });
	if (areas.length > 0) out.push({ type: 3, parts: areas });
	return out;
}

class WkbReader {
	readonly points: Point[] = [];
	readonly lines: Point[][] = [];
	readonly areas: Point[][] = [];
	readonly #view: DataView;
	readonly #westM: number;
	readonly #northM: number;
	readonly #unitsPerM: number;
	#at = 0;
	#little = true;

	constructor(wkb: Uint8Array, westM: number, northM: number, unitsPerM: number) {
		this.#view = new DataView(wkb.buffer, wkb.byteOffset, wkb.byteLength);
		this.#westM = westM;
		this.#northM = northM;
		this.#unitsPerM = unitsPerM;
	}

	geometry(): void {
		this.#need(5);
		this.#little = this.#view.getUint8(this.#at) === 1;
		this.#at += 1;
		const type = this.#count();
		switch (type) {
			case 1:
				this.#point();
				break;
			case 2: {
				const line = this.#positions();
				if (line.length >= 2) this.lines.push(line);
				break;
			}
			case 3:
				this.#polygon();
				break;
			case 4:
			case 5:
			case 6:
			case 7:
				for (let left = this.#count(); left > 0; left -= 1) this.geometry();
				break;
			default:
				throw new GeodataError("WKB_INVALID", `Geometry type ${type} is not one of 1 to 7.`, { value: type });
		}
	}

	#polygon(): void {
		const rings = this.#count();
		let outerStands = false;
		for (let i = 0; i < rings; i += 1) {
			const ring = this.#positions();
			if (i > 0 && !outerStands) continue;
			const area = doubleArea(ring);
			const stands = ring.length >= 4 && area !== 0;
			if (i === 0) outerStands = stands;
			if (!stands) continue;
			// y points down, so a positive area is clockwise on the screen.
			if (area > 0 !== (i === 0)) ring.reverse();
			this.areas.push(ring);
		}
	}

	#point(): void {
		this.#need(16);
		const easting = this.#view.getFloat64(this.#at, this.#little);
		// An empty point is encoded as NaN.
		if (Number.isNaN(easting)) this.#at += 16;
		else this.points.push(this.#position());
	}

	#positions(): Point[] {
		const count = this.#count();
		this.#need(count * 16);
		const out: Point[] = [];
		let last: Point | null = null;
		for (let i = 0; i < count; i += 1) {
			const next = this.#position();
			if (last !== null && last[0] === next[0] && last[1] === next[1]) continue;
			out.push(next);
			last = next;
		}
		return out;
	}

	#position(): Point {
		const easting = this.#view.getFloat64(this.#at, this.#little);
		const northing = this.#view.getFloat64(this.#at + 8, this.#little);
		this.#at += 16;
		return [
			Math.round((easting - this.#westM) * this.#unitsPerM),
			Math.round((this.#northM - northing) * this.#unitsPerM),
		];
	}

	#count(): number {
		this.#need(4);
		const count = this.#view.getUint32(this.#at, this.#little);
		this.#at += 4;
		return count;
	}

	#need(bytes: number): void {
		const left = this.#view.byteLength - this.#at;
		if (bytes > left) {
			throw new GeodataError("WKB_INVALID", `Geometry ends ${bytes - left} bytes early.`, { value: left });
		}
	}
}

/** Twice the signed area of a closed ring; positive is clockwise where y points down. */
function doubleArea(ring: readonly Point[]): number {
	let sum = 0;
	for (let i = 1; i < ring.length; i += 1) {
		const [ax, ay] = ring[i - 1]!;
		const [bx, by] = ring[i]!;
		sum += ax * by - bx * ay;
	}
	return sum;
}
