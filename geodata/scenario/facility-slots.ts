import type { FacilitySet } from "../city/city-model.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import type { Position } from "../units/position.ts";
import { isSnapped, joinedAccess, type Site } from "./site.ts";

/** A change to the facilities of a service, as sent to the server. */
export type Change =
	| { readonly op: "add" | "move"; readonly id: string; readonly position: [lngDeg: number, latDeg: number] }
	| { readonly op: "close"; readonly id: string };

/** The result of a change to one facility. */
export interface ChangedFacility {
	/** Index in `nearest` and `second`. */
	readonly facility: number;
	/** False for an open, unsnapped facility: counted, serving nobody. */
	readonly snapped: boolean;
}

export interface ScenarioFacility extends ChangedFacility {
	readonly id: string;
	readonly kind: string;
	readonly name: string;
	/** Its position, or its last one when closed. */
	readonly position: Position;
	readonly status: "kept" | "added" | "moved" | "closed";
}

/** A facility of a scenario, open or closed. Its index in the list stays while it is `known`. */
export interface Slot {
	readonly id: string;
	readonly kind: string;
	readonly name: string;
	/** Its original site; null for one the scenario added. */
	readonly base: Site | null;
	/** Its present site; null while closed. */
	readonly now: Site | null;
	/** Its present or last site. */
	readonly last: Site;
	/** False once its add is undone: the id is free again. */
	readonly known: boolean;
}

/** The facilities of a scenario and their sites. */
export class FacilitySlots {
	openCount = 0;
	/** Number of open, unsnapped facilities. */
	unsnappedCount = 0;
	readonly #slots: Slot[] = [];
	readonly #byId = new Map<string, number>();

	/** @throws {GeodataError} FACILITY_EXISTS where two share an id. */
	constructor(facilities: FacilitySet, sites: readonly Site[]) {
		sites.forEach((base, i) => {
			const id = facilities.ids[i] ?? "";
			if (this.#byId.has(id)) throw facilityExists(id);
			const kind = facilities.kinds[i] ?? "";
			this.#push({ id, kind, name: facilities.names[i] ?? "", base, now: null, last: base, known: true });
			this.set(i, base, base, true);
		});
	}

	find(id: string): (Slot & { readonly facility: number }) | null {
		const facility = this.#byId.get(id) ?? NONE;
		const slot = this.#slots[facility];
		return slot?.known === true ? { ...slot, facility } : null;
	}

	/** @throws {GeodataError} FACILITY_UNKNOWN */
	get(id: string): Slot & { readonly facility: number } {
		const slot = this.find(id);
		if (slot !== null) return slot;
		throw new GeodataError(
			"FACILITY_UNKNOWN",
			`${id} is not among the facilities of the scenario; allowed is the id of one that is.`,
			{ value: id, allowed: "the id of a facility of the scenario" },
		);
	}

	/** Adds a closed facility that is new to the scenario. @returns Its index. */
	addClosed(id: string, kind: string, name: string, last: Site): number {
		return this.#push({ id, kind, name, base: null, now: null, last, known: true });
	}

	set(facility: number, now: Site | null, last: Site, known: boolean): void {
		const slot = this.#slots[facility];
		if (slot === undefined) throw new Error(`The scenario has no facility ${facility}.`);
		this.#count(slot.now, -1);
		this.#count(now, 1);
		this.#slots[facility] = { ...slot, now, last, known };
	}

	/** Removes facilities whose add can no longer be redone. They are the newest, so other indices stay. */
	dropUnknown(): void {
		for (let slot = this.#slots.at(-1); slot?.known === false; slot = this.#slots.at(-1)) {
			this.#byId.delete(slot.id);
			this.#slots.pop();
		}
	}

	/** All known facilities, in index order. */
	known(): (Slot & { readonly facility: number })[] {
		return this.#slots.flatMap((slot, facility) => (slot.known ? [{ ...slot, facility }] : []));
	}

	list(): ScenarioFacility[] {
		return this.known().map(({ facility, id, kind, name, base, now, last }) => ({
			facility,
			snapped: now === null || isSnapped(now),
			id,
			kind,
			name,
			position: [last.lngDeg, last.latDeg],
			status: statusOf(base, now),
		}));
	}

	/** The shortest list of changes from the original facilities to those open now. */
	changes(): Change[] {
		return this.#slots.flatMap(({ id, base, now }): Change[] => {
			if (now === base) return [];
			if (now === null) return [{ op: "close", id }];
			return [{ op: base === null ? "add" : "move", id, position: [now.lngDeg, now.latDeg] }];
		});
	}

	/** The open facilities as a set, and, shape [slots], their index in it, NONE where closed. */
	open(): { readonly facilities: FacilitySet; readonly indexOf: Int32Array } {
		const indexOf = new Int32Array(this.#slots.length).fill(NONE);
		const open: Slot[] = [];
		const sites: Site[] = [];
		this.#slots.forEach((slot, facility) => {
			if (slot.now === null) return;
			indexOf[facility] = open.length;
			open.push(slot);
			sites.push(slot.now);
		});
		const facilities = {
			count: open.length,
			ids: open.map(({ id }) => id),
			kinds: open.map(({ kind }) => kind),
			names: open.map(({ name }) => name),
			areaReachM: Float64Array.from(sites, ({ areaReachM }) => areaReachM),
			lng: Int32Array.from(sites, ({ lngDeg }) => Math.round(lngDeg * COORD_UNITS_PER_DEG)),
			lat: Int32Array.from(sites, ({ latDeg }) => Math.round(latDeg * COORD_UNITS_PER_DEG)),
			access: joinedAccess(sites),
		};
		return { facilities, indexOf };
	}

	#push(slot: Slot): number {
		this.#byId.set(slot.id, this.#slots.length);
		return this.#slots.push(slot) - 1;
	}

	#count(site: Site | null, sign: 1 | -1): void {
		if (site === null) return;
		this.openCount += sign;
		if (!isSnapped(site)) this.unsnappedCount += sign;
	}
}

function statusOf(base: Site | null, now: Site | null): ScenarioFacility["status"] {
	if (now === null) return "closed";
	if (base === null) return "added";
	return now === base ? "kept" : "moved";
}

export function facilityExists(id: string): GeodataError {
	return new GeodataError(
		"FACILITY_EXISTS",
		`${id} is in the scenario already; allowed is an id that is not in use.`,
		{ value: id, allowed: "an id that is not in use" },
	);
}
