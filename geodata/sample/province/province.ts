import type { CityInput } from "../../city/city-input.ts";
import { generateSample } from "../generate-sample.ts";
import { type CountyPlace, columnsOf, type ProvinceOptions } from "./county-place.ts";
import type { CountyRim } from "./county-rim.ts";
import { type JointRoad, jointRoads } from "./joint-roads.ts";
import { placeCounty } from "./place-county.ts";

/** Told before each phase of drawing one county. */
export type CountyProgress = Parameters<typeof generateSample>[1];

/** Roads from a county to one that came before it. */
export interface CountyJoint {
	/** Indices of the counties; `from` of a road is a node of the first one's streets, `to` of the second one's. */
	readonly county: number;
	readonly neighbour: number;
	readonly roads: readonly JointRoad[];
}

/** One county of a province at its place; any county, in any order. */
export function drawCounty(place: CountyPlace, onProgress?: CountyProgress): CityInput {
	return placeCounty(generateSample({ seed: place.seed, factor: 1 }, onProgress), place);
}

/**
 * A made-up province is counties side by side, each drawn as the sample city from a seed of its own, joined to the
 * county east and the one north of it by roads. With factor 1 it is the sample city, to the byte.
 *
 * Joins counties as they come, from the first to the last; of those before only the rims are kept that a neighbour
 * still has to meet.
 */
export class ProvinceSeams {
	readonly #rims = new Map<number, CountyRim>();
	readonly #columns: number;

	constructor({ factor }: ProvinceOptions) {
		this.#columns = columnsOf(factor);
	}

	/** Roads from a county to its neighbours that came before; forgets what no later county will meet. */
	join({ index, east, north }: CountyPlace, rim: CountyRim): CountyJoint[] {
		const joints: CountyJoint[] = [];
		for (const [neighbour, side, facing, border] of [
			[east, "east", "west", "upright"],
			[north, "north", "south", "level"],
		] as const) {
			const other = neighbour === null ? undefined : this.#rims.get(neighbour);
			if (neighbour === null || other === undefined) continue;
			const roads = jointRoads(rim[side], other[facing], border);
			// The generator leaves streets on every border; without a road the province would fall apart unseen.
			if (roads.length === 0) throw new Error(`No road joins county ${index} to county ${neighbour}.`);
			joints.push({ county: index, neighbour, roads });
		}
		this.#rims.set(index, rim);
		this.#rims.delete(index - this.#columns);
		return joints;
	}
}
