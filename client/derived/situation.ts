import { citedStandard, standardsOf } from "../../geodata/catalogue/cited-standard.ts";
import type { StandardRule } from "../../geodata/catalogue/types.ts";
import type { CatalogueResponse, City } from "../../geodata/contract/city.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import { CUTOFF_RANGE, ruleOf, statedCutoff } from "../../geodata/cost/rule.ts";
import type { UrlState } from "../state/url-state.ts";

export type ServiceRow = CatalogueResponse["services"][number];
export type KindRow = CatalogueResponse["kinds"][number];

/** The city, service and rule of the page: derived from the link and the catalogue, never stored. */
export interface Situation {
	readonly city: City;
	readonly catalogue: CatalogueResponse;
	/** Services with places in this city, in catalogue order. */
	readonly services: readonly ServiceRow[];
	readonly service: ServiceRow;
	readonly kinds: readonly KindRow[];
	/** Standards of the service, the default first. */
	readonly standards: readonly StandardRule[];
	readonly rule: Rule;
	/** The standard that equals the rule and profile; null for a custom rule. */
	readonly standard: StandardRule | null;
	readonly profile: Profile;
	/** End of the histogram's axis, seconds or metres by rule type. */
	readonly axisEnd: number;
	/** Key of the service's places in the worker. */
	readonly placesKey: string;
}

export const placesKey = (serviceId: string) => `service:${serviceId}`;

/** The city of the link, or the first; null when the link names an unknown city. */
export function chooseCity(cities: readonly City[], cityId: string | null): City | null {
	if (cityId === null) return cities[0] ?? null;
	return cities.find((city) => city.cityId === cityId) ?? null;
}

/** Services with at least one kind that has a place in this city, and at least one standard. */
export function servicesWithPlaces(catalogue: CatalogueResponse): readonly ServiceRow[] {
	const counts = new Map(catalogue.kinds.map((kind) => [kind.kindId, kind.facilityCount]));
	return catalogue.services.filter(
		(service) => service.ruleIds.length > 0 && service.kinds.some((kind) => (counts.get(kind) ?? 0) > 0),
	);
}

/** null while the city has no service with places. An unknown service, rule or profile falls back to the default. */
export function situationOf(
	city: City,
	catalogue: CatalogueResponse,
	state: Pick<UrlState, "serviceId" | "rule" | "profileId">,
): Situation | null {
	const services = servicesWithPlaces(catalogue);
	const service = services.find((row) => row.serviceId === state.serviceId) ?? services[0];
	if (!service) return null;
	const standards = standardsOf(catalogue, service);
	const first = standards[0];
	if (!first) return null;
	const rule = state.rule ?? ruleOf(first.type, first.cutoff);
	const profile =
		profileOf(catalogue, state.profileId) ?? profileOf(catalogue, first.profileId) ?? catalogue.profiles[0];
	if (!profile) return null;
	return {
		city,
		catalogue,
		services,
		service,
		kinds: catalogue.kinds.filter((kind) => service.kinds.includes(kind.kindId)),
		standards,
		rule,
		standard: citedStandard(catalogue, service, rule, profile.profileId),
		profile,
		axisEnd: axisEndOf(standards, rule),
		placesKey: placesKey(service.serviceId),
	};
}

/** A service with its rule: the displayed service with the reader's settings, others with their default. */
export interface JudgedService {
	readonly serviceId: string;
	readonly key: string;
	readonly rule: Rule;
	readonly profile: Profile;
	readonly targetGroup: ServiceRow["targetGroup"];
}

export function judgedServices(situation: Situation): readonly JudgedService[] {
	const { catalogue, services, service, rule, profile } = situation;
	return services.flatMap((row) => {
		const current = row.serviceId === service.serviceId;
		const standard = standardsOf(catalogue, row)[0];
		const walker = profileOf(catalogue, standard?.profileId ?? null);
		if (!standard || !walker) return [];
		return {
			serviceId: row.serviceId,
			key: placesKey(row.serviceId),
			rule: current ? rule : ruleOf(standard.type, standard.cutoff),
			profile: current ? profile : walker,
			targetGroup: row.targetGroup,
		};
	});
}

const LEAST_AXIS = { time: 1800, distance: 2000 } as const;

/** At least half an hour or two kilometres, and at least twice every standard; a larger rule extends it. */
function axisEndOf(standards: readonly StandardRule[], rule: Rule): number {
	const cutoffs = standards.filter((row) => row.type === rule.type).map((row) => row.cutoff);
	const end = Math.max(LEAST_AXIS[rule.type], ...cutoffs.map((cutoff) => 2 * cutoff));
	return statedCutoff(rule) <= end ? end : Math.min(CUTOFF_RANGE[rule.type][1], 2 * statedCutoff(rule));
}

const profileOf = (catalogue: CatalogueResponse, profileId: string | null): Profile | undefined =>
	catalogue.profiles.find((profile) => profile.profileId === profileId);
