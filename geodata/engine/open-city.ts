import { CityModel } from "../city/city-model.ts";
import type { CityPack } from "../city/city-pack.ts";
import { type CityRaster, newCityRaster } from "../isochrone/city-raster.ts";

/** A city opened by one thread: the model, and the raster that isochrones need, built on first use. */
export class OpenCity {
	readonly model: CityModel;
	#raster: CityRaster | null = null;

	constructor(pack: CityPack) {
		this.model = new CityModel(pack);
	}

	get raster(): CityRaster {
		this.#raster ??= newCityRaster(this.model);
		return this.#raster;
	}
}
