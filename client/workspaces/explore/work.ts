import { useEffect, useState } from "react";
import { createStore, type StoreApi } from "zustand";
import { WhatIfSessions } from "../../what-if/sessions.ts";

/** The home under the pointer, and where on the map the pointer is, px. */
export interface Hover {
	readonly home: number;
	readonly x: number;
	readonly y: number;
}

/** Work in hand in this workspace. It ends with it, and with its city. */
export interface ExploreWork {
	/** The hover changes with every move of the pointer: only its mark reads it. */
	readonly store: StoreApi<{ readonly hover: Hover | null }>;
	readonly sessions: WhatIfSessions;
}

export function useExploreWork(): ExploreWork {
	const [work] = useState(
		(): ExploreWork => ({ store: createStore(() => ({ hover: null })), sessions: new WhatIfSessions() }),
	);
	useEffect(() => () => work.sessions.end(), [work]);
	return work;
}
