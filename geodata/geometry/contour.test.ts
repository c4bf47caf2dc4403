import { booleanValid, difference, feature, featureCollection, area as turfArea } from "@turf/turf";
import fc from "fast-check";
import type { MultiPolygon, Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { areaOfGroups, groupRings } from "./area-polygons.ts";
import { contourRings, type Ring, slackOfLevel } from "./contour.ts";
import { clearField, type DistanceField, newField, paintPiece } from "./distance-field.ts";
import { frameOver } from "./grid-frame.ts";

const LNG = 1_209_500_000;
const LAT = 313_800_000;
const BOUNDS = { west: LNG, south: LAT, east: LNG + 84_000, north: LAT + 72_000 };
const CELL_M = 10;
const LEVEL_M = 40;

type Piece = readonly [ax: number, ay: number, bx: number, by: number];

function paintAll(field: DistanceField, pieces: readonly Piece[]): void {
	for (const [ax, ay, bx, by] of pieces) {
		paintPiece(field, ax + 100, ay + 100, bx + 100, by + 100, LEVEL_M + 15, null);
	}
}

function emptyField(): DistanceField {
	return newField(frameOver(BOUNDS, LEVEL_M + 20, CELL_M, 31.38));
}

function areaOf(rings: readonly Ring[]): Polygon | MultiPolygon {
	const area = areaOfGroups(groupRings(rings, 0));
	if (area === null) throw new Error("nothing was drawn");
	return area;
}

/** No two segments of any rings share a point, except neighbours their common vertex; exact on whole units. */
function crossings(rings: readonly Ring[]): number {
	const pieces: { ring: number; at: number; of: number; p: [number, number, number, number] }[] = [];
	rings.forEach(({ points }, ring) => {
		const of = points.length / 2;
		for (let at = 0; at < of; at++) {
			const next = (at + 1) % of;
			pieces.push({
				ring,
				at,
				of,
				p: [
					points[2 * at]! - LNG,
					points[2 * at + 1]! - LAT,
					points[2 * next]! - LNG,
					points[2 * next + 1]! - LAT,
				],
			});
		}
	});
	const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
		Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax));
	let found = 0;
	for (let i = 0; i < pieces.length; i++) {
		for (let j = i + 1; j < pieces.length; j++) {
			const one = pieces[i]!;
			const two = pieces[j]!;
			const apart = Math.abs(one.at - two.at);
			if (one.ring === two.ring && (apart === 1 || apart === one.of - 1)) continue;
			const [ax, ay, bx, by] = one.p;
			const [cx, cy, dx, dy] = two.p;
			if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) continue;
			if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) continue;
			if (
				turn(ax, ay, bx, by, cx, cy) * turn(ax, ay, bx, by, dx, dy) <= 0 &&
				turn(cx, cy, dx, dy, ax, ay) * turn(cx, cy, dx, dy, bx, by) <= 0
			)
				found++;
		}
	}
	return found;
}

const metre = fc.double({ min: 0, max: 600, noNaN: true });
const piecesArbitrary = fc.array(fc.tuple(metre, metre, metre, metre), { minLength: 1, maxLength: 12 });

