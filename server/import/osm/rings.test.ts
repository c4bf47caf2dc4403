import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areaOf, joinRings } from "./rings.ts";

describe("joining rings", () => {
	it("joins ways end to end, turned round where need be", () => {
		const { rings, open } = joinRings([
			[1, 2, 3],
			[5, 4, 3],
			[5, 6, 1],
		]);
		expect(open).toEqual([]);
		expect(rings).toHaveLength(1);
		expect(new Set(rings[0])).toEqual(new Set([1, 2, 3, 4, 5, 6]));
	});

	it("gives every ring back whatever the cuts, order and directions of its ways", () => {
		const scene = fc
			.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 4, max: 12 }), fc.infiniteStream(fc.nat()))
			.map(([ringCount, size, random]) => {
				const ways: number[][] = [];
				for (let ring = 0; ring < ringCount; ring++) {
					const nodes = Array.from({ length: size }, (_, i) => ring * 100 + i);
					const cuts = [...new Set(nodes.map((_, i) => i).filter(() => random.next().value % 3 === 0))];
					if (cuts.length < 2) ways.push([...nodes, nodes[0]!]);
					cuts.forEach((cut, i) => {
						if (cuts.length < 2) return;
						const end = i + 1 < cuts.length ? cuts[i + 1]! : cuts[0]! + size;
						const way = Array.from({ length: end - cut + 1 }, (_, k) => nodes[(cut + k) % size]!);
						ways.push(random.next().value % 2 === 0 ? way : way.reverse());
					});
				}
				return { ringCount, size, ways: ways.sort(() => (random.next().value % 2) - 0.5) };
			});
		fc.assert(
			fc.property(scene, ({ ringCount, size, ways }) => {
				const { rings, open } = joinRings(ways);
				expect(open).toEqual([]);
				expect(rings).toHaveLength(ringCount);
				for (const ring of rings) {
					expect(ring).toHaveLength(size + 1);
					expect(ring[0]).toBe(ring[size]);
					expect(new Set(ring.map((node) => Math.floor(node / 100))).size).toBe(1);
				}
			}),
		);
	});

	it("leaves open what does not close", () => {
		expect(
			joinRings([
				[1, 2],
				[2, 3],
				[7, 8, 9, 7],
			]),
		).toEqual({ rings: [[7, 8, 9, 7]], open: [expect.any(Array)] });
	});

	it("gives an island to the smallest water around it, and drops one on dry land", () => {
		const square = (x: number, y: number, size: number) => [
			[x, y],
			[x + size, y],
			[x + size, y + size],
			[x, y + size],
			[x, y],
		];
		const area = areaOf(
			[square(0, 0, 10), square(20, 0, 4)],
			[square(21, 1, 1), square(2, 2, 2), square(50, 50, 1)],
		);
		expect(area?.type).toBe("MultiPolygon");
		// Smallest shell first.
		expect(area?.coordinates.map((rings) => (rings as unknown[]).length)).toEqual([2, 2]);
		expect(
			areaOf(
				[
					[
						[0, 0],
						[1, 1],
						[0, 0],
					],
				],
				[],
			),
		).toBeNull();
	});
});
