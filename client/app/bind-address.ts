import type { RegisteredRouter } from "@tanstack/react-router";
import { addressStore } from "../state/store.ts";
import { formatUrlState, parseUrlState, searchOf, type UrlState } from "../state/url-state.ts";

/** Changes of these keys add a history entry, because Back should return from them; others replace the entry. */
const ENTRY_KEYS: readonly (keyof UrlState)[] = ["cityId", "serviceId", "selection"];
const WRITE_DELAY_MS = 200;

/**
 * Synchronizes the router's address and the state, both ways, until the returned function is called. Writes are
 * debounced: browsers limit how often an address may change.
 */
export function bindAddress(router: RegisteredRouter): () => void {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let entry = false;
	const forget = () => {
		clearTimeout(timer);
		timer = undefined;
		entry = false;
	};
	const write = () => {
		const state = addressStore.getState();
		const replace = !entry;
		forget();
		if (formatUrlState(state) === location.search) return;
		void router.navigate({ to: ".", search: searchOf(state), hash: true, replace, resetScroll: false });
	};
	const stopWriting = addressStore.subscribe((state, before) => {
		entry ||= ENTRY_KEYS.some((key) => before[key] !== null && state[key] !== before[key]);
		timer ??= setTimeout(write, WRITE_DELAY_MS);
	});
	const stopReading = router.history.subscribe(({ location: to, action }) => {
		// The page's own writes already match the state.
		if (action.type === "PUSH" || action.type === "REPLACE") return;
		forget();
		addressStore.getState().set(parseUrlState(to.search));
		// The restored state is already the address.
		forget();
	});
	return () => {
		stopWriting();
		stopReading();
		forget();
	};
}
