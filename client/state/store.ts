import { create } from "zustand";
import { parseUrlState, type UrlState } from "./url-state.ts";

export interface Store extends UrlState {
	readonly set: (patch: Partial<UrlState>) => void;
}

const useAddress = create<Store>((set) => ({
	...parseUrlState(typeof location === "undefined" ? "" : location.search),
	set: (patch) => set(patch),
}));

/**
 * A part of the address state, which the address bar follows after a short delay. Components select only what they
 * need: reading everything would rerender at every move of the map.
 */
export const useStore = <T>(select: (state: Store) => T): T => useAddress(select);

/** The same outside of components. */
export const addressStore = useAddress;
