import { pointOnFeature } from "@turf/turf";
import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import type { CityInput, ParkInput } from "../../geodata/city/city-input.ts";
import { CityModel } from "../../geodata/city/city-model.ts";
import type { CityPack } from "../../geodata/city/city-pack.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import { type SnapshotFigures, snapshotFigures } from "../../geodata/coverage/snapshot-figures.ts";

/** The figures of the input's snapshots for every service and rule of the catalogue; none without snapshots. */
export function earlierYears(
	input: CityInput,
	pack: CityPack,
	onProgress?: (done: number, total: number) => void,
): SnapshotFigures[] {
	if (input.snapshots.length === 0) return [];
	const places = [...input.facilities, ...input.parks.map(parkPlace)];
	return snapshotFigures(new CityModel(pack), places, input.snapshots, CATALOGUE, input.sample, onProgress);
}

/** Inside its polygon, as in the store: the walk from an entrance to there counts in every year alike. */
function parkPlace({ parkId, kind, name, polygon, entrances }: ParkInput): FacilityPlace {
	const [lngDeg = 0, latDeg = 0] = pointOnFeature(polygon).geometry.coordinates;
	return { facilityId: parkId, kind, name, lngDeg, latDeg, entrances };
}
