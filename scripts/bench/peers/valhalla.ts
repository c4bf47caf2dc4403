import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { MultiPolygon, Polygon } from "geojson";
import type { Position } from "../../../geodata/units/position.ts";
import { asPbf } from "./as-pbf.ts";
import type { PeerFolder } from "./peer-folder.ts";

const PACKAGE = "@valhallajs/valhallajs";
const CLI = `node_modules/${PACKAGE}/bin/valhalla-cli.js`;

/** Costs by length alone, at an adult's 1.25 m/s, as in our engine. */
const LENGTH_ALONE = {
	walking_speed: 4.5,
	walkway_factor: 1,
	sidewalk_factor: 1,
	alley_factor: 1,
	driveway_factor: 1,
	service_factor: 1,
	step_penalty: 0,
	service_penalty: 0,
	destination_only_penalty: 0,
	maneuver_penalty: 0,
	gate_penalty: 0,
	elevator_penalty: 0,
	max_hiking_difficulty: 6,
	use_ferry: 0,
};

interface Actor {
	isochrone(
		query: object,
	): Promise<{ readonly features: readonly { readonly geometry: Polygon | MultiPolygon }[] }>;
}

interface ValhallaModule {
	readonly Actor: new (config: string) => Actor;
}

/** Valhalla in this process, with tiles of the same OpenStreetMap extract. */
export class Valhalla {
	readonly #actor: Actor;

	private constructor(actor: Actor) {
		this.#actor = actor;
	}

	/**
	 * Builds the tiles as one memory-mapped file, as Valhalla runs in production.
	 *
	 * @returns null where the extract is not PBF, the only format Valhalla reads, and osmium is unavailable.
	 */
	static async open(folder: PeerFolder, network: string): Promise<Valhalla | null> {
		const pbf = asPbf(network, folder.path);
		if (pbf === null) return null;
		const name = basename(network);
		const tiles = join(folder.path, `${name}-tiles`);
		const extract = join(folder.path, `${name}.tar`);
		const file = join(folder.path, `${name}.json`);
		const run = (...command: readonly string[]): string =>
			execFileSync(process.execPath, [CLI, ...command], {
				cwd: folder.path,
				encoding: "utf8",
				stdio: ["ignore", "pipe", "ignore"],
				maxBuffer: 1 << 28,
			});
		const config = JSON.parse(
			run("build_config", "--mjolnir-tile-dir", tiles, "--mjolnir-tile-extract", extract),
		);
		config.mjolnir.logging = { type: "" };
		config.loki.logging = { type: "" };
		config.thor.logging = { type: "" };
		delete config.mjolnir.traffic_extract;
		writeFileSync(file, JSON.stringify(config));
		run("build_tiles", "-c", file, pbf);
		run("build_extract", "-c", file, "--overwrite");
		const { Actor } = (await folder.load(`${PACKAGE}/index.mjs`)) as ValhallaModule;
		return new Valhalla(new Actor(readFileSync(file, "utf8")));
	}

	/** The polygon within a walking distance, at Valhalla's highest resolution. @throws {Error} far from any street. */
	isodistance(position: Position, cutoffM: number): Promise<Polygon | MultiPolygon> {
		return this.#drawn(position, { distance: cutoffM / 1000 });
	}

	/** The polygon within a walking time, likewise. */
	isochrone(position: Position, cutoffSec: number): Promise<Polygon | MultiPolygon> {
		return this.#drawn(position, { time: cutoffSec / 60 });
	}

	async #drawn([lon, lat]: Position, contour: object): Promise<Polygon | MultiPolygon> {
		const { features } = await this.#actor.isochrone({
			locations: [{ lat, lon }],
			costing: "pedestrian",
			costing_options: { pedestrian: LENGTH_ALONE },
			contours: [contour],
			polygons: true,
			denoise: 0,
			generalize: 0,
		});
		const [feature] = features;
		if (feature === undefined) throw new Error(`Valhalla draws nothing at ${lon}, ${lat}.`);
		return feature.geometry;
	}
}
