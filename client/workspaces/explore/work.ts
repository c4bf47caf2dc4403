import { useEffect, useState } from "react";
import { createStore, type StoreApi } from "zustand";
import { WhatIfSessions } from "../../what-if/sessions.ts";

/** The home under the pointer, and the pointer's position on the map, px. */
export interface Hover {
	readonly home: number;
	readonly x: number;
	readonly y: number;
}

/** State of this workspace; ends with it, and with its city. */
export interface ExploreWork {
	/** The hover changes with every pointer move: only its mark subscribes. */
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
