import { afterEach, expect, test } from "vitest";
import { addFacilities } from "../db/city/add-facilities.ts";
import { saveCity } from "../db/city/load-city.ts";
import { deleteCity } from "../test/delete-city.ts";
import { tinyCity } from "../test/tiny-city.ts";
import { withStore } from "../test/with-store.ts";
import { SAMPLE_VERSION, sampleOutdated } from "./sample-outdated.ts";

const given = withStore();
const keep = (sample: boolean, dataVersion: string, cityId = "320583") =>
	saveCity(given.store, {
		input: { ...tinyCity(), cityId, sample },
		packBytes: new Uint8Array([1]),
		graphHash: "0123456789abcdef",
		dataVersion,
	});

afterEach(() => deleteCity(given.store, "320583"));

test("a sample city of another release is outdated; one of this release is not", async () => {
	expect(await sampleOutdated(given.store)).toBe(false);
	await keep(true, "fedcba9876543210");
	expect(await sampleOutdated(given.store)).toBe(true);
	await keep(true, SAMPLE_VERSION);
	expect(await sampleOutdated(given.store)).toBe(false);
});

test("a real city, and a sample with a user's own facility, are never replaced", async () => {
	await keep(false, "fedcba9876543210");
	expect(await sampleOutdated(given.store)).toBe(false);
	await keep(true, "fedcba9876543210");
	const [facility] = tinyCity().facilities;
	await addFacilities(given.store, {
		cityId: "320583",
		facilities: [{ ...facility!, facilityId: "mine" }],
		source: "a list of mine",
	});
	expect(await sampleOutdated(given.store)).toBe(false);
});
