import type { Page } from "playwright-core";
import type { z } from "zod";
import { decodeCityPack } from "../../geodata/city/city-pack-file.ts";
import { citiesSchema } from "../../geodata/contract/city.ts";
import { facilitiesSchema } from "../../geodata/contract/feature.ts";
import { BARRIER_KINDS } from "../../geodata/graph/walk-graph.ts";
import { COORD_UNITS_PER_DEG } from "../../geodata/units/constants.ts";

const WATER = BARRIER_KINDS.indexOf("water");
const DIRECTIONS = 16;
/** At zoom 15 and latitude 31.38° a pixel is 2.04 m: half a kilometre. */
const LENGTH_PX = 250;
const WORLD_PX = 512 * 2 ** 15;

export interface CanalPath {
	readonly id: string;
	/** The station's position, "lng,lat" to 1e-5°. */
	readonly at: string;
	readonly dxPx: number;
	readonly dyPx: number;
}

async function read<S extends z.ZodType>(page: Page, url: string, schema: S): Promise<z.output<S>> {
	const response = await page.request.get(url);
	return schema.parse(await response.json());
}

/** A station of the sample city and a straight path from it across water from shore to shore. */
export async function crossingOfWater(page: Page, baseUrl: string): Promise<CanalPath> {
	const base = `${baseUrl}/api/v1/cities`;
	const city = (await read(page, base, citiesSchema)).cities[0];
	if (!city) throw new Error("the server has no city");
	const packed = await page.request.get(`${base}/${city.cityId}/graph/${city.graphHash}`);
	const { barriers } = decodeCityPack(new Uint8Array(await packed.body()));
	const stations = await read(
		page,
		`${base}/${city.cityId}/facilities?kind=party-station&limit=1000`,
		facilitiesSchema,
	);
	for (const { properties, geometry } of stations.features) {
		const [lngDeg, latDeg] = geometry.coordinates;
		for (let turn = 0; turn < DIRECTIONS; turn++) {
			const angle = (2 * Math.PI * turn) / DIRECTIONS;
			const [dxPx, dyPx] = [LENGTH_PX * Math.cos(angle), LENGTH_PX * Math.sin(angle)];
			const degPerPx = 360 / WORLD_PX;
			const to = [
				lngDeg + dxPx * degPerPx,
				latDeg - dyPx * degPerPx * Math.cos((latDeg * Math.PI) / 180),
			] as const;
			let shores = 0;
			for (let i = 0; i < barriers.kind.length; i++) {
				if (barriers.kind[i] !== WATER) continue;
				const a = [barriers.aLng[i]! / COORD_UNITS_PER_DEG, barriers.aLat[i]! / COORD_UNITS_PER_DEG] as const;
				const b = [barriers.bLng[i]! / COORD_UNITS_PER_DEG, barriers.bLat[i]! / COORD_UNITS_PER_DEG] as const;
				if (cross([lngDeg, latDeg], to, a, b)) shores++;
			}
			if (shores >= 2)
				return { id: properties.facilityId, at: `${lngDeg.toFixed(5)},${latDeg.toFixed(5)}`, dxPx, dyPx };
		}
	}
	throw new Error("no station of the sample city stands within half a kilometre of water");
}

type Point = readonly [number, number];
const side = (a: Point, b: Point, p: Point) => (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]);
const cross = (a: Point, b: Point, c: Point, d: Point) =>
	side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
