import { CityModel, snapFacilities } from "../../geodata/city/city-model.ts";
import type { Profile } from "../../geodata/cost/profile.ts";
import { edgeStretch } from "../../geodata/graph/edge-shape.ts";
import { WAY_FLAG } from "../../geodata/graph/street-source.ts";
import { type CityRaster, newCityRaster } from "../../geodata/isochrone/city-raster.ts";
import { isochronesOf } from "../../geodata/isochrone/isochrones.ts";
import { BUFFER_M } from "../../geodata/isochrone/reach-raster.ts";
import { reachFrom } from "../../geodata/search/reach.ts";
import type { Position } from "../../geodata/units/position.ts";
import type { BenchCity } from "./bench-city.ts";
import { reachBufferM2 } from "./reach-buffer.ts";

/** Sorted; drawn area ÷ land within 40 m of the walked streets, one value per origin. */
export interface AreaShares {
	/** Without barriers, and with bridges as wide as streets: the error of the drawing itself. */
	readonly open: readonly number[];
	/** As drawn, with water, railways and walls as barriers. */
	readonly drawn: readonly number[];
}

/** Compares polygons around the places of a city with the independently counted buffer of their reach. */
export function measureAreas({ model, places }: BenchCity, cutoffM: number, profile: Profile): AreaShares {
	const open = withoutBarriers(model);
	const openRaster = newCityRaster(open);
	const raster = newCityRaster(model);
	const shares = { open: [] as number[], drawn: [] as number[] };
	for (const { lngDeg, latDeg } of places) {
		const walked = walkedLines(open, [lngDeg, latDeg], cutoffM, profile);
		if (walked.length === 0) continue;
		const bufferM2 = reachBufferM2(walked, BUFFER_M);
		shares.open.push(areaM2(openRaster, [lngDeg, latDeg], cutoffM, profile) / bufferM2);
		shares.drawn.push(areaM2(raster, [lngDeg, latDeg], cutoffM, profile) / bufferM2);
	}
	const sorted = (of: number[]): number[] => of.toSorted((a, b) => a - b);
	return { open: sorted(shares.open), drawn: sorted(shares.drawn) };
}

function withoutBarriers({ pack }: CityModel): CityModel {
	const { barriers, graph } = pack;
	const none = new Int32Array(0);
	const decks = WAY_FLAG.BRIDGE | WAY_FLAG.TUNNEL;
	return new CityModel({
		...pack,
		graph: { ...graph, edgeFlags: graph.edgeFlags.map((flags) => flags & ~decks) },
		barriers: {
			...barriers,
			aLng: none,
			aLat: none,
			bLng: none,
			bLat: none,
			kind: new Uint8Array(0),
			name: new Uint32Array(0),
		},
	});
}

function areaM2(raster: CityRaster, [lng, lat]: Position, cutoffM: number, profile: Profile): number {
	const request = { origins: [[lng, lat] as [number, number]], rule: distance(cutoffM) };
	return isochronesOf(raster, request, profile).features[0]?.properties.areaM2 ?? 0;
}

const distance = (cutoffM: number) => ({ type: "distance" as const, cutoffsM: [cutoffM] });

/** Every stretch walked to a place, including its legs to the street. */
export function walkedLines(model: CityModel, at: Position, cutoffM: number, profile: Profile): Position[][] {
	const { graph, workspace } = model;
	const place = { facilityId: "", kind: "", name: "", lngDeg: at[0], latDeg: at[1], entrances: [] };
	const { access } = snapFacilities(model, [place]);
	const reach = reachFrom(
		workspace,
		graph,
		model.costsOf(profile, "mm").network,
		access,
		"to",
		cutoffM * 1000,
	);
	const lines = Array.from(reach.edge, (edge, i) =>
		edgeStretch(graph, edge, reach.fromMm[i]!, reach.toMm[i]!),
	);
	access.edge.forEach((edge, i) => {
		lines.push([at, ...edgeStretch(graph, edge, access.alongMm[i]!, access.alongMm[i]!).slice(0, 1)]);
	});
	return lines;
}
