import type { Polygon } from "geojson";
import type { BaseFeature, BaseLayer, CommunityInput, ParkInput, TownInput } from "../../city/city-input.ts";
import { kernelOf } from "../land/kernel.ts";
import type { Skeleton } from "../land/skeleton.ts";
import { METRO_CHANGES_AT_LNG_DEG } from "../land/water-courses.ts";
import type { WaterShape } from "../land/water-shapes.ts";
import { isBarrier } from "../plane/cut.ts";
import type { PlanarMap } from "../plane/planar-map.ts";
import { type Point, signedAreaM2, toDegrees, toLine, toPolygon } from "../plane/plane.ts";
import type { LandUse } from "../town/land-use.ts";

function feature(
	layer: BaseLayer,
	kind: string,
	rank: number,
	geometry: BaseFeature["geometry"],
	more: Partial<Pick<BaseFeature, "name" | "nameEn" | "bridge" | "tunnel">> = {},
): BaseFeature {
	return { layer, kind, name: "", nameEn: "", bridge: false, tunnel: false, ...more, rank, geometry };
}

/** All features of the built-in base map below the streets. */
export function baseFeatures(
	skeleton: Skeleton,
	landUse: LandUse,
	water: readonly WaterShape[],
	seatOf: ReadonlyMap<string, Point>,
	towns: readonly TownInput[],
	communities: readonly CommunityInput[],
	parks: readonly ParkInput[],
): BaseFeature[] {
	return [
		...landFeatures(skeleton.map, landUse),
		...waterFeatures(water),
		...parks.map((p) => feature("green", "park", 2, p.polygon, { name: p.name })),
		...buildingFeatures(landUse),
		...wallFeatures(landUse),
		...railwayFeatures(skeleton),
		...placeFeatures(seatOf, towns, communities),
	];
}

const LAND_KIND = {
	core: "core",
	urban: "residential",
	estate: "residential",
	factory: "industrial",
	park: "residential",
	grove: "farmland",
	country: "farmland",
	pond: "farmland",
} as const;
/** Open country is drawn below everything built on it. */
const LAND_RANK: Partial<Record<string, number>> = { country: 1, pond: 1 };

function landFeatures(map: PlanarMap, landUse: LandUse): BaseFeature[] {
	const out: BaseFeature[] = [];
	landUse.use.forEach((use, face) => {
		if (face === 0 || use === "water") return;
		// A whole block up to the centre lines of its streets and canals, which are drawn over it: no gaps remain.
		const ring = map.ring(face);
		if (signedAreaM2(ring) < 400) return;
		out.push(feature("land", LAND_KIND[use], LAND_RANK[use] ?? 2, toPolygon(ring)));
		if (use !== "grove") return;
		const wood = kernelOf(map, map.loop(face), 0.4);
		if (wood.length > 2 && signedAreaM2(wood) > 400) out.push(feature("green", "wood", 3, toPolygon(wood)));
	});
	for (const home of landUse.homes) {
		if (home.kind === "hamlet") out.push(feature("land", "village", 3, toPolygon(home.ring)));
	}
	return out;
}

function waterFeatures(water: readonly WaterShape[]): BaseFeature[] {
	const out: BaseFeature[] = [];
	for (const w of water) {
		const areaM2 = Math.abs(signedAreaM2(w.ring));
		const rank =
			w.kind === "lake" ? (areaM2 > 3e6 ? 0 : 1) : w.kind === "river" ? 1 : w.kind === "canal" ? 2 : 3;
		const polygon: Polygon = toPolygon(w.ring);
		out.push(feature("water", w.kind, rank, polygon, { name: w.name, nameEn: w.nameEn }));
		if (w.course.length > 1) {
			out.push(
				feature(
					"waterway",
					w.kind,
					rank,
					{ type: "LineString", coordinates: toLine(w.course) },
					{ name: w.name, nameEn: w.nameEn },
				),
			);
		}
	}
	return out;
}

/** Smaller remains of houses cut by water and lanes are dropped. */
const MIN_BUILDING_M2 = 12;

function buildingFeatures(landUse: LandUse): BaseFeature[] {
	return [
		...landUse.homes.flatMap((h) => {
			// The houses of one compound are one feature: a tenth of the rows to store and clip.
			const coordinates = h.buildings
				.filter((b) => Math.abs(signedAreaM2(b)) >= MIN_BUILDING_M2)
				.map((b) => toPolygon(b).coordinates);
			const kind = h.kind === "hamlet" ? "house" : "apartments";
			return coordinates.length === 0
				? []
				: [feature("building", kind, 3, { type: "MultiPolygon", coordinates })];
		}),
		...landUse.halls.map((b) => feature("building", "industrial", 3, toPolygon(b))),
	];
}

function wallFeatures(landUse: LandUse): BaseFeature[] {
	return landUse.homes
		.filter((h) => h.walls.length > 0)
		.map((h) =>
			feature(
				"wall",
				"compound",
				3,
				{ type: "MultiLineString", coordinates: h.walls.map(toLine) },
				{ name: h.name },
			),
		);
}

/** The railway at grade, its edges chained, with bridges across water; the metro on its viaduct. */
function railwayFeatures(skeleton: Skeleton): BaseFeature[] {
	const { map } = skeleton;
	const out: BaseFeature[] = [];
	for (let edge = 0; edge < map.edgeLine.length; edge++) {
		const line = map.lineOf(edge * 2);
		if (line.kind !== "railway") continue;
		const wet = [edge * 2, edge * 2 + 1].some((h) =>
			map.around(h).some((o) => isBarrier(map.lineOf(o)) && /river|canal|shore/.test(map.lineOf(o).kind)),
		);
		out.push(
			feature(
				"railway",
				"rail",
				1,
				{ type: "LineString", coordinates: toLine([map.from(edge * 2), map.to(edge * 2)]) },
				{ name: line.name, nameEn: "Shanghai–Nanjing Railway", bridge: wet },
			),
		);
	}
	const metro = toLine(skeleton.metro);
	const change = metro.findIndex(([lngDeg]) => lngDeg >= METRO_CHANGES_AT_LNG_DEG);
	const viaduct = (coordinates: [number, number][], name: string, nameEn: string) =>
		feature("railway", "metro", 2, { type: "LineString", coordinates }, { name, nameEn, bridge: true });
	out.push(
		viaduct(metro.slice(0, change + 1), "轨道交通S1线", "Metro Line S1"),
		viaduct(metro.slice(change), "上海地铁11号线", "Shanghai Metro Line 11"),
	);
	return out;
}

function placeFeatures(
	seatOf: ReadonlyMap<string, Point>,
	towns: readonly TownInput[],
	communities: readonly CommunityInput[],
): BaseFeature[] {
	const point = (p: readonly [number, number]) => ({ type: "Point" as const, coordinates: [p[0], p[1]] });
	return [
		feature("place", "city", 0, point([120.981, 31.386]), { name: "昆山市", nameEn: "Kunshan" }),
		...towns.map((t) => feature("place", "town", 1, point(t.centre), { name: t.name, nameEn: t.nameEn })),
		...communities.map((c) =>
			feature(
				"place",
				c.name.endsWith("村") ? "village" : "suburb",
				c.name.endsWith("村") ? 3 : 2,
				point(toDegrees(...(seatOf.get(c.code) as Point))),
				{ name: c.name },
			),
		),
	];
}
