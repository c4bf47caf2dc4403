import type { CompoundInput } from "../../../geodata/city/city-input.ts";
import { type StreetSource, WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { GeodataError } from "../../../geodata/units/error.ts";
import { type BBox, distanceM, metresPerDegree } from "../../../geodata/units/position.ts";
import { isInside } from "../extent.ts";
import { type Area, insideTest } from "../geos.ts";
import { cell, type Population, peopled } from "./population.ts";

export const GRID_M_RANGE = [25, 5000] as const;

/** The cell size of `grid:250` in metres; null where the text is not a grid. */
export function parseGrid(text: string): number | null {
	const parts = /^grid:(.*)$/.exec(text);
	if (!parts) return null;
	const cellM = Number(parts[1]);
	if (cellM >= GRID_M_RANGE[0] && cellM <= GRID_M_RANGE[1]) return cellM;
	throw new GeodataError(
		"GRID_INVALID",
		`Population "${text}" asks for cells of ${parts[1]} m; allowed are ${GRID_M_RANGE[0]} to ${GRID_M_RANGE[1]}.`,
		{ value: parts[1], allowed: GRID_M_RANGE },
	);
}

/**
 * One person at the centre of every cell with a walkable street, for a city of unknown population. Shares are then
 * of served area, not of people, and a display of them must say so.
 *
 * @param boundary Excludes cell centres outside; null takes all of `bbox`.
 */
export async function unweightedGrid(
	streets: StreetSource,
	bbox: BBox,
	boundary: Area | null,
	cellM: number,
): Promise<Population> {
	const isOfCity = boundary ? await insideTest(boundary) : () => true;
	const { lngM, latM } = metresPerDegree((bbox[1] + bbox[3]) / 2);
	const stepLng = cellM / lngM;
	const stepLat = cellM / latM;
	const columns = Math.max(1, Math.ceil((bbox[2] - bbox[0]) / stepLng));
	const cells = new Set<number>();
	eachWalkablePoint(streets, cellM / 4, (lng, lat) => {
		if (!isInside(bbox, [lng, lat])) return;
		const column = Math.min(columns - 1, Math.floor((lng - bbox[0]) / stepLng));
		cells.add(Math.floor((lat - bbox[1]) / stepLat) * columns + column);
	});
	const compounds = [...cells]
		.sort((a, b) => a - b)
		.flatMap((index): CompoundInput[] => {
			const row = Math.floor(index / columns);
			const column = index % columns;
			const lng = bbox[0] + (column + 0.5) * stepLng;
			const lat = bbox[1] + (row + 0.5) * stepLat;
			if (!isOfCity([lng, lat])) return [];
			return [cell(`g${row}-${column}`, "", lng, lat, 1, cellM * Math.SQRT1_2)];
		});
	return peopled(compounds, `grid:${cellM}`, 0, []);
}

/** Visits points along every walkable street, at most `spacingM` apart. */
function eachWalkablePoint(
	streets: StreetSource,
	spacingM: number,
	visit: (lng: number, lat: number) => void,
): void {
	const { wayStart, wayNode, wayFlags, nodeLngDeg, nodeLatDeg } = streets;
	for (let way = 0; way < wayFlags.length; way++) {
		if ((wayFlags[way]! & (WAY_FLAG.WALK_FORWARD | WAY_FLAG.WALK_BACKWARD)) === 0) continue;
		for (let i = wayStart[way]! + 1; i < wayStart[way + 1]!; i++) {
			const [a, b] = [wayNode[i - 1]!, wayNode[i]!];
			const [aLng, aLat, bLng, bLat] = [nodeLngDeg[a]!, nodeLatDeg[a]!, nodeLngDeg[b]!, nodeLatDeg[b]!];
			const steps = Math.max(1, Math.ceil(distanceM(aLng, aLat, bLng, bLat) / spacingM));
			for (let step = 0; step <= steps; step++) {
				visit(aLng + ((bLng - aLng) * step) / steps, aLat + ((bLat - aLat) * step) / steps);
			}
		}
	}
}
