import type { Camera } from "../base-map/camera.ts";
import type { HomeList } from "./home-list.ts";

const TOWN_ZOOM = 12.6;

/**
 * The first view: the place near most people. Uses medians, because the mean of two towns lies in the fields
 * between them. null in a city without people.
 */
export function townCamera({ lngLat, people, count }: HomeList): Camera | null {
	const total = people.reduce((sum, n) => sum + n, 0);
	if (total === 0) return null;
	const median = (axis: 0 | 1) => {
		const order = Uint32Array.from({ length: count }, (_, home) => home).sort(
			(a, b) => lngLat[a * 2 + axis]! - lngLat[b * 2 + axis]!,
		);
		let passed = 0;
		for (const home of order) {
			passed += people[home]!;
			if (passed * 2 >= total) return lngLat[home * 2 + axis]!;
		}
		return lngLat[axis]!;
	};
	return { lngDeg: median(0), latDeg: median(1), zoom: TOWN_ZOOM };
}
