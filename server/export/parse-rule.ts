import { DEFAULT_PROFILE_ID } from "../../geodata/catalogue/vocabulary.ts";
import type { CatalogueResponse } from "../../geodata/contract/city.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import { cutoffOf, ruleOf } from "../../geodata/cost/rule.ts";
import { GeodataError } from "../../geodata/units/error.ts";

type Service = CatalogueResponse["services"][number];

export interface Asked {
	readonly service: Service;
	readonly rule: Rule;
	readonly profile: Profile;
}

/**
 * Parses a command line's service, rule and profile: a service with places in the city; `distance:1000` (metres),
 * `time:900` (seconds) or the id of a standard; a profile. The default rule is the service's first standard; the
 * default profile is the standard's, or an adult.
 *
 * @throws {GeodataError} SERVICE_UNKNOWN, SERVICE_EMPTY, RULE_UNKNOWN, CUTOFF_OUT_OF_RANGE, PROFILE_UNKNOWN
 */
export function parseAsked(
	catalogue: CatalogueResponse,
	words: { readonly service: string; readonly rule: string | null; readonly profile: string | null },
): Asked {
	const service = serviceOf(catalogue, words.service);
	const ruleText = words.rule ?? service.ruleIds[0] ?? "distance:1000";
	const standard = catalogue.rules.find(({ ruleId }) => ruleId === ruleText);
	const rule = standard ? ruleOf(standard.type, standard.cutoff) : parseRule(catalogue, ruleText);
	cutoffOf(rule);
	return {
		service,
		rule,
		profile: profileOf(catalogue, words.profile ?? standard?.profileId ?? DEFAULT_PROFILE_ID),
	};
}

function serviceOf({ services, kinds }: CatalogueResponse, serviceId: string): Service {
	const isHere = (service: Service) =>
		service.kinds.some((kindId) => kinds.some((kind) => kind.kindId === kindId && kind.facilityCount > 0));
	const allowed = services.filter(isHere).map((service) => service.serviceId);
	const here = allowed.length > 0 ? `it has places for ${allowed.join(", ")}` : "it has no facilities yet";
	const service = services.find((one) => one.serviceId === serviceId);
	if (!service) {
		throw new GeodataError("SERVICE_UNKNOWN", `The city knows no service "${serviceId}"; ${here}.`, {
			value: serviceId,
			allowed,
		});
	}
	if (!isHere(service)) {
		throw new GeodataError(
			"SERVICE_EMPTY",
			`The city has no places of the service "${serviceId}"; ${here}.`,
			{ value: serviceId, allowed },
		);
	}
	return service;
}

function parseRule({ rules }: CatalogueResponse, text: string): Rule {
	const parts = /^(distance|time):([+-]?\d+(?:\.\d+)?)$/.exec(text);
	if (parts) return ruleOf(parts[1] as Rule["type"], Number(parts[2]));
	const allowed = rules.map(({ ruleId }) => ruleId);
	throw new GeodataError(
		"RULE_UNKNOWN",
		`"${text}" is no rule; allowed are distance:metres, time:seconds and ${allowed.join(", ")}.`,
		{ value: text, allowed },
	);
}

function profileOf({ profiles }: CatalogueResponse, profileId: string): Profile {
	const profile = profiles.find((one) => one.profileId === profileId);
	if (profile) return profile;
	const allowed = profiles.map((one) => one.profileId);
	throw new GeodataError(
		"PROFILE_UNKNOWN",
		`There is no profile "${profileId}"; allowed are ${allowed.join(", ")}.`,
		{ value: profileId, allowed },
	);
}
