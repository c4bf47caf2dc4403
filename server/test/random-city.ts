import type { Geometry, Polygon } from "geojson";
import { BASE_LAYERS, type BaseLayer, type CityInput } from "../../geodata/city/city-input.ts";
import { STREET_CLASSES } from "../../geodata/graph/street-source.ts";
import { tinyCity } from "./tiny-city.ts";

const AREA_LAYERS: readonly BaseLayer[] = ["water", "green", "building", "land"];
const WEST_DEG = 120.9;
const SOUTH_DEG = 31.3;
const SIDE_DEG = 0.06;

/** A random number generator in [0, 1), deterministic by seed (Marsaglia's xorshift, 2003). */
export function seeded(seed: number): () => number {
	let state = (seed * 2654435761) | 1;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 2 ** 32;
	};
}

/**
 * A city of random shapes to test tile clipping: blobs, needles, self-crossing stars and lakes with islands, of all
 * sizes, across streets of every class.
 */
export function randomCity(cityId: string, seed: number, featureCount: number): CityInput {
	const random = seeded(seed);
	const somewhere = (): [number, number] => [WEST_DEG + random() * SIDE_DEG, SOUTH_DEG + random() * SIDE_DEG];

	const ring = (centre: [number, number], radiusDeg: number, corners: number, jitter: number): number[][] => {
		const points = Array.from({ length: corners }, (_, i) => {
			const angle = ((i + (random() - 0.5) * jitter) / corners) * 2 * Math.PI;
			const radius = radiusDeg * (1 - jitter * 0.5 * random());
			return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
		});
		return [...points, points[0] ?? []];
	};

	const area = (): Polygon => {
		const centre = somewhere();
		const radiusDeg = 0.0002 * 50 ** random();
		const corners = 3 + Math.floor(random() * 24);
		const outer = ring(centre, radiusDeg, corners, random() < 0.1 ? 4 : 0.8);
		const island = ring(centre, radiusDeg * 0.3, 3 + Math.floor(random() * 6), 0.5);
		return { type: "Polygon", coordinates: random() < 0.3 ? [outer, island] : [outer] };
	};

	const path = (): number[][] => {
		let [lng, lat] = somewhere();
		return Array.from({ length: 2 + Math.floor(random() * 12) }, () => {
			lng += (random() - 0.5) * 0.004;
			lat += (random() - 0.5) * 0.004;
			return [lng, lat];
		});
	};

	const geometryOf = (layer: BaseLayer): Geometry => {
		if (layer === "place") return { type: "Point", coordinates: somewhere() };
		return AREA_LAYERS.includes(layer) ? area() : { type: "LineString", coordinates: path() };
	};

	const baseFeatures = Array.from({ length: featureCount }, (_, i) => {
		const layer = BASE_LAYERS[i % BASE_LAYERS.length] ?? "land";
		return {
			layer,
			kind: layer === "waterway" ? "canal" : layer === "railway" ? "rail" : "any",
			name: i % 3 === 0 ? `地物 ${i}` : "",
			nameEn: "",
			bridge: i % 7 === 0,
			tunnel: false,
			rank: i % 4,
			geometry: geometryOf(layer),
		};
	});

	const ways = Array.from({ length: featureCount }, path);
	const nodes = ways.flat();
	const wayStart = [0];
	for (const way of ways) wayStart.push((wayStart.at(-1) ?? 0) + way.length);

	return {
		...tinyCity(cityId),
		bbox: [WEST_DEG, SOUTH_DEG, WEST_DEG + SIDE_DEG, SOUTH_DEG + SIDE_DEG],
		baseFeatures,
		streets: {
			nodeLngDeg: Float64Array.from(nodes, ([lng = 0]) => lng),
			nodeLatDeg: Float64Array.from(nodes, ([, lat = 0]) => lat),
			nodeFlags: new Uint8Array(nodes.length),
			wayStart: Uint32Array.from(wayStart),
			wayNode: Uint32Array.from(nodes.keys()),
			wayClass: Uint8Array.from(ways, (_way, i) => i % STREET_CLASSES.length),
			wayFlags: Uint16Array.from(ways, (_way, i) => i % 256),
			wayName: ways.map((_way, i) => (i % 2 === 0 ? `路 ${i}` : "")),
			wayId: Float64Array.from(ways, (_way, i) => i),
		},
	};
}
