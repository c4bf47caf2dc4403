import type { BaseFeature, CityInput, FacilityInput } from "../../geodata/city/city-input.ts";
import { withMappedGates } from "../../geodata/city/mapped-gates.ts";
import type { Datum } from "../../geodata/datum/datum.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import type { BBox } from "../../geodata/units/position.ts";
import type { NewKind } from "../db/city/load-facilities.ts";
import { extentOf, readBoundary } from "./boundary.ts";
import { cityExtent, widened } from "./extent.ts";
import { refuseInWater, type WaterArea } from "./facilities-in-water.ts";
import type { Area } from "./geos.ts";
import { refuseKindWithoutService } from "./kind-service.ts";
import { type OsmCity, readOsmCity } from "./osm/osm-city.ts";
import type { TagFilter } from "./osm/osm-collector.ts";
import type { OsmPlace } from "./osm/tagged-places.ts";
import type { OnProgress } from "./progress.ts";
import { facilitiesOf, type TableFacilities } from "./tables/facilities.ts";
import { type Population, populationOf } from "./tables/population.ts";
import { parseGrid, unweightedGrid } from "./tables/population-grid.ts";
import { populationOfRaster } from "./tables/population-raster.ts";
import { isRasterFile } from "./tables/raster/raster-file.ts";
import { readTable } from "./tables/read-table.ts";
import type { Table } from "./tables/table.ts";
import { PLAIN_TABLE, type TableOptions } from "./tables/table-options.ts";

export interface CityFiles {
	readonly cityId: string;
	readonly name: string;
	readonly nameEn: string;
	/** OpenStreetMap file. */
	readonly network: string;
	/** CSV, GeoJSON or GeoTIFF, or `grid:250` for one person a cell. */
	readonly population: string;
	readonly populationColumn: string | null;
	/** For a raster with several bands: number from 1, or name; the only population band where not given. */
	readonly populationBand?: string | null;
	/** Options for the population table. */
	readonly table?: TableOptions;
	/** GeoJSON; null uses the extent of the streets. */
	readonly boundary: string | null;
	/** Of the tables and the boundary; OpenStreetMap is WGS84. */
	readonly datum: Datum;
	readonly facilities: FacilityFiles | null;
}

export interface FacilityFiles {
	/** CSV or GeoJSON, or `osm:key=value` for the elements of the network file with this tag. */
	readonly from: string;
	readonly kind: string;
	/** The name of a new kind; its id where null. */
	readonly kindName: string | null;
	readonly where: string | null;
	readonly nameColumn: string | null;
	/** Other options for the table. */
	readonly table?: TableOptions;
}

/** Defines the kind of those facilities if the catalogue lacks it. */
export function newKind({ kind, kindName }: Pick<FacilityFiles, "kind" | "kindName">): NewKind {
	return { kindId: kind, name: kindName ?? kind };
}

export interface AssembledCity {
	readonly input: CityInput;
	readonly osm: Pick<OsmCity, "lengths" | "buildingsLeftOut" | "cutAreas">;
	readonly population: Pick<Population, "people" | "emptyCells">;
	/** Assumptions about the files, repairs and omissions, for the report. */
	readonly notes: readonly string[];
}

/** Streets this far beyond the boundary are read too: the nearest station may be outside it. */
const BEYOND_BOUNDARY_M = 2000;
const OSM_SOURCE = "© OpenStreetMap contributors (ODbL)";

export function parseCityId(text: string): string {
	if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return text;
	throw new GeodataError(
		"CITY_ID_INVALID",
		`City id "${text}" is not an id; allowed are 1 to 40 of a–z, 0–9 and -, no - first.`,
		{ value: text },
	);
}

/**
 * Reads and checks everything a city consists of. Stores nothing, so errors are reported before anything changes.
 *
 * @throws {GeodataError} of the readers
 */
