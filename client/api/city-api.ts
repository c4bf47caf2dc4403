import {
	type CatalogueResponse,
	type City,
	catalogueSchema,
	citiesSchema,
} from "../../geodata/contract/city.ts";
import {
	type CoverageRequest,
	type CoverageResponse,
	coverageResponseSchema,
} from "../../geodata/contract/coverage.ts";
import {
	type Communities,
	type Courtyards,
	communitiesSchema,
	courtyardsSchema,
	type Facilities,
	type Firms,
	facilitiesSchema,
	firmsSchema,
	type Parks,
	type Plots,
	parksSchema,
	plotsSchema,
} from "../../geodata/contract/feature.ts";
import { type Role, type Session, sessionSchema } from "../../geodata/contract/session.ts";
import { type Snapshots, snapshotsSchema } from "../../geodata/contract/snapshot.ts";
import { getJson } from "./get-json.ts";
import { readPages } from "./read-pages.ts";

const BASE = "/api/v1";
const cityPath = (cityId: string) => `${BASE}/cities/${encodeURIComponent(cityId)}`;

export type FacilityFeature = Facilities["features"][number];
export type ParkFeature = Parks["features"][number];
export type CourtyardFeature = Courtyards["features"][number];
export type CommunityFeature = Communities["features"][number];
export type PlotFeature = Plots["features"][number];
export type FirmFeature = Firms["features"][number];
export type Snapshot = Snapshots["snapshots"][number];

/** URL of a city's pack; immutable, because it contains the hash. */
export const packPath = (city: City) => `${cityPath(city.cityId)}/graph/${city.graphHash}`;

export const fetchCities = async (signal?: AbortSignal): Promise<readonly City[]> =>
	(await getJson(`${BASE}/cities`, citiesSchema, signal)).cities;

export const fetchCatalogue = (cityId: string, signal?: AbortSignal): Promise<CatalogueResponse> =>
	getJson(`${cityPath(cityId)}/catalogue`, catalogueSchema, signal);

/** Every place of a kind. */
export const fetchFacilities = (cityId: string, kind: string, signal?: AbortSignal) =>
	readPages(`${cityPath(cityId)}/facilities?kind=${encodeURIComponent(kind)}`, facilitiesSchema, signal);

export const fetchParks = (cityId: string, signal?: AbortSignal) =>
	readPages(`${cityPath(cityId)}/parks`, parksSchema, signal);

export const fetchCourtyards = (cityId: string, signal?: AbortSignal) =>
	readPages(`${cityPath(cityId)}/courtyards`, courtyardsSchema, signal);

export const fetchCommunities = (cityId: string, signal?: AbortSignal) =>
	readPages(`${cityPath(cityId)}/communities`, communitiesSchema, signal);

/** Plots that could become pocket parks. */
export const fetchPlots = (cityId: string, signal?: AbortSignal) =>
	readPages(`${cityPath(cityId)}/plots`, plotsSchema, signal);

export const fetchFirms = (cityId: string, signal?: AbortSignal) =>
	readPages(`${cityPath(cityId)}/firms`, firmsSchema, signal);

/** Coverage of a service on earlier days, as computed at the time. */
export const fetchSnapshots = async (cityId: string, serviceId: string, signal?: AbortSignal) =>
	(
		await getJson(
			`${cityPath(cityId)}/snapshots?service=${encodeURIComponent(serviceId)}`,
			snapshotsSchema,
			signal,
		)
	).snapshots;

/** Coverage computed by the server, after changes if any. */
export const postCoverages = (cityId: string, request: CoverageRequest): Promise<CoverageResponse> =>
	getJson(`${cityPath(cityId)}/coverages`, coverageResponseSchema, undefined, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(request),
	});

export const fetchSession = (signal?: AbortSignal): Promise<Session> =>
	getJson(`${BASE}/session`, sessionSchema, signal);

/** Takes a role in a demonstration. */
export const postRole = (role: Role): Promise<Session> =>
	getJson(`${BASE}/session`, sessionSchema, undefined, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ role }),
	});
