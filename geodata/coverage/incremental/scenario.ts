import type { CoverageRequest } from "../../contract/coverage.ts";
import { cutoffOf, unitOf } from "../../cost/network-costs.ts";
import type { Profile, Rule } from "../../cost/profile.ts";
import type { TargetGroup } from "../../standards/types.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../../units/constants.ts";
import { GeodataError } from "../../units/error.ts";
import type { Position } from "../../units/position.ts";
import { circleRadiusM } from "../circle.ts";
import { type CityCosts, type CityModel, type FacilitySet, snapFacilities } from "../city-model.ts";
import type { Coverage } from "../coverage.ts";
import type { FacilityPlace } from "../demand.ts";
import { histogramFrom } from "../histogram.ts";
import { ledgersFrom } from "../ledger.ts";
import { type CoverageFigures, coverageFigures } from "../report.ts";
import type { HomeWalks } from "./home-walks.ts";
import { LiveCoverage } from "./live-coverage.ts";
import { joinedAccess, type Site, sitesOf } from "./site.ts";

/** A change as the wire speaks it. */
export type Change = NonNullable<CoverageRequest["changes"]>[number];

/** What became of a facility. */
export interface ChangedFacility {
	/** Index in `nearest` and `second`. */
	readonly facility: number;
	/** False where it is open and meets no street: it is counted, and serves nobody. */
	readonly snapped: boolean;
}

export interface ScenarioFacility extends ChangedFacility {
	readonly id: string;
	readonly kind: string;
	readonly name: string;
	/** Where it stands, or stood when it was closed. */
	readonly position: Position;
	readonly status: "kept" | "added" | "moved" | "closed";
}

/** Covered people of the target group, against the scenario as it was opened. */
export interface Difference {
	readonly gainedPeople: number;
	readonly gainedPoints: number;
	readonly lostPeople: number;
	readonly lostPoints: number;
}

interface Slot {
	readonly id: string;
	readonly kind: string;
	readonly name: string;
	/** Where the scenario found it; null for one it added. */
	readonly base: Site | null;
	/** Where it is open; null while closed. */
	now: Site | null;
	/** Where it is open or was last. */
	last: Site;
	/** False once an add is undone: its id is free again. */
	known: boolean;
}

/** One facility from one site to another. */
interface Step {
	readonly facility: number;
	readonly from: Site | null;
	readonly to: Site | null;
	/** Where it stood last when `from` is null. */
	readonly last: Site;
	/** True where the scenario first hears of it. */
	readonly adds: boolean;
}

/** What one undo takes back. */
type Edit = readonly Step[];

/**
 * A what-if on the facilities of one service: opened once, then changed one step at a time, each change felt only
 * where it matters.
 *
 * After any sequence of changes the walks are, bit for bit, those of {@link coverageOf} on the open facilities, and
 * the figures those of {@link coverageFigures}: over the whole city, with no horizon. A facility keeps its index
 * while it is closed, so ties are settled as a computation from scratch over {@link Scenario.snapshot} settles them.
 */
export class Scenario {
	readonly #model: CityModel;
	readonly #costs: CityCosts;
	readonly #profile: Profile;
	readonly #start: CoverageFigures;
	readonly #live: LiveCoverage;
	readonly #slots: Slot[];
	readonly #byId = new Map<string, number>();
	readonly #done: Edit[] = [];
	readonly #undone: Edit[] = [];
	#openCount = 0;
	#unsnappedCount = 0;

