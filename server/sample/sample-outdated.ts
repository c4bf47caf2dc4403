import { SAMPLE_EDITION } from "../../geodata/sample/edition.ts";
import { isOlderSample } from "../db/city/older-sample.ts";
import type { QueryRunner } from "../db/store/store.ts";

/** Data version of the sample city of this release. */
export const SAMPLE_VERSION = SAMPLE_EDITION.slice(0, 16);
const SAMPLE_CITY_ID = "320583";

/**
 * Whether the store holds a sample city of another release without user-added facilities; only such a city may be
 * replaced.
 */
export const sampleOutdated = (db: QueryRunner): Promise<boolean> =>
	isOlderSample(db, SAMPLE_CITY_ID, SAMPLE_VERSION);
