import type { CatalogueResponse, City } from "../../../geodata/contract/city.ts";
import { getCatalogue } from "../catalogue/catalogue.ts";
import type { Store } from "../store/store.ts";
import { listCities, unknownCity } from "./city.ts";

/** Lifetime of the cached list of cities; a map's tiles request it hundreds of times. */
const FRESH_MS = 1000;

/** The store's cities and their catalogues, read at most once a second. */
export class CityDirectory {
	readonly #store: Store;
	#cities: Promise<City[]> | null = null;
	#askedMs = 0;
	readonly #catalogues = new Map<string, { dataVersion: string; catalogue: Promise<CatalogueResponse> }>();

	constructor(store: Store) {
		this.#store = store;
	}

	all(): Promise<City[]> {
		const nowMs = performance.now();
		if (this.#cities === null || nowMs - this.#askedMs > FRESH_MS) {
			this.#askedMs = nowMs;
			const asked = listCities(this.#store);
			this.#cities = asked;
			asked.catch(() => {
				if (this.#cities === asked) this.#cities = null;
			});
		}
		return this.#cities;
	}

	/** @throws {GeodataError} CITY_UNKNOWN */
	async get(cityId: string): Promise<City> {
		const cities = await this.all();
		const city = cities.find((one) => one.cityId === cityId);
		if (city !== undefined) return city;
		throw await unknownCity(this.#store, cityId);
	}

	catalogue(city: City): Promise<CatalogueResponse> {
		const kept = this.#catalogues.get(city.cityId);
		if (kept?.dataVersion === city.dataVersion) return kept.catalogue;
		const catalogue = getCatalogue(this.#store, city.cityId);
		this.#catalogues.set(city.cityId, { dataVersion: city.dataVersion, catalogue });
		catalogue.catch(() => this.#catalogues.delete(city.cityId));
		return catalogue;
	}
}
