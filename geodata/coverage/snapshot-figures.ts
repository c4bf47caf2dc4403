import type { Catalogue, Service, StandardRule } from "../catalogue/types.ts";
import type { SnapshotInput } from "../city/city-input.ts";
import { type CityModel, type FacilitySet, snapFacilities } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import type { Profile } from "../cost/profile.ts";
import { ruleOf } from "../cost/rule.ts";
import { GeodataError } from "../units/error.ts";
import { coverageOf } from "./coverage.ts";
import { coverageFigures } from "./figures.ts";
import type { PeopleColumns } from "./target-people.ts";

/** The coverage of one service by one rule on one day. */
export interface SnapshotFigures {
	/** ISO date. */
	readonly date: string;
	readonly serviceId: string;
	readonly ruleId: string;
	readonly profileId: string;
	/** Open facilities of the service on that day. */
	readonly facilities: number;
	/** People of the service's target group. */
	readonly people: number;
	readonly coveredPeople: number;
	readonly byCommunity: { readonly code: string; readonly people: number; readonly coveredPeople: number }[];
	readonly sample: boolean;
}

/** The catalogue rows that snapshots need: services with places, their rules, and the rules' profiles. */
export type SnapshotCatalogue = Pick<Catalogue, "services" | "rules" | "profiles">;

/**
 * The coverage of every service with places, by each of its rules, on the day of each snapshot. Computed by the same
 * function as all other figures, on the present streets, with the people and open facilities of that day.
 *
 * @param places    Present places of every kind, at the positions coverage uses; those that the snapshot lists as
 * open
 *                  count on its day.
 * @param snapshots Oldest first; people in the order of the model's demand.
 * @param sample    Whether any of it is sample data.
 * @returns By snapshot, then service, then rule, in the given order. A service without any place in the city has no
 *          row; one whose places all opened later has rows that cover nobody.
 * @throws {GeodataError} SNAPSHOT_SHAPE_INVALID, SNAPSHOT_FACILITY_UNKNOWN, RULE_UNKNOWN, PROFILE_UNKNOWN and those
 * of {@link coverageOf}
 */
export function snapshotFigures(
	model: CityModel,
	places: readonly FacilityPlace[],
	snapshots: readonly SnapshotInput[],
	catalogue: SnapshotCatalogue,
	sample: boolean,
	onProgress: (done: number, total: number) => void = () => {},
): SnapshotFigures[] {
	const services = catalogue.services.filter(({ kinds }) => places.some(({ kind }) => kinds.includes(kind)));
	const out: SnapshotFigures[] = [];
	const total = snapshots.length * services.length;
	snapshots.forEach((snapshot, day) => {
		const people = peopleThen(model, snapshot);
		const open = openPlaces(places, snapshot);
		services.forEach((service, i) => {
			onProgress(day * services.length + i, total);
			const facilities = snapFacilities(
				model,
				open.filter(({ kind }) => service.kinds.includes(kind)),
			);
			for (const ruleId of service.ruleIds) {
				const rule = entryOf(catalogue.rules, ruleId, (row) => row.ruleId, "RULE_UNKNOWN");
				out.push(figuresOf(model, people, facilities, service, rule, catalogue, snapshot.date, sample));
			}
		});
	});
	onProgress(total, total);
	return out;
}

function figuresOf(
	model: CityModel,
	people: PeopleColumns,
	facilities: FacilitySet,
	service: Service,
	standard: StandardRule,
	{ profiles }: SnapshotCatalogue,
	date: string,
	sample: boolean,
): SnapshotFigures {
	const profile: Profile = entryOf(profiles, standard.profileId, (row) => row.profileId, "PROFILE_UNKNOWN");
	const rule = ruleOf(standard.type, standard.cutoff);
	const coverage = coverageOf(model, facilities, rule, profile);
	const figures = coverageFigures(model, facilities, coverage, rule, profile, service.targetGroup, people);
	return {
		date,
		serviceId: service.serviceId,
		ruleId: standard.ruleId,
		profileId: profile.profileId,
		facilities: facilities.count,
		people: figures.totals.people,
		coveredPeople: figures.totals.coveredPeople,
		byCommunity: figures.byCommunity.map(({ key, people, coveredPeople }) => ({
			code: key,
			people,
			coveredPeople,
		})),
		sample,
	};
}

/** The people of that day in the present homes. */
function peopleThen(model: CityModel, snapshot: SnapshotInput): PeopleColumns {
	const { people, people0To14, people60Plus } = snapshot;
	const { count } = model.demand;
	for (const [column, values] of Object.entries({ people, people0To14, people60Plus })) {
		if (values === null || values.length === count) continue;
		throw new GeodataError(
			"SNAPSHOT_SHAPE_INVALID",
			`The snapshot of ${snapshot.date} has ${values.length} values of ${column}; the city has ${count} homes.`,
			{ date: snapshot.date, column, value: values.length, allowed: [count, count] },
		);
	}
	return {
		people: Uint32Array.from(people),
		people0To14: people0To14 === null ? new Uint32Array(count) : Uint32Array.from(people0To14),
		people60Plus: people60Plus === null ? new Uint32Array(count) : Uint32Array.from(people60Plus),
		agesKnown: people0To14 !== null && people60Plus !== null,
	};
}

function openPlaces(
	places: readonly FacilityPlace[],
	{ date, openFacilityIds }: SnapshotInput,
): FacilityPlace[] {
	const open = new Set(openFacilityIds);
	const found = places.filter(({ facilityId }) => open.delete(facilityId));
	const [unknown] = open;
	if (unknown === undefined) return found;
	throw new GeodataError(
		"SNAPSHOT_FACILITY_UNKNOWN",
		`The snapshot of ${date} lists facility ${unknown}, which the city does not have.`,
		{ date, value: unknown },
	);
}

function entryOf<T>(rows: readonly T[], id: string, idOf: (row: T) => string, code: string): T {
	const row = rows.find((candidate) => idOf(candidate) === id);
	if (row !== undefined) return row;
	throw new GeodataError(code, `The catalogue has no entry "${id}"; it has ${rows.map(idOf).join(", ")}.`, {
		value: id,
		allowed: rows.map(idOf),
	});
}
