import type { CityInput } from "../../city/city-input.ts";
import { generateSample } from "../generate-sample.ts";
import { type CountyPlace, columnsOf, type ProvinceOptions } from "./county-place.ts";
import type { CountyRim } from "./county-rim.ts";
import { type JointRoad, jointRoads } from "./joint-roads.ts";
import { placeCounty } from "./place-county.ts";

/** Called before each phase of drawing one county. */
export type CountyProgress = Parameters<typeof generateSample>[1];

/** Roads from a county to an earlier one. */
export interface CountyJoint {
	/** Indices of the counties; a road's `from` is a node of the first one's streets, `to` of the second one's. */
	readonly county: number;
	readonly neighbour: number;
	readonly roads: readonly JointRoad[];
}

/** Draws one county of a province at its place; counties may be drawn in any order. */
export function drawCounty(place: CountyPlace, onProgress?: CountyProgress): CityInput {
	return placeCounty(generateSample({ seed: place.seed, factor: 1 }, onProgress), place);
}

/**
 * A fictional province: counties side by side, each drawn like the sample city from its own seed, with roads to the
 * county east and the county north of it. With factor 1 it is the sample city, to the byte.
 *
 * Joins counties in order and keeps only the rims that later neighbours need.
 */
export class ProvinceSeams {
	readonly #rims = new Map<number, CountyRim>();
	readonly #columns: number;

	constructor({ factor }: ProvinceOptions) {
		this.#columns = columnsOf(factor);
	}

	/** Roads from a county to its earlier neighbours; drops rims that no later county needs. */
	join({ index, east, north }: CountyPlace, rim: CountyRim): CountyJoint[] {
		const joints: CountyJoint[] = [];
		for (const [neighbour, side, facing, border] of [
			[east, "east", "west", "upright"],
			[north, "north", "south", "level"],
		] as const) {
			const other = neighbour === null ? undefined : this.#rims.get(neighbour);
			if (neighbour === null || other === undefined) continue;
			const roads = jointRoads(rim[side], other[facing], border);
			// The generator ends streets at every border; without a road the province would be disconnected unnoticed.
			if (roads.length === 0) throw new Error(`No road joins county ${index} to county ${neighbour}.`);
			joints.push({ county: index, neighbour, roads });
		}
		this.#rims.set(index, rim);
		this.#rims.delete(index - this.#columns);
		return joints;
	}
}
