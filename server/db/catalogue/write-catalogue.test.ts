import { expect, test } from "vitest";
import { CATALOGUE } from "../../../geodata/catalogue/catalogue.ts";
import { storeContents } from "../../test/store-contents.ts";
import { saveTinyCity } from "../../test/tiny-city.ts";
import { withStore } from "../../test/with-store.ts";
import { getCity } from "../city/city.ts";
import { getCatalogue } from "./catalogue.ts";
import { writeCatalogue } from "./write-catalogue.ts";

const given = withStore();

test("the shipped catalogue is read back as it is written", async () => {
	const { kinds, ...rest } = await getCatalogue(given.store, "nowhere");
	expect({ ...rest, kinds: kinds.map(({ facilityCount, ...kind }) => kind) }).toEqual(CATALOGUE);
	expect(kinds.every((kind) => kind.facilityCount === 0)).toBe(true);
});

test("writing it again changes nothing, not even a version", async () => {
	const before = await storeContents(given.store);
	await writeCatalogue(given.store, CATALOGUE);
	expect(await storeContents(given.store)).toEqual(before);
});

test("a changed profile changes the data version of every city, an edited row is left alone", async () => {
	const { store } = given;
	await saveTinyCity(store);
	const faster = (speedMps: number) => ({
		...CATALOGUE,
		profiles: CATALOGUE.profiles.map((one) => (one.profileId === "adult" ? { ...one, speedMps } : one)),
	});
	const speed = async () =>
		(await getCatalogue(store, "tiny")).profiles.find((one) => one.profileId === "adult")?.speedMps;

	await writeCatalogue(store, faster(1.4));
	expect(await speed()).toBe(1.4);
	const version = (await getCity(store, "tiny")).dataVersion;
	expect(version).not.toBe("v1");

	await store.query(
		"update walk_profile set speed_mps = 1.1, changed_by = 'a planner' where profile_id = 'adult'",
	);
	await writeCatalogue(store, faster(1.3));
	expect(await speed()).toBe(1.1);
	expect((await getCity(store, "tiny")).dataVersion).toBe(version);
});

test("a service that loses a kind and a rule loses the links", async () => {
	const [first, ...others] = CATALOGUE.services;
	if (first === undefined) expect.fail("the catalogue has no service");
	const narrowed = {
		...first,
		kinds: first.kinds.slice(1),
		ruleIds: [...first.ruleIds].reverse().slice(0, 2),
	};
	await writeCatalogue(given.store, { ...CATALOGUE, services: [narrowed, ...others] });
	expect((await getCatalogue(given.store, "nowhere")).services[0]).toEqual(narrowed);
});
