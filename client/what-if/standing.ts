import type { Position } from "../../geodata/units/position.ts";
import type { FacilityFeature } from "../api/city-api.ts";
import type { ChangedFacility, EditLog } from "../engine/scenario-types.ts";

/** Facilities of a service in a what-if. */
export interface Standing {
	/** The open ones at their current positions; unchanged ones are the city's own rows. */
	readonly open: readonly FacilityFeature[];
	/** Open and closed ones: all that can be selected. */
	readonly known: readonly FacilityFeature[];
}

/** @param sample Whether the city is sample data: its new facilities are then too. */
export function standingOf(
	features: readonly FacilityFeature[],
	changed: readonly ChangedFacility[],
	sample: boolean,
): Standing {
	const byId = new Map(changed.map((row) => [row.id, row]));
	const known = features.map((feature) => {
		const change = byId.get(feature.properties.facilityId);
		return change?.status === "moved" ? movedTo(feature, change.position) : feature;
	});
	for (const row of changed) if (row.status === "added") known.push(newFeature(row, sample));
	const isOpen = (feature: FacilityFeature) => byId.get(feature.properties.facilityId)?.status !== "closed";
	return { open: known.filter(isOpen), known };
}

/** A moved facility loses its known entrances and its community. */
const movedTo = (feature: FacilityFeature, position: Position): FacilityFeature => ({
	...feature,
	geometry: { type: "Point", coordinates: [position[0], position[1]] },
	properties: { ...feature.properties, communityCode: null, town: null, entrances: [] },
});

const newFeature = ({ id, kind, name, position }: ChangedFacility, sample: boolean): FacilityFeature => ({
	type: "Feature",
	id,
	geometry: { type: "Point", coordinates: [position[0], position[1]] },
	properties: {
		facilityId: id,
		kind,
		name,
		town: null,
		communityCode: null,
		entrances: [],
		attributes: {},
		sample,
		verified: true,
		version: 0,
	},
});

/** The next free number for `new-…`: counts undone facilities of the log too, so that ids are never reused. */
export function nextNewNumber({ edits }: EditLog): number {
	let most = 0;
	for (const edit of edits) {
		if (edit.op !== "add") continue;
		const number = Number(/^new-(\d+)$/.exec(edit.id)?.[1] ?? 0);
		if (number > most) most = number;
	}
	return most + 1;
}
