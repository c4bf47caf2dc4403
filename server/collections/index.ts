import type { Collection } from "./collection.ts";
import { COMMUNITIES } from "./communities.ts";
import { COMPOUNDS } from "./compounds.ts";
import { COURTYARDS } from "./courtyards.ts";
import { FACILITIES } from "./facilities.ts";
import { FIRMS } from "./firms.ts";
import { PARKS } from "./parks.ts";
import { PLOTS } from "./plots.ts";

/** Every list of a city, in the order of the OpenAPI document. */
export const COLLECTIONS: readonly Collection[] = [
	FACILITIES,
	PARKS,
	PLOTS,
	COMPOUNDS,
	FIRMS,
	COURTYARDS,
	COMMUNITIES,
];
