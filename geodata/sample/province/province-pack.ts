import { buildBarriers } from "../../city/build-barriers.ts";
import type { PackInput } from "../../city/build-city-pack.ts";
import type { CityInput } from "../../city/city-input.ts";
import type { Barriers } from "../../graph/walk-graph.ts";
import type { CountyJoint } from "./province.ts";
import { mergeStreets } from "./province-streets.ts";

/** What the pack builder needs of a county: a tenth of its data. */
export interface CountyForPack extends Omit<PackInput, "cityId"> {
	readonly facilities: CityInput["facilities"];
}

export function countyForPack({
	streets,
	baseFeatures,
	towns,
	communities,
	compounds,
	facilities,
}: CityInput): CountyForPack {
	return {
		streets,
		barriers: buildBarriers(baseFeatures, streets),
		towns: towns.map((town) => ({ ...town, polygon: null })),
		communities: communities.map((community) => ({ ...community, polygon: null, attributes: {} })),
		compounds: compounds.map(({ polygon: _polygon, kind: _kind, ...home }) => home),
		facilities,
	};
}

/**
 * Merges a province into one city for the pack builder: concatenated columns, with the roads between counties.
 *
 * @param counties By their index.
 */
export function mergeForPack(
	counties: readonly CountyForPack[],
	joints: readonly CountyJoint[],
): PackInput & Pick<CityInput, "facilities"> {
	return {
		cityId: `province-${counties.length}`,
		streets: mergeStreets(
			counties.map(({ streets }) => streets),
			joints,
		),
		barriers: mergeBarriers(counties.map(({ barriers }) => barriers)),
		towns: counties.flatMap(({ towns }) => towns),
		communities: counties.flatMap(({ communities }) => communities),
		compounds: counties.flatMap(({ compounds }) => compounds),
		facilities: counties.flatMap(({ facilities }) => facilities),
	};
}

function mergeBarriers(parts: readonly Barriers[]): Barriers {
	const count = parts.reduce((sum, { kind }) => sum + kind.length, 0);
	const names: string[] = [];
	const nameIndex = new Map<string, number>();
	const merged = {
		aLng: new Int32Array(count),
		aLat: new Int32Array(count),
		bLng: new Int32Array(count),
		bLat: new Int32Array(count),
		kind: new Uint8Array(count),
		strength: new Uint8Array(count),
		name: new Uint32Array(count),
		names,
	};
	let at = 0;
	for (const part of parts) {
		for (const column of ["aLng", "aLat", "bLng", "bLat", "kind", "strength"] as const)
			merged[column].set(part[column], at);
		const indexOf = part.names.map((name) => {
			const known = nameIndex.get(name) ?? names.push(name) - 1;
			nameIndex.set(name, known);
			return known;
		});
		for (const name of part.name) merged.name[at++] = indexOf[name]!;
	}
	return merged;
}
