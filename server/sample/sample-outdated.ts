import { SAMPLE_EDITION } from "../../geodata/sample/edition.ts";
import { isOlderSample } from "../db/city/older-sample.ts";
import type { QueryRunner } from "../db/store/store.ts";

/** Data version of the sample city this release draws. */
export const SAMPLE_VERSION = SAMPLE_EDITION.slice(0, 16);
const SAMPLE_CITY_ID = "320583";

/**
 * Whether the store holds a sample city that another release drew, and nothing else was put into it: such a one may
 * be drawn anew. A city with so much as one facility of somebody's own is left as it is.
 */
export const sampleOutdated = (db: QueryRunner): Promise<boolean> =>
	isOlderSample(db, SAMPLE_CITY_ID, SAMPLE_VERSION);
