import { existsSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import type { CityInput } from "../../geodata/city/city-input.ts";
import { CityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import { decodeCityPack, encodeCityPack } from "../../geodata/city/city-pack-file.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import { generateSample } from "../../geodata/sample/generate-sample.ts";
import { COORD_UNITS_PER_DEG } from "../../geodata/units/constants.ts";
import { assembleCity } from "../../server/import/assemble-city.ts";

/** An opened city to measure, with the places of one service. */
export interface BenchCity {
	readonly name: string;
	readonly file: Uint8Array;
	readonly model: CityModel;
	readonly facilities: ReturnType<typeof snapFacilities>;
	readonly places: readonly FacilityPlace[];
	/** Places of each service of the city, for what-ifs with many and few; empty where there is only one service. */
	readonly services: readonly ServicePlaces[];
}

export interface ServicePlaces {
	readonly serviceId: string;
	readonly places: readonly FacilityPlace[];
}

const FACILITY_COUNT = 200;
/** A prime, so that steps along the Hilbert order spread over the city. */
const STRIDE = 7919;

/** The sample city with its party-service places. */
export function sampleCity(): BenchCity {
	const input = generateSample({ seed: 1, factor: 1 });
	const places = input.facilities.filter((place) => place.kind.startsWith("party-"));
	const placesOf = (serviceId: string, kinds: readonly string[]): ServicePlaces => ({
		serviceId,
		places: input.facilities.filter(({ kind }) => kinds.includes(kind)),
	});
	const services = [
		placesOf("party-service, centres alone", ["party-centre"]),
		...CATALOGUE.services.map(({ serviceId, kinds }) => placesOf(serviceId, kinds)),
	];
	const city = opened("sample Kunshan", input, () => places);
	return { ...city, services: services.filter((service) => service.places.length > 0) };
}

const FIXTURES = join(import.meta.dirname, "../../../shared/fixtures");

/** The default real network for benchmarks; stored beside the checkout, never in it. */
export function realNetworkFile(): string | null {
	return realNetworkFiles()[0] ?? null;
}

/** All real networks beside the checkout; the one used for times comes first. */
export function realNetworkFiles(): string[] {
	const names = ["porto.osm.pbf", "porto-alegre.osm.pbf", "shanghai-center.osm.gz", "monaco.osm.gz"];
	return names.map((name) => join(FIXTURES, name)).filter((file) => existsSync(file));
}

/** An imported network with one person per cell of 250 m and 200 facilities at street corners. */
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
	const model = new CityModel(decodeCityPack(file));
	const places = placesOf(model);
	return { name, file, model, facilities: snapFacilities(model, places), places, services: [] };
}
