import type { Situation } from "../derived/situation.ts";
import { keepWork, readWork, workKey } from "./kept-work.ts";
import { WhatIfSession } from "./session.ts";

export interface KeptSession {
	readonly session: WhatIfSession;
	/** Version of the data the stored edits refer to, if another one. */
	readonly workOfVersion: string | null;
}

/**
 * The what-ifs of a workspace, one per service: leaving the mode or the service loses nothing, even without browser
 * storage.
 */
export class WhatIfSessions {
	readonly #sessions = new Map<string, KeptSession>();

	/** The what-if on a service of a city; created on first use. */
	of({ city, service }: Situation): KeptSession {
		const key = workKey(city.cityId, service.serviceId);
		const versionKey = `${key}@${city.dataVersion}`;
		const known = this.#sessions.get(versionKey);
		if (known) return known;
		const { log, dataVersion } = readWork(sessionStorage, key);
		const made = {
			session: new WhatIfSession(log, (now) => keepWork(sessionStorage, key, now, city.dataVersion)),
			workOfVersion: dataVersion !== null && dataVersion !== city.dataVersion ? dataVersion : null,
		};
		this.#sessions.set(versionKey, made);
		return made;
	}

	/** The workspace closes: no more calls to the worker. */
	end(): void {
		for (const { session } of this.#sessions.values()) session.detach();
	}
}
