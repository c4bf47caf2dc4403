import type { Position as GeoPosition, MultiPolygon, Polygon } from "geojson";
import { type BarrierIndex, indexBarriers } from "../graph/barrier-index.ts";
import { shapeLatAt, shapeLngAt } from "../graph/edge-shape.ts";
import { indexEdges, type SnapIndex } from "../graph/snap.ts";
import { legToStreet } from "../graph/street-leg.ts";
import { COORD_UNITS_PER_DEG } from "../units/constants.ts";
import { distanceM, metresPerDegree, type Position } from "../units/position.ts";
import type { FacilityInput } from "./city-input.ts";
import { CITY_SNAP_M } from "./city-model.ts";
import type { CityPack } from "./city-pack.ts";

/** A street that ends this near to an outline leads into it, m. */
const MEETS_M = 1;
/** Entrances nearer to each other than this are one, m. */
const APART_M = 3;
/** Spacing of entrances where no street meets the outline, m, and their maximum number. */
const STEP_M = 20;
const STEPS_MAX = 200;

/** Adds entrances to facilities that have an outline and no known entrance. Marks all with an outline as areas. */
export function withEntrances(
	{ graph, barriers }: Pick<CityPack, "graph" | "barriers">,
	facilities: readonly FacilityInput[],
): readonly FacilityInput[] {
	if (!facilities.some(({ outline }) => outline)) return facilities;
	const snap = indexEdges(graph);
	const barrierIndex = indexBarriers(barriers);
	return facilities.map((facility) => {
		const { outline, entrances: known } = facility;
		if (!outline) return facility;
		const entrances = known.length > 0 ? known : entrancesOf(snap, barrierIndex, outline);
		const isArea = entrances.length > 0;
		return { ...facility, entrances, attributes: { ...facility.attributes, isArea } };
	});
}

/**
 * Entrances of an area without mapped ones: where streets cross its outline or end on it. Where no street does,
 * points all round the outline that have a street within reach. Never the centre.
 */
export function entrancesOf(
	snap: SnapIndex,
	barriers: BarrierIndex,
	outline: Polygon | MultiPolygon,
): Position[] {
	const rings = outline.type === "Polygon" ? outline.coordinates : outline.coordinates.flat();
	const met = rings.flatMap((ring) => meetingsOf(snap, ring));
	if (met.length > 0) return apart(met);
	const steps = rings.flatMap(stepsAlong);
	return steps.filter(
		([lngDeg, latDeg]) =>
			legToStreet(snap, lngDeg, latDeg, { maxSnapM: CITY_SNAP_M, barriers, gateM: MEETS_M }) !== null,
	);
}

/** Positions where streets cross a ring or end beside it. */
function meetingsOf({ graph, tree, segmentEdge, segmentPiece }: SnapIndex, ring: GeoPosition[]): Position[] {
	if (tree === null) return [];
	const met: Position[] = [];
	const { lngM, latM } = metresPerDegree(ring[0]?.[1] ?? 0);
	const [unitLngM, unitLatM] = [lngM / COORD_UNITS_PER_DEG, latM / COORD_UNITS_PER_DEG];
	for (let i = 1; i < ring.length; i++) {
		const [ax, ay, bx, by] = [...ring[i - 1]!.slice(0, 2), ...ring[i]!.slice(0, 2)].map(
			(deg) => deg * COORD_UNITS_PER_DEG,
		) as [number, number, number, number];
		const [dx, dy] = [(bx - ax) * unitLngM, (by - ay) * unitLatM];
		const squared = dx * dx + dy * dy;
		if (squared === 0) continue;
		const hits = tree.search(
			Math.min(ax, bx) - MEETS_M / unitLngM,
			Math.min(ay, by) - MEETS_M / unitLatM,
			Math.max(ax, bx) + MEETS_M / unitLngM,
			Math.max(ay, by) + MEETS_M / unitLatM,
		);
		for (const segment of hits) {
			const [edge, piece] = [segmentEdge[segment]!, segmentPiece[segment]!];
			const ends = [0, 1].map((k) => {
				const x = (shapeLngAt(graph, edge, piece + k) - ax) * unitLngM;
				const y = (shapeLatAt(graph, edge, piece + k) - ay) * unitLatM;
				// Position along the ring's segment, and distance to its left.
				return { along: (x * dx + y * dy) / squared, asideM: (dx * y - dy * x) / Math.sqrt(squared) };
			}) as [Aside, Aside];
			for (const along of meetings(ends, MEETS_M / Math.sqrt(squared))) {
				met.push([
					(ax + (bx - ax) * along) / COORD_UNITS_PER_DEG,
					(ay + (by - ay) * along) / COORD_UNITS_PER_DEG,
				]);
			}
		}
	}
	return met;
}

interface Aside {
	readonly along: number;
	readonly asideM: number;
}

/** Shares of a ring's segment at which a street segment crosses it or ends beside it. */
function meetings([a, b]: [Aside, Aside], slack: number): number[] {
	const isBeside = ({ along, asideM }: Aside) =>
		along >= -slack && along <= 1 + slack && Math.abs(asideM) <= MEETS_M;
	// A street along the outline is beside it over its whole length; both its ends are entrances.
	const beside = [a, b].filter(isBeside).map(({ along }) => Math.min(1, Math.max(0, along)));
	if (beside.length > 0 || a.asideM > 0 === b.asideM > 0) return beside;
	const along = a.along + ((b.along - a.along) * a.asideM) / (a.asideM - b.asideM);
	return along >= 0 && along <= 1 ? [along] : [];
}

/** Positions at least {@link APART_M} apart; of a group the first is kept. */
function apart(positions: readonly Position[]): Position[] {
	const kept: Position[] = [];
	for (const position of positions) {
		if (kept.every((other) => distanceM(...other, ...position) >= APART_M)) kept.push(position);
	}
	return kept;
}

function stepsAlong(ring: readonly GeoPosition[]): Position[] {
	const at = ring.map(([lng = 0, lat = 0]): Position => [lng, lat]);
	const lengthM = at.slice(1).reduce((sum, b, i) => sum + distanceM(...at[i]!, ...b), 0);
	const stepM = Math.max(STEP_M, lengthM / STEPS_MAX);
	return at.slice(1).flatMap((b, i) => {
		const a = at[i]!;
		const count = Math.max(1, Math.ceil(distanceM(...a, ...b) / stepM));
		return Array.from({ length: count }, (_, k): Position => {
			const share = k / count;
			return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
		});
	});
}
