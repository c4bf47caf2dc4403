import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import type { City } from "../../geodata/contract/city.ts";
import { fetchCities } from "../api/city-api.ts";
import { citiesQuery } from "../api/queries.ts";

const ASK_EVERY_MS = 30_000;
const WATCH_KEY = ["cities", "watched"];

/**
 * Polls whether the page's data version is still current. The page keeps its data until the reader asks for the new
 * version.
 */
export function useDataWatch(city: City): { readonly newer: boolean; readonly recompute: () => void } {
	const client = useQueryClient();
	const { data } = useQuery({
		queryKey: WATCH_KEY,
		queryFn: ({ signal }) => fetchCities(signal),
		refetchInterval: ASK_EVERY_MS,
		refetchOnWindowFocus: "always",
		retry: false,
	});
	const now = data?.find(({ cityId }) => cityId === city.cityId);
	const recompute = useCallback(
		() => void client.invalidateQueries({ queryKey: citiesQuery.queryKey, exact: true }),
		[client],
	);
	return { newer: now !== undefined && now.dataVersion !== city.dataVersion, recompute };
}
