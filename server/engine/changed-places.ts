import type { z } from "zod";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { changeSchema } from "../../geodata/contract/coverage.ts";
import { GeodataError } from "../../geodata/units/error.ts";

type Change = z.output<typeof changeSchema>;

/**
 * Applies changes to the places in order; later changes see the effect of earlier ones. A moved place loses its known
 * entrances, because they are at the old position.
 *
 * @throws {GeodataError} FACILITY_UNKNOWN for a move or close of an unknown place; FACILITY_CLOSED for one that an
 * earlier
 *   change closed; FACILITY_EXISTS for an add under the id of an open one.
 */
export function changedPlaces(
	places: readonly FacilityPlace[],
	changes: readonly Change[],
	addedKind: string,
): readonly FacilityPlace[] {
	if (changes.length === 0) return places;
	const open = new Map(places.map((place) => [place.facilityId, place]));
	const closedBy = new Map<string, number>();
	changes.forEach((change, i) => {
		const here = open.get(change.id);
		if (change.op === "add") {
			if (here !== undefined) {
				throw new GeodataError(
					"FACILITY_EXISTS",
					`changes[${i}] adds ${change.id}, which is open already; allowed is an id that is not in use.`,
					{ value: change.id, allowed: "an id that is not in use" },
				);
			}
			const [lngDeg, latDeg] = change.position;
			open.set(change.id, {
				facilityId: change.id,
				kind: addedKind,
				name: change.id,
				lngDeg,
				latDeg,
				entrances: [],
			});
			return;
		}
		const closer = closedBy.get(change.id);
		if (here === undefined && closer !== undefined) {
			throw new GeodataError(
				"FACILITY_CLOSED",
				`changes[${i}] would ${change.op} ${change.id}, which changes[${closer}] closed; allowed is an open facility.`,
				{ value: change.id, allowed: "the id of an open facility of the service", closedBy: closer },
			);
		}
		if (here === undefined) {
			throw new GeodataError(
				"FACILITY_UNKNOWN",
				`changes[${i}] would ${change.op} ${change.id}, which is not among the open facilities of the service.`,
				{ value: change.id, allowed: "the id of an open facility of the service" },
			);
		}
		if (change.op === "close") {
			open.delete(change.id);
			closedBy.set(change.id, i);
		} else {
			const [lngDeg, latDeg] = change.position;
			open.set(change.id, { ...here, lngDeg, latDeg, entrances: [] });
		}
	});
	return [...open.values()];
}