	/**
	 * @param facilities The open facilities of a service, met with the network.
	 * @param targetGroup Whose people count; everyone where the city does not know ages.
	 * @throws {GeodataError} FACILITY_EXISTS where two share an id; CUTOFF_OUT_OF_RANGE, SPEED_OUT_OF_RANGE,
	 *   PENALTY_OUT_OF_RANGE
	 */
	constructor(
		model: CityModel,
		facilities: FacilitySet,
		rule: Rule,
		profile: Profile,
		targetGroup: TargetGroup,
	) {
		cutoffOf(rule);
		this.#model = model;
		this.#profile = profile;
		this.#costs = model.costsOf(profile, unitOf(rule));
		const sites = sitesOf(model, this.#costs, facilities);
		this.#slots = sites.map((site, i) => ({
			id: facilities.ids[i] ?? "",
			kind: facilities.kinds[i] ?? "",
			name: facilities.names[i] ?? "",
			base: site,
			now: site,
			last: site,
			known: true,
		}));
		for (const [facility, { id, now }] of this.#slots.entries()) {
			if (this.#byId.has(id)) throw exists(id);
			this.#byId.set(id, facility);
			this.#countSlot(now, 1);
		}
		this.#live = new LiveCoverage(model, this.#costs, facilities, sites, rule, profile, targetGroup);
		const { impedance, nearest } = this.#live.walks;
		const coverage = { unit: unitOf(rule), impedance, nearest };
		this.#start = coverageFigures(model, facilities, coverage, rule, profile, targetGroup);
	}

	/** Shape [demand.count] each; they change under whoever reads them, and are not to be written. */
	get walks(): Pick<HomeWalks, "impedance" | "nearest" | "secondImpedance" | "second"> {
		return this.#live.walks;
	}

	get canUndo(): boolean {
		return this.#done.length > 0;
	}

	get canRedo(): boolean {
		return this.#undone.length > 0;
	}

	/**
	 * Opens a facility. One that the scenario added and closed again may be added anew, elsewhere too.
	 *
	 * @throws {GeodataError} FACILITY_EXISTS, POSITION_OUT_OF_RANGE
	 */
	add(place: FacilityPlace): ChangedFacility {
		const { facilityId: id, kind, name } = place;
		const known = this.#find(id);
		if (known !== undefined && (known.now !== null || known.base !== null)) throw exists(id);
		const site = this.#siteOf(place);
		this.#dropUndone();
		const facility = this.#byId.get(id) ?? this.#slots.length;
		if (known === undefined) {
			this.#slots.push({ id, kind, name, base: null, now: null, last: site, known: true });
			this.#byId.set(id, facility);
		}
		return this.#commit([{ facility, from: null, to: site, last: site, adds: known === undefined }]);
	}

	/**
	 * Moves an open facility; its known entrances stay behind.
	 *
	 * @param continues True while one is dragged: this move and the last change are then undone as one.
	 * @throws {GeodataError} FACILITY_UNKNOWN, FACILITY_CLOSED, POSITION_OUT_OF_RANGE
	 */
	move(id: string, position: Position, continues = false): ChangedFacility {
		const slot = this.#get(id);
		if (slot.now === null) {
			throw new GeodataError("FACILITY_CLOSED", `${id} is closed; only an open facility can be moved.`, {
				value: id,
				allowed: "the id of an open facility",
			});
		}
		const [lngDeg, latDeg] = position;
		const { kind, name } = slot;
		const site = this.#siteOf({ facilityId: id, kind, name, lngDeg, latDeg, entrances: [] });
		const facility = this.#byId.get(id) ?? NONE;
		const step = { facility, from: slot.now, to: site, last: slot.now, adds: false };
		const last = this.#done.at(-1);
		if (!continues || this.canRedo || last?.length !== 1 || last[0]?.facility !== facility) {
			return this.#commit([step]);
		}
		this.#apply(step);
		this.#done[this.#done.length - 1] = [{ ...last[0], to: site }];
		return changed(facility, site);
	}

	/** @throws {GeodataError} FACILITY_UNKNOWN, FACILITY_CLOSED */
	close(id: string): ChangedFacility {
		const slot = this.#get(id);
		if (slot.now === null) {
			throw new GeodataError("FACILITY_CLOSED", `${id} is closed already; only an open facility can be.`, {
				value: id,
				allowed: "the id of an open facility",
			});
		}
		const facility = this.#byId.get(id) ?? NONE;
		return this.#commit([{ facility, from: slot.now, to: null, last: slot.now, adds: false }]);
	}

	/**
	 * Opens a closed facility where it stood last.
	 *
	 * @throws {GeodataError} FACILITY_UNKNOWN, FACILITY_OPEN
	 */
	reopen(id: string): ChangedFacility {
		const slot = this.#get(id);
		if (slot.now !== null) {
			throw new GeodataError("FACILITY_OPEN", `${id} is open; only a closed facility can be reopened.`, {
				value: id,
				allowed: "the id of a closed facility",
			});
		}
		const facility = this.#byId.get(id) ?? NONE;
		return this.#commit([{ facility, from: null, to: slot.last, last: slot.last, adds: false }]);
	}

	/** Takes all changes back, as one that can be undone. */
	clear(): void {
		const steps = this.#slots.flatMap(({ now, base, last, known }, facility) =>
			known && now !== base ? [{ facility, from: now, to: base, last, adds: false }] : [],
		);
		if (steps.length > 0) this.#commit(steps);
	}

	/** Takes the last change back. @returns False where there is none. */
	undo(): boolean {
		const edit = this.#done.pop();
		if (edit === undefined) return false;
		for (const step of edit.toReversed()) this.#revert(step);
		this.#undone.push(edit);
		return true;
	}

	/** Makes the change undone last again. @returns False where there is none. */
	redo(): boolean {
		const edit = this.#undone.pop();
		if (edit === undefined) return false;
		for (const step of edit) this.#apply(step);
		this.#done.push(edit);
		return true;
	}

	/**
	 * Counts against another cutoff; no walk changes.
	 *
	 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE; RULE_TYPE_DIFFERS from a distance rule to a time rule or back:
	 *   open another scenario and give it {@link Scenario.changes}.
	 */
	setRule(rule: Rule): void {
		cutoffOf(rule);
		const { type } = this.#live.rule;
		if (rule.type !== type) {
			throw new GeodataError(
				"RULE_TYPE_DIFFERS",
				`The scenario counts by ${type}, the rule by ${rule.type}; allowed is another cutoff by ${type}.`,
				{ value: rule.type, allowed: type },
			);
		}
		this.#live.setRule(
			rule,
			this.#slots.flatMap(({ now }) => now ?? []),
		);
	}

	/** The demand points to recolour: {@link LiveCoverage.takeChanged}. */
	takeChanged(): Uint32Array {
		return this.#live.takeChanged();
	}

	totals(): CoverageFigures["totals"] {
		const { coveredPeople, coveredPoints, circlePeople, deniedPeople } = this.#live.counts;
		const { totals } = this.#start;
		const shareOf = (people: number): number => (totals.people > 0 ? people / totals.people : 0);
		return {
			...totals,
			coveredPeople,
			coveredPoints,
			circlePeople,
			deniedPeople,
			coverageShare: shareOf(coveredPeople),
			circleShare: shareOf(circlePeople),
			circleRadiusM: circleRadiusM(this.#live.rule, this.#profile),
			facilities: this.#openCount,
			unsnappedFacilities: this.#unsnappedCount,
		};
	}

	/** Every figure but the gaps; what {@link coverageFigures} gives for {@link Scenario.snapshot}. */
	figures(): CoverageFigures {
		const { sums, bins, binPeople } = this.#live.counts;
		return {
			totals: this.totals(),
			...ledgersFrom(this.#model.pack.communities, sums),
			histogram: histogramFrom(bins, binPeople),
			unsnapped: this.#start.unsnapped,
		};
	}

	difference(): Difference {
		const { gainedPeople, gainedPoints, lostPeople, lostPoints } = this.#live.counts;
		return { gainedPeople, gainedPoints, lostPeople, lostPoints };
	}

	/** Every facility the scenario knows, closed ones too, in the order of their indices. */
	facilities(): ScenarioFacility[] {
		return this.#slots.flatMap((slot, facility) => {
			const { id, kind, name, base, now, last, known } = slot;
			if (!known) return [];
			return [
				{
					...changed(facility, now),
					id,
					kind,
					name,
					position: positionOf(last),
					status: statusOf(base, now),
				},
			];
		});
	}

	/**
	 * The shortest list of changes that leads from the facilities as found to those open now, for the wire: the
	 * server answers it with the same figures.
	 */
	changes(): Change[] {
		return this.#slots.flatMap(({ id, base, now }): Change[] => {
			if (now === base) return [];
			if (now === null) return [{ op: "close", id }];
			const position: [number, number] = [now.lngDeg, now.latDeg];
			return [{ op: base === null ? "add" : "move", id, position }];
		});
	}

	/** The open facilities with their coverage, to keep: for gaps, service areas and exports. */
	snapshot(): { readonly facilities: FacilitySet; readonly coverage: Coverage } {
		const open: { readonly slot: Slot; readonly site: Site }[] = [];
		const indexOf = new Int32Array(this.#slots.length).fill(NONE);
		this.#slots.forEach((slot, facility) => {
			if (slot.now === null) return;
			indexOf[facility] = open.length;
			open.push({ slot, site: slot.now });
		});
		const { impedance, nearest } = this.#live.walks;
		const unitsOf = (deg: number): number => Math.round(deg * COORD_UNITS_PER_DEG);
		return {
			facilities: {
				count: open.length,
				ids: open.map(({ slot }) => slot.id),
				kinds: open.map(({ slot }) => slot.kind),
				names: open.map(({ slot }) => slot.name),
				lng: Int32Array.from(open, ({ site }) => unitsOf(site.lngDeg)),
				lat: Int32Array.from(open, ({ site }) => unitsOf(site.latDeg)),
				access: joinedAccess(open.map(({ site }) => site)),
			},
			coverage: {
				unit: this.#costs.network.unit,
				impedance: impedance.slice(),
				nearest: nearest.map((facility) => (facility === NONE ? NONE : indexOf[facility]!)),
			},
		};
	}

	#find(id: string): Slot | undefined {
		const slot = this.#slots[this.#byId.get(id) ?? NONE];
		return slot?.known === true ? slot : undefined;
	}

	#get(id: string): Slot {
		const slot = this.#find(id);
		if (slot !== undefined) return slot;
		throw new GeodataError(
			"FACILITY_UNKNOWN",
			`${id} is not among the facilities of the scenario; allowed is the id of one that is.`,
			{ value: id, allowed: "the id of a facility of the scenario" },
		);
	}

	#siteOf(place: FacilityPlace): Site {
		const [site] = sitesOf(this.#model, this.#costs, snapFacilities(this.#model, [place]));
		if (site === undefined) throw new Error("One place has one site.");
		// The set keeps whole units of 1e-7°; what goes back on the wire is what was given.
		return { ...site, lngDeg: place.lngDeg, latDeg: place.latDeg };
	}

	#commit(edit: Edit): ChangedFacility {
		this.#dropUndone();
		for (const step of edit) this.#apply(step);
		this.#done.push(edit);
		const step = edit[edit.length - 1];
		return changed(step?.facility ?? NONE, step?.to ?? null);
	}

	/** Forgets what could be redone; what only those changes had added comes last among the slots. */
	#dropUndone(): void {
		this.#undone.length = 0;
		for (let slot = this.#slots.at(-1); slot?.known === false; slot = this.#slots.at(-1)) {
			this.#byId.delete(slot.id);
			this.#slots.pop();
		}
	}

	#apply({ facility, from, to, last }: Step): void {
		this.#place(facility, from, to, to ?? from ?? last, true);
	}

	#revert({ facility, from, to, last, adds }: Step): void {
		this.#place(facility, to, from, from ?? last, !adds);
	}

	#place(facility: number, from: Site | null, to: Site | null, last: Site, known: boolean): void {
		const slot = this.#slots[facility];
		if (slot === undefined) throw new Error(`The scenario has no facility ${facility}.`);
		this.#live.replace(facility, from, to);
		this.#countSlot(from, -1);
		this.#countSlot(to, 1);
		slot.now = to;
		slot.last = last;
		slot.known = known;
	}

	#countSlot(site: Site | null, sign: 1 | -1): void {
		if (site === null) return;
		this.#openCount += sign;
		if (!isSnapped(site)) this.#unsnappedCount += sign;
	}
}

function isSnapped({ access }: Site): boolean {
	return access.edge.length > 0;
}

function changed(facility: number, now: Site | null): ChangedFacility {
	return { facility, snapped: now === null || isSnapped(now) };
}

function positionOf({ lngDeg, latDeg }: Site): Position {
	return [lngDeg, latDeg];
}

function statusOf(base: Site | null, now: Site | null): ScenarioFacility["status"] {
	if (now === null) return "closed";
	if (base === null) return "added";
	return now === base ? "kept" : "moved";
}

function exists(id: string): GeodataError {
	return new GeodataError(
		"FACILITY_EXISTS",
		`${id} is in the scenario already; allowed is an id that is not in use.`,
		{
			value: id,
			allowed: "an id that is not in use",
		},
	);
}
