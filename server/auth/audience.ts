import { type Audience, PLOT_KINDS } from "../../geodata/catalogue/vocabulary.ts";
import type { CatalogueResponse } from "../../geodata/contract/city.ts";
import { GeodataError } from "../../geodata/units/error.ts";

type ServiceRow = CatalogueResponse["services"][number];
type ProfileRow = CatalogueResponse["profiles"][number];

type Audiences = readonly Audience[];

/** The catalogue visible to a reader: services and kinds of the staff (mental health) are hidden from the public. */
export function catalogueFor(audiences: Audiences, catalogue: CatalogueResponse): CatalogueResponse {
	return {
		...catalogue,
		services: catalogue.services.filter((service) => audiences.includes(service.audience)),
		kinds: catalogue.kinds.filter((kind) => audiences.includes(kind.audience)),
	};
}

/**
 * A service that the reader may see and that has places.
 *
 * @throws {GeodataError} SERVICE_UNKNOWN, STAFF_ONLY, SERVICE_HAS_NO_PLACES
 */
export function serviceWithPlaces(
	audiences: Audiences,
	catalogue: CatalogueResponse,
	serviceId: string,
): ServiceRow {
	const withPlaces = catalogueFor(audiences, catalogue).services.filter((one) => one.kinds.length > 0);
	const allowed = withPlaces.map((one) => one.serviceId);
	const service = serviceFor(audiences, catalogue, serviceId, allowed);
	if (service.kinds.length > 0) return service;
	throw new GeodataError(
		"SERVICE_HAS_NO_PLACES",
		`The service "${serviceId}" is a list, not places, and has no coverage; allowed is ${allowed.join(", ")}.`,
		{ value: serviceId, allowed },
	);
}

/**
 * The services of a list: the requested one, or all visible ones.
 *
 * @throws {GeodataError} SERVICE_UNKNOWN, STAFF_ONLY
 */
export function servicesFor(
	audiences: Audiences,
	catalogue: CatalogueResponse,
	asked: string | undefined,
): readonly string[] {
	const allowed = catalogueFor(audiences, catalogue).services.map((one) => one.serviceId);
	return asked === undefined ? allowed : [serviceFor(audiences, catalogue, asked, allowed).serviceId];
}

function serviceFor(
	audiences: Audiences,
	catalogue: CatalogueResponse,
	serviceId: string,
	allowed: readonly string[],
): ServiceRow {
	const service = catalogue.services.find((one) => one.serviceId === serviceId);
	if (service === undefined) throw unknown("SERVICE_UNKNOWN", "service", serviceId, allowed);
	if (!audiences.includes(service.audience)) throw staffOnly("service", serviceId, allowed);
	return service;
}

/** @throws {GeodataError} RULE_UNKNOWN */
export function knownRule(catalogue: CatalogueResponse, ruleId: string | undefined): string | undefined {
	const allowed = catalogue.rules.map((one) => one.ruleId);
	if (ruleId === undefined || allowed.includes(ruleId)) return ruleId;
	throw unknown("RULE_UNKNOWN", "rule", ruleId, allowed);
}

/**
 * The requested kinds of plot, or all.
 *
 * @throws {GeodataError} KIND_UNKNOWN
 */
export function knownPlotKinds(asked: readonly string[] | undefined): readonly string[] {
	const stranger = asked?.find((kind) => !(PLOT_KINDS as readonly string[]).includes(kind));
	if (stranger !== undefined) throw unknown("KIND_UNKNOWN", "kind of plot", stranger, PLOT_KINDS);
	return asked ?? PLOT_KINDS;
}

/** @throws {GeodataError} PROFILE_UNKNOWN */
export function knownProfile(catalogue: CatalogueResponse, profileId: string): ProfileRow {
	const profile = catalogue.profiles.find((one) => one.profileId === profileId);
	if (profile !== undefined) return profile;
	const allowed = catalogue.profiles.map((one) => one.profileId);
	throw unknown("PROFILE_UNKNOWN", "profile", profileId, allowed);
}

/**
 * The kinds of a list: the requested ones, or all visible ones.
 *
 * @throws {GeodataError} KIND_UNKNOWN, STAFF_ONLY
 */
export function kindsFor(
	audiences: Audiences,
	catalogue: CatalogueResponse,
	asked: readonly string[] | undefined,
): readonly string[] {
	const allowed = catalogueFor(audiences, catalogue).kinds.map((kind) => kind.kindId);
	if (asked === undefined) return allowed;
	for (const kindId of asked) {
		if (allowed.includes(kindId)) continue;
		const exists = catalogue.kinds.some((kind) => kind.kindId === kindId);
		throw exists ? staffOnly("kind", kindId, allowed) : unknown("KIND_UNKNOWN", "kind", kindId, allowed);
	}
	return [...new Set(asked)];
}

function unknown(code: string, noun: string, value: string, allowed: readonly string[]): GeodataError {
	const shown = value.slice(0, 80);
	return new GeodataError(code, `There is no ${noun} "${shown}"; allowed is ${allowed.join(", ")}.`, {
		value: shown,
		allowed,
	});
}

function staffOnly(noun: string, value: string, allowed: readonly string[]): GeodataError {
	return new GeodataError("STAFF_ONLY", `The ${noun} "${value}" is not shown to the public.`, {
		value,
		allowed,
	});
}
