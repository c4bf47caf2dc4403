import Flatbush from "flatbush";
import type { Position } from "../../geodata/units/position.ts";

/** Width of the whole world in Web Mercator in MapLibre at zoom 0, px. */
const WORLD_PX = 512;

/** x, y in 0–1, in Web Mercator. */
function mercator(lngDeg: number, latDeg: number): readonly [number, number] {
	const sin = Math.sin((latDeg * Math.PI) / 180);
	return [lngDeg / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** Finds the home under the pointer on the CPU, so that hover never waits for the GPU. */
export interface HomeIndex {
	/** The nearest home within `reachPx` of a position at a zoom, or null. */
	readonly nearest: (position: Position, zoom: number, reachPx: number) => number | null;
}

/** @param lngLat Shape [count × 2]; degrees. */
export function indexHomes(lngLat: Float64Array): HomeIndex {
	const count = lngLat.length / 2;
	if (count === 0) return { nearest: () => null };
	const tree = new Flatbush(count);
	for (let home = 0; home < count; home++) {
		const [x, y] = mercator(lngLat[home * 2]!, lngLat[home * 2 + 1]!);
		tree.add(x, y);
	}
	tree.finish();
	return {
		nearest: (position, zoom, reachPx) => {
			const [x, y] = mercator(position[0], position[1]);
			return tree.neighbors(x, y, 1, reachPx / (WORLD_PX * 2 ** zoom))[0] ?? null;
		},
	};
}
