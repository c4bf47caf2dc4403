import { create } from "zustand";
import { formatUrlState, parseUrlState, type UrlState } from "./url-state.ts";

/** A new history entry where the reader would expect Back to return; otherwise the entry is rewritten. */
const ENTRY_KEYS: readonly (keyof UrlState)[] = ["cityId", "serviceId", "selection"];
const WRITE_DELAY_MS = 200;

export interface Store extends UrlState {
	readonly set: (patch: Partial<UrlState>) => void;
}

export const useStore = create<Store>((set) => ({
	...parseUrlState(typeof location === "undefined" ? "" : location.search),
	set: (patch) => set(patch),
}));

/**
 * Keeps the address bar and the state the same, both ways, until the returned function is called.
 * Writes are delayed a little: browsers limit how often an address may change.
 */
export function bindUrl(): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let entry = false;
	const write = () => {
		timer = undefined;
		const search = formatUrlState(useStore.getState());
		if (search === location.search) return;
		const url = `${location.pathname}${search}${location.hash}`;
		if (entry) history.pushState(null, "", url);
		else history.replaceState(null, "", url);
		entry = false;
	};
	const stop = useStore.subscribe((state, before) => {
		entry ||= ENTRY_KEYS.some((key) => before[key] !== null && state[key] !== before[key]);
		timer ??= setTimeout(write, WRITE_DELAY_MS);
	});
	const restore = () => {
		clearTimeout(timer);
		timer = undefined;
		entry = false;
		useStore.getState().set(parseUrlState(location.search));
		// What was just restored is already the address.
		clearTimeout(timer);
		timer = undefined;
		entry = false;
	};
	window.addEventListener("popstate", restore);
	return () => {
		stop();
		clearTimeout(timer);
		window.removeEventListener("popstate", restore);
	};
}
