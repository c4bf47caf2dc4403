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
 * What the address says, and what it will say in a moment. Always a part of it: a component that read all of it would
 * be drawn anew with every move of the map.
 */
export const useStore = <T>(select: (state: Store) => T): T => useAddress(select);

/** The same outside of components. */
export const addressStore = useAddress;
