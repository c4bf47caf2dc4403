import { classifyRings, VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { describe, expect, it } from "vitest";
import { encodeTile } from "./encode-tile.ts";
import { tileGeometries } from "./tile-geometry.ts";

type Point = readonly [number, number];

/** Tile 1/1/0 is the north-east quarter of the world: 20 037 508.34 m a side, 4096 units, so 4891.97 m per unit. */
const TILE = [1, 1, 0] as const;
const UNIT_M = 20_037_508.342789244 / 4096;
/** Tile units (y down from the north edge) to EPSG:3857 metres. */
const metres = ([x, y]: Point): Point => [x * UNIT_M, 20_037_508.342789244 - y * UNIT_M];

/** Plain two-dimensional well-known binary, written from the specification (OGC 06-103r4 §8.2). */
class Wkb {
	readonly bytes: number[] = [];
	readonly #little: boolean;
	constructor(little = true) {
		this.#little = little;
	}
	header(type: number): this {
		this.bytes.push(this.#little ? 1 : 0);
		return this.count(type);
	}
	count(value: number): this {
		return this.#append(4, (view) => view.setUint32(0, value, this.#little));
	}
	points(points: readonly Point[]): this {
		for (const point of points.map(metres)) {
			for (const value of point) this.#append(8, (view) => view.setFloat64(0, value, this.#little));
		}
		return this;
	}
	ring(points: readonly Point[]): this {
		return this.count(points.length).points(points);
	}
	polygon(...rings: readonly (readonly Point[])[]): this {
		this.header(3).count(rings.length);
		for (const ring of rings) this.ring(ring);
		return this;
	}
	done(): Uint8Array {
		return Uint8Array.from(this.bytes);
	}
	#append(size: number, write: (view: DataView) => void): this {
		const view = new DataView(new ArrayBuffer(size));
		write(view);
		for (let i = 0; i < size; i += 1) this.bytes.push(view.getUint8(i));
		return this;
	}
}

const square = (x: number, y: number, side: number): Point[] => [
	[x, y],
	[x + side, y],
	[x + side, y + side],
	[x, y + side],
	[x, y],
];

function decoded(wkb: Uint8Array, properties: Record<string, unknown> = {}) {
	const bytes = encodeTile("land", [{ wkb, properties }], ...TILE);
	if (bytes === null) return null;
	const layer = new VectorTile(new PbfReader(bytes)).layers.land;
	if (layer === undefined) throw new Error("no layer");
	const feature = layer.feature(0);
	const rings = feature.loadGeometry();
	return { layer, feature, rings, points: rings.map((ring) => ring.map(({ x, y }) => [x, y])) };
}

/** Surveyor's formula of the specification, §4.3.3.3: positive for outer rings. */
function signedArea(ring: readonly { x: number; y: number }[]): number {
	return ring.reduce((sum, a, i) => {
		const b = ring[(i + 1) % ring.length] ?? a;
		return sum + (a.x * b.y - b.x * a.y) / 2;
	}, 0);
}

describe("encodeTile", () => {
	it("encodes positions on the tile's grid, with properties", () => {
		const tile = decoded(
			new Wkb()
				.header(1)
				.points([[100, 4000]])
				.done(),
			{
				name: "正仪",
				rank: 3,
				bridge: true,
				nothing: null,
			},
		);
		expect(tile?.points).toEqual([[[100, 4000]]]);
		expect(tile?.feature.type).toBe(1);
		expect(tile?.layer.extent).toBe(4096);
		expect(tile?.layer.version).toBe(2);
		expect(tile?.feature.properties).toEqual({ name: "正仪", rank: 3, bridge: true });
	});

	it.each([
		["clockwise", square(10, 10, 100), square(40, 40, 20)],
		["anticlockwise", square(10, 10, 100).reverse(), square(40, 40, 20).reverse()],
		["opposed", square(10, 10, 100), square(40, 40, 20).reverse()],
	])("winds outer rings and holes as the specification asks: %s", (_, outer, hole) => {
		const tile = decoded(new Wkb().polygon(outer, hole).done());
		const [first = [], second = []] = tile?.rings ?? [];
		expect(tile?.rings).toHaveLength(2);
		expect(signedArea(first)).toBe(100 * 100);
		expect(signedArea(second)).toBe(-20 * 20);
	});

	it("keeps each hole with its own outer ring", () => {
		const wkb = new Wkb()
			.header(6)
			.count(2)
			.polygon(square(0, 0, 50), square(10, 10, 10), square(30, 30, 10))
			.polygon(square(100, 100, 50), square(110, 110, 10))
			.done();
		const classified = classifyRings(decoded(wkb)?.rings ?? []);
		expect(classified.map((polygon) => polygon.length)).toEqual([3, 2]);
	});

	it("closes rings once: the last point is not written twice", () => {
		const [ring] = decoded(new Wkb().polygon(square(10, 10, 100)).done())?.points ?? [];
		// The reader closes the ring itself: four corners and the first again.
		expect(ring).toHaveLength(5);
		expect(ring?.[0]).toEqual(ring?.[4]);
		expect(new Set(ring?.map(String)).size).toBe(4);
	});

	it("drops what shrinks to nothing, a hole with its outer ring", () => {
		const speck = square(10, 10, 0.2);
		expect(decoded(new Wkb().polygon(speck, square(10, 10, 0.1)).done())).toBeNull();
		expect(decoded(new Wkb().polygon(square(0, 0, 50), speck).done())?.rings).toHaveLength(1);
		const still: Point[] = [
			[5, 5],
			[5.1, 5.1],
		];
		expect(decoded(new Wkb().header(2).ring(still).done())).toBeNull();
		expect(decoded(new Wkb().header(7).count(0).done())).toBeNull();
		expect(encodeTile("land", [], ...TILE)).toBeNull();
	});

	it("merges points that fall together, and reads either byte order", () => {
		const line: Point[] = [
			[0, 0],
			[0.3, 0.3],
			[10, 0],
			[10.2, 0.1],
			[20, 5],
		];
		const expected = [
			[
				[0, 0],
				[10, 0],
				[20, 5],
			],
		];
		for (const little of [true, false]) {
			expect(decoded(new Wkb(little).header(2).ring(line).done())?.points).toEqual(expected);
		}
	});

	it("splits a collection by type", () => {
		const wkb = new Wkb()
			.header(7)
			.count(2)
			.polygon(square(0, 0, 10))
			.header(2)
			.ring([
				[0, 0],
				[9, 9],
			])
			.done();
		expect(tileGeometries(wkb, ...TILE).map(({ type }) => type)).toEqual([2, 3]);
	});

	it("refuses bytes that end early or are not two-dimensional well-known binary", () => {
		const whole = new Wkb().polygon(square(0, 0, 10)).done();
		for (let length = 0; length < whole.length; length += 1) {
			expect(() => tileGeometries(whole.subarray(0, length), ...TILE)).toThrow(
				expect.objectContaining({ code: "WKB_INVALID" }),
			);
		}
		expect(() => tileGeometries(new Wkb().header(1001).done(), ...TILE)).toThrow(/1001/);
	});
});
