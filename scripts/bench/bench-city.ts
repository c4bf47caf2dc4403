import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildCityPack } from "../../geodata/coverage/build-city-pack.ts";
import type { CityInput } from "../../geodata/coverage/city-input.ts";
import { type CityModel, openCityModel, snapFacilities } from "../../geodata/coverage/city-model.ts";
import { decodeCityPack, encodeCityPack } from "../../geodata/coverage/city-pack-file.ts";
import type { FacilityPlace } from "../../geodata/coverage/demand.ts";
import { generateSample } from "../../geodata/sample/generate-sample.ts";
import { COORD_UNITS_PER_DEG } from "../../geodata/units/constants.ts";
import { assembleCity } from "../../server/import/assemble-city.ts";

/** A city to measure on: opened, with the places of one service. */
export interface BenchCity {
	readonly name: string;
	readonly file: Uint8Array;
	readonly model: CityModel;
	readonly facilities: ReturnType<typeof snapFacilities>;
	readonly places: readonly FacilityPlace[];
}

const FACILITY_COUNT = 200;
/** A prime, so that strides over the Hilbert order fall all over the city. */
const STRIDE = 7919;

/** Kunshan made up, with its party-service places. */
export function sampleCity(): BenchCity {
	const input = generateSample({ seed: 1, factor: 1 });
	const places = input.facilities.filter((place) => place.kind.startsWith("party-"));
	return opened("sample Kunshan", input, () => places);
}

/** Where the real network lies that benchmarks use when nothing else is named; beside the checkout, never in it. */
export function realNetworkFile(): string | null {
	const file = join(import.meta.dirname, "../../../shared/fixtures/porto.osm.pbf");
	return existsSync(file) ? file : null;
}

/** A network as imported, one person a cell of 250 m, and 200 facilities at street corners all over it. */
export async function realCity(network: string): Promise<BenchCity> {
	const { input } = await assembleCity(
		{
			cityId: "bench",
			name: "bench",
			nameEn: "bench",
			network,
			population: "grid:250",
			populationColumn: null,
			boundary: null,
			datum: "wgs84",
			facilities: null,
		},
		() => {},
	);
	return opened("real network", input, ({ graph }) =>
		Array.from({ length: FACILITY_COUNT }, (_, i) => {
			const node = (i * STRIDE) % graph.nodeCount;
			return {
				facilityId: `corner-${i}`,
				kind: "corner",
				name: "",
				lngDeg: graph.nodeLng[node]! / COORD_UNITS_PER_DEG,
				latDeg: graph.nodeLat[node]! / COORD_UNITS_PER_DEG,
				entrances: [],
			};
		}),
	);
}

function opened(
	name: string,
	input: CityInput,
	placesOf: (model: CityModel) => readonly FacilityPlace[],
): BenchCity {
	const file = encodeCityPack(buildCityPack(input).pack);
	const model = openCityModel(decodeCityPack(file));
	const places = placesOf(model);
	return { name, file, model, facilities: snapFacilities(model, places), places };
}
