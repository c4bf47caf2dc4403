import { useSyncExternalStore } from "react";

/** Whether a media query matches; updates on change. */
export function useMediaQuery(query: string): boolean {
	return useSyncExternalStore(
		(notify) => {
			const list = matchMedia(query);
			list.addEventListener("change", notify);
			return () => list.removeEventListener("change", notify);
		},
		() => matchMedia(query).matches,
	);
}

/** The width where the panel becomes a sheet. */
export const PHONE_QUERY = "(max-width: 760px)";
export const REDUCED_MOTION_QUERY = "(prefers-reduced-motion: reduce)";