export async function assembleCity(
	files: CityFiles,
	onProgress: OnProgress,
	signal?: AbortSignal,
): Promise<AssembledCity> {
	if (files.facilities) refuseKindWithoutService(files.facilities.kind);
	const read = files.boundary === null ? null : await readBoundary(files.boundary, files.datum);
	const boundary = read?.area ?? null;
	const osm = await readOsmCity(files.network, {
		clip: boundary && widened(extentOf(boundary), BEYOND_BOUNDARY_M),
		filter: files.facilities && osmFilter(files.facilities.from),
		onProgress,
		signal,
	});
	const bbox = boundary ? extentOf(boundary) : osm.bbox;
	const extent = cityExtent(bbox);
	const population = await readPopulation(files, osm, boundary, extent);
	const { facilities, notes: facilityNotes } = files.facilities
		? await readFacilities(files.facilities, osm, files.datum, extent)
		: { facilities: [], notes: [] };
	const grid = parseGrid(files.population);
	const input: CityInput = {
		cityId: files.cityId,
		name: files.name,
		nameEn: files.nameEn,
		bbox,
		boundary,
		sample: false,
		source:
			grid === null
				? OSM_SOURCE
				: `${OSM_SOURCE}; 人口未加权：每 ${grid} m 网格一人 / unweighted, one person a ${grid} m cell`,
		streets: osm.streets,
		baseFeatures: osm.baseFeatures,
		wallOpenings: osm.wallOpenings,
		towns: [],
		communities: [],
		compounds: withMappedGates(population.compounds, osm.baseFeatures, osm.streets, osm.wallOpenings),
		facilities,
		parks: [],
		courtyards: [],
		plots: [],
		firms: [],
		snapshots: [],
	};
	return { input, osm, population, notes: [...(read?.notes ?? []), ...population.notes, ...facilityNotes] };
}

async function readPopulation(
	files: CityFiles,
	osm: OsmCity,
	boundary: Area | null,
	extent: BBox,
): Promise<Population> {
	// A grid also covers neighbouring cities; rows of a table were chosen by its author.
	const grid = parseGrid(files.population);
	if (grid !== null)
		return unweightedGrid(osm.streets, boundary ? extentOf(boundary) : osm.bbox, boundary, grid);
	if (await isRasterFile(files.population))
		return populationOfRaster(files.population, extent, boundary, files.populationBand ?? null);
	const table = await readTable(files.population, files.table);
	return populationOf(table, { datum: files.datum, extent, column: files.populationColumn, boundary });
}

async function readFacilities(
	files: FacilityFiles,
	osm: OsmCity,
	datum: Datum,
	extent: BBox,
): Promise<TableFacilities> {
	const filter = osmFilter(files.from);
	if (filter === null) {
		const read = await facilitiesOf(await readFacilityTable(files), { ...files, datum, extent });
		refuseInWater(read.facilities, waterAreas(osm.baseFeatures));
		return read;
	}
	if (osm.tagged.length > 0)
		return { facilities: osm.tagged.map((place) => taggedFacility(place, files.kind)), notes: [] };
	throw new GeodataError(
		"FACILITY_EMPTY",
		`The network file has nothing tagged ${filter.key}=${filter.value}; at least one is needed.`,
		{ value: files.from },
	);
}

function waterAreas(features: readonly BaseFeature[]): WaterArea[] {
	return features.flatMap(({ layer, name, geometry }) =>
		layer === "water" && (geometry.type === "Polygon" || geometry.type === "MultiPolygon")
			? [{ name, area: geometry }]
			: [],
	);
}

/** The facilities of a table, with names from the given column. */
export function readFacilityTable({ from, nameColumn, table = PLAIN_TABLE }: FacilityFiles): Promise<Table> {
	return readTable(from, { ...table, nameColumn: nameColumn ?? table.nameColumn });
}

function taggedFacility({ id, position, tags, outline, entrances }: OsmPlace, kind: string): FacilityInput {
	return {
		facilityId: `${kind}-${id}`,
		kind,
		name: tags.get("name") ?? "",
		lngDeg: position[0],
		latDeg: position[1],
		entrances,
		outline,
		communityCode: null,
		townId: null,
		attributes: Object.fromEntries(tags),
	};
}

/** The tag in `osm:amenity=pharmacy`; null where the text names a file. */
export function osmFilter(from: string): TagFilter | null {
	if (!from.startsWith("osm:")) return null;
	const parts = /^osm:([^=]+)=(.+)$/.exec(from);
	if (parts) return { key: parts[1] ?? "", value: parts[2] ?? "" };
	throw new GeodataError("TAG_INVALID", `"${from}" is no tag; allowed is osm:key=value or osm:key=*.`, {
		value: from,
	});
}
