import Flatbush from "flatbush";
import type { Position } from "../../geodata/units/position.ts";

/** Web Mercator of the whole world is 512 px at zoom 0 in MapLibre. */
const WORLD_PX = 512;

/** x, y in 0–1, as Web Mercator has them. */
function mercator(lngDeg: number, latDeg: number): readonly [number, number] {
	const sin = Math.sin((latDeg * Math.PI) / 180);
	return [lngDeg / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}

/** Which home lies under the pointer; on the processor, so that hovering never waits for the graphics card. */
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