describe("contourRings", () => {
	it("draws a disc of the level around a point", () => {
		const field = emptyField();
		paintAll(field, [[300, 300, 300, 300]]);
		const rings = contourRings(field, LEVEL_M, slackOfLevel(0, 1, 0.5), null);
		expect(rings).toHaveLength(1);
		// π · 40² = 5027 m²; chords of a 10 m raster lose 10² / (12 · 40²) of it and the slack at most 2 · 0.5 / 40.
		expect(rings[0]!.areaM2).toBeGreaterThan(5027 * 0.965);
		expect(rings[0]!.areaM2).toBeLessThan(5027 * 1.015);
	});

	it("draws a long straight street by few vertices", () => {
		const field = emptyField();
		paintAll(field, [[0, 0, 600, 350]]);
		const [ring] = contourRings(field, LEVEL_M, slackOfLevel(0, 1, 0.5), null);
		// A capsule 80 m wide around a line of √(600² + 350²) = 694.6 m: 2 · 40 · 694.6 + π · 40² = 60 596 m².
		expect(ring!.areaM2 / 60_596).toBeGreaterThan(0.99);
		expect(ring!.areaM2 / 60_596).toBeLessThan(1.01);
		// Two sides and two half circles, whose chords of 0.5 m sagitta are about 11 m long.
		expect(ring!.points.length / 2).toBeLessThan(40);
	});

	it("leaves a hole within a loop and an island within the hole", () => {
		const field = emptyField();
		paintAll(field, [
			[0, 0, 500, 0],
			[500, 0, 500, 500],
			[500, 500, 0, 500],
			[0, 500, 0, 0],
			[250, 250, 250, 250],
		]);
		const groups = groupRings(contourRings(field, LEVEL_M, slackOfLevel(0, 1, 0.5), null), 0);
		expect(groups.map((group) => group.holes.length)).toEqual([1, 0]);
		// The hole is a square of 500 − 2 · 40 = 420 m.
		expect(-groups[0]!.holes[0]!.areaM2 / 420 ** 2).toBeCloseTo(1, 1);
		const area = areaOfGroups(groups)!;
		expect(area.type).toBe("MultiPolygon");
		expect(turfArea(area) / groups.reduce((sum, group) => sum + group.areaM2, 0)).toBeCloseTo(1, 2);
	});

	it("fills small holes only, and what lies in them", () => {
		const field = emptyField();
		paintAll(field, [
			[0, 0, 500, 0],
			[500, 0, 500, 500],
			[500, 500, 0, 500],
			[0, 500, 0, 0],
			[250, 250, 250, 250],
		]);
		const rings = contourRings(field, LEVEL_M, slackOfLevel(0, 1, 0.5), null);
		expect(groupRings(rings, 200_000).map((group) => group.holes.length)).toEqual([0]);
	});

	it("never lets two rings, or a ring and itself, touch", () => {
		fc.assert(
			fc.property(piecesArbitrary, (pieces) => {
				const field = emptyField();
				paintAll(field, pieces);
				const rings = contourRings(field, LEVEL_M, slackOfLevel(0, 1, 1), null);
				expect(crossings(rings)).toBe(0);
				expect(booleanValid(areaOf(rings))).toBe(true);
				for (const ring of rings) expect(ring.points.length).toBeGreaterThanOrEqual(6);
			}),
			{ numRuns: 200 },
		);
	});

	it("agrees with the field at every vertex of the raster", () => {
		fc.assert(
			fc.property(piecesArbitrary, (pieces) => {
				const field = emptyField();
				paintAll(field, pieces);
				const rings = contourRings(field, LEVEL_M, slackOfLevel(0, 1, 1), null);
				const { frame, squaredM2 } = field;
				for (let row = 0; row < frame.rows; row += 3) {
					for (let column = 0; column < frame.columns; column += 3) {
						const x = frame.originLng + column * frame.stepLng;
						const y = frame.originLat + row * frame.stepLat;
						const turns = rings.filter((ring) => windsAround(ring.points, x, y)).length;
						expect(turns % 2 === 1).toBe(squaredM2[row * frame.columns + column]! <= LEVEL_M ** 2);
					}
				}
			}),
			{ numRuns: 60 },
		);
	});

	it("nests the drawing of a part in the drawing of the whole, to the last square metre", () => {
		fc.assert(
			fc.property(piecesArbitrary, piecesArbitrary, (first, added) => {
				const field = emptyField();
				paintAll(field, first);
				const inner = areaOf(contourRings(field, LEVEL_M, slackOfLevel(0, 2, 1), null));
				paintAll(field, added);
				const outer = areaOf(contourRings(field, LEVEL_M, slackOfLevel(1, 2, 1), null));
				const beyond = difference(featureCollection([feature(inner), feature(outer)]));
				expect(beyond === null ? 0 : turfArea(beyond)).toBeLessThan(0.01);
			}),
			{ numRuns: 120 },
		);
	});

	it("forgets what a reused field held", () => {
		const field = emptyField();
		paintAll(field, [[0, 0, 600, 600]]);
		clearField(field, field.frame);
		expect(contourRings(field, LEVEL_M, slackOfLevel(0, 1, 0.5), null)).toEqual([]);
	});
});

/** Crossing parity, written independently of the code under test. */
function windsAround(points: Int32Array, x: number, y: number): boolean {
	let crossed = 0;
	for (let i = 0; i < points.length; i += 2) {
		const j = (i + 2) % points.length;
		const [ax, ay, bx, by] = [points[i]!, points[i + 1]!, points[j]!, points[j + 1]!];
		if (ay <= y === by <= y) continue;
		if (ax + ((y - ay) / (by - ay)) * (bx - ax) > x) crossed++;
	}
	return crossed % 2 === 1;
}
