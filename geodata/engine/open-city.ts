import { CityModel } from "../city/city-model.ts";
import type { CityPack } from "../city/city-pack.ts";
import { type CityRaster, newCityRaster } from "../isochrone/city-raster.ts";

/** A city as one thread computes on it: the model, and what drawings keep of it once one is asked for. */
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
