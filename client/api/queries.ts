import {
	QueryClient,
	queryOptions,
	useMutation,
	useQueries,
	useQuery,
	useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import type { City } from "../../geodata/contract/city.ts";
import { isGeodataError } from "../../geodata/units/error.ts";
import {
	type FacilityFeature,
	fetchCatalogue,
	fetchCities,
	fetchCommunities,
	fetchCourtyards,
	fetchFacilities,
	fetchFirms,
	fetchParks,
	fetchPlots,
	fetchSession,
	fetchSnapshots,
	postRole,
} from "./city-api.ts";
import { getJson, SERVER_DOWN } from "./get-json.ts";
import { openApiSchema } from "./open-api.ts";

const MAX_RETRIES = 2;

/** Data is cached until the city's data version changes, which is part of every key. */
export function createQueryClient(): QueryClient {
	return new QueryClient({
		defaultOptions: {
			queries: {
				staleTime: Number.POSITIVE_INFINITY,
				refetchOnWindowFocus: false,
				retry: (failures, error) =>
					isGeodataError(error) && error.code === SERVER_DOWN && failures < MAX_RETRIES,
			},
		},
	});
}

export const citiesQuery = queryOptions({
	queryKey: ["cities"],
	queryFn: ({ signal }) => fetchCities(signal),
});

const cityKey = (city: City | null, ...rest: readonly string[]) => [
	"city",
	city?.cityId ?? null,
	city?.dataVersion ?? null,
	...rest,
];

const listOf = <T>(
	city: City | null,
	name: string,
	read: (cityId: string, signal: AbortSignal) => Promise<T>,
) =>
	queryOptions({
		queryKey: cityKey(city, name),
		queryFn: ({ signal }) => read(city?.cityId ?? "", signal),
		enabled: city !== null,
	});

export const useCities = () => useQuery(citiesQuery);
export const useCatalogue = (city: City | null) => useQuery(listOf(city, "catalogue", fetchCatalogue));
export const useParks = (city: City | null) => useQuery(listOf(city, "parks", fetchParks));
export const useCourtyards = (city: City | null) => useQuery(listOf(city, "courtyards", fetchCourtyards));
export const useCommunities = (city: City | null) => useQuery(listOf(city, "communities", fetchCommunities));
export const useFirms = (city: City | null) => useQuery(listOf(city, "firms", fetchFirms));
export const usePlots = (city: City | null) => useQuery(listOf(city, "plots", fetchPlots));
export const useSnapshots = (city: City, serviceId: string) =>
	useQuery(
		listOf(city, `snapshots:${serviceId}`, (cityId, signal) => fetchSnapshots(cityId, serviceId, signal)),
	);
const SESSION_KEY = ["session"];

/** The reader's role; the public until the server answers. */
export const useSession = () =>
	useQuery({ queryKey: SESSION_KEY, queryFn: ({ signal }) => fetchSession(signal) });

/** Takes a role in a demonstration; everything that depends on the role is read again. */
export function useTakeRole() {
	const queryClient = useQueryClient();
	return useMutation({
		mutationFn: postRole,
		onSuccess: async (session) => {
			queryClient.setQueryData(SESSION_KEY, session);
			// Data for staff only must not stay in the cache for the next reader.
			queryClient.removeQueries({ type: "inactive" });
			await queryClient.invalidateQueries();
		},
	});
}

/** The server's OpenAPI document. */
export const useOpenApi = () =>
	useQuery({
		queryKey: ["openapi"],
		queryFn: ({ signal }) => getJson("/api/v1/openapi.json", openApiSchema, signal),
	});

/** The places of several kinds, each kind read once; null until all are loaded. */
export function useFacilities(
	city: City | null,
	kinds: readonly string[],
): {
	readonly features: readonly FacilityFeature[] | null;
	readonly error: Error | null;
	/** Retries failed queries. */
	readonly again: () => void;
} {
	const client = useQueryClient();
	const again = useCallback(
		() => void client.refetchQueries({ type: "active", predicate: ({ state }) => state.status === "error" }),
		[client],
	);
	const read = useQueries({
		queries: kinds.map((kind) =>
			listOf(city, `facilities:${kind}`, (cityId, signal) => fetchFacilities(cityId, kind, signal)),
		),
		combine: combineFacilities,
	});
	return { ...read, again };
}

/** At module scope, so that the combined list keeps its identity between renders. */
function combineFacilities(
	results: readonly { readonly data: FacilityFeature[] | undefined; readonly error: Error | null }[],
) {
	const error = results.find((result) => result.error)?.error ?? null;
	const all = results.every((result) => result.data !== undefined);
	return { features: all ? results.flatMap((result) => result.data ?? []) : null, error };
}
