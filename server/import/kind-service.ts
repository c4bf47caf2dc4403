import { CATALOGUE } from "../../geodata/catalogue/catalogue.ts";
import { GeodataError } from "../../geodata/units/error.ts";

/** A kind of facility given on the command line. */
export function parseKindId(text: string): string {
	if (/^[a-z][a-z0-9-]{0,39}$/.test(text)) return text;
	throw new GeodataError(
		"KIND_INVALID",
		`Kind "${text}" is not an id; allowed are 1 to 40 of a–z, 0–9 and -, a letter first.`,
		{ value: text },
	);
}

/**
 * Refuses a kind that no analysis could use: one of the catalogue that no service counts, or a new one with the name
 * of a service, which would clash with its own service.
 *
 * @throws {GeodataError} KIND_WITHOUT_SERVICE
 */
export function refuseKindWithoutService(kind: string): void {
	const { kinds, services } = CATALOGUE;
	const counted = services.flatMap((service) => service.kinds);
	if (counted.includes(kind)) return;
	const service = services.find(({ serviceId }) => serviceId === kind);
	if (!service && !kinds.some(({ kindId }) => kindId === kind)) return;
	const why = !service
		? "belongs to no service, so nothing can be analysed by it"
		: service.kinds.length === 0
			? "is a list and has no places"
			: `is a service, whose kinds are ${service.kinds.join(", ")}`;
	throw new GeodataError(
		"KIND_WITHOUT_SERVICE",
		`Kind "${kind}" ${why}; kinds of services are ${counted.join(", ")}, and any new name gets a service of its own.`,
		{ value: kind, allowed: counted },
	);
}
