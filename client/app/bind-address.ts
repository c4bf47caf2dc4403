import type { RegisteredRouter } from "@tanstack/react-router";
import { addressStore } from "../state/store.ts";
import { formatUrlState, parseUrlState, searchOf, type UrlState } from "../state/url-state.ts";

/** A new history entry where the reader would expect Back to return; otherwise the entry is rewritten. */
const ENTRY_KEYS: readonly (keyof UrlState)[] = ["cityId", "serviceId", "selection"];
const WRITE_DELAY_MS = 200;

/**
 * Keeps the router's address and the state the same, both ways, until the returned function is called.
 * Writes are delayed a little: browsers limit how often an address may change.
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
		// Its own writes are what the state says already.
		if (action.type === "PUSH" || action.type === "REPLACE") return;
		forget();
		addressStore.getState().set(parseUrlState(to.search));
		// What was just restored is already the address.
		forget();
	});
	return () => {
		stopWriting();
		stopReading();
		forget();
	};
}
