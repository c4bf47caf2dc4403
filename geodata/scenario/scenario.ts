import type { TargetGroup } from "../catalogue/vocabulary.ts";
import { type CityModel, type FacilitySet, snapFacilities } from "../city/city-model.ts";
import type { FacilityPlace } from "../city/demand.ts";
import type { FoldedCity } from "../city/folded-city.ts";
import type { ProfileCosts } from "../city/profile-costs.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { circleRadiusM, cutoffOf, unitOf } from "../cost/rule.ts";
import type { Coverage } from "../coverage/coverage.ts";
import { type CoverageFigures, coverageFigures, peopleTotals } from "../coverage/figures.ts";
import { histogramFrom } from "../coverage/histogram.ts";
import { ledgersFrom } from "../coverage/ledger.ts";
import { NONE } from "../units/constants.ts";
import { GeodataError } from "../units/error.ts";
import type { Position } from "../units/position.ts";
import {
	type Change,
	type ChangedFacility,
	FacilitySlots,
	facilityExists,
	type ScenarioFacility,
} from "./facility-slots.ts";
import type { HomeWalks } from "./home-walks.ts";
import { LiveCoverage } from "./live-coverage.ts";
import { isSnapped, type Site, sitesOf } from "./site.ts";

/** Covered people of the target group, compared with the initial scenario. */
export interface Difference {
	readonly gainedPeople: number;
	readonly gainedPoints: number;
	readonly lostPeople: number;
	readonly lostPoints: number;
}

/** A move of one facility between two sites; null where it is closed. */
interface Step {
	readonly facility: number;
	readonly from: Site | null;
	readonly to: Site | null;
	/** Its previous site: `from`, or the site where it was closed. */
	readonly last: Site;
	/** True where the step adds the facility to the scenario. */
	readonly adds: boolean;
}

/** The steps that one undo reverts. */
type Edit = readonly Step[];

/**
 * A what-if scenario on the facilities of one service: opened once, then changed step by step. Each change updates
 * only the homes it affects.
 *
 * After any sequence of changes the walks equal those of {@link coverageOf} on the open facilities, bit for bit, and
 * the figures those of {@link coverageFigures}: over the whole city, without a horizon. A facility keeps its index
 * while it is closed, so ties resolve as in a computation from scratch over {@link Scenario.snapshot}. A refused
 * change leaves everything unchanged.
 *
 * @example
 * const scenario = new Scenario(model, snapFacilities(model, places), rule, profile, "all");
 * scenario.move("p1", [120.95, 31.39]);
 * const { totals } = scenario.figures();
 */
export class Scenario {
	readonly #model: CityModel;
	readonly #costs: ProfileCosts;
	readonly #folded: FoldedCity;
	readonly #profile: Profile;
	readonly #slots: FacilitySlots;
	readonly #live: LiveCoverage;
	readonly #start: CoverageFigures;
	readonly #done: Edit[] = [];
	readonly #undone: Edit[] = [];

	/**
	 * @param facilities The open facilities of a service, snapped to the network.
	 * @param targetGroup Whose people count; all people where the city does not know ages.
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
		this.#folded = this.#costs.foldedCity;
		const sites = sitesOf(model, this.#costs, this.#folded, facilities);
		this.#slots = new FacilitySlots(facilities, sites);
		this.#live = new LiveCoverage(model, this.#folded, sites, rule, profile, targetGroup);
		const { coverage } = this.snapshot();
		this.#start = coverageFigures(model, facilities, coverage, rule, profile, targetGroup);
	}

	/** Shape [demand.count] each; live views that change with the scenario. Do not write to them. */
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
	 * Opens a facility. A facility that the scenario added and closed may be added again, at another place too.
	 *
	 * @throws {GeodataError} FACILITY_EXISTS, POSITION_OUT_OF_RANGE
	 */
	add(place: FacilityPlace): ChangedFacility {
		const { facilityId: id, kind, name } = place;
		const found = this.#slots.find(id);
		if (found !== null && (found.now !== null || found.base !== null)) throw facilityExists(id);
		const site = this.#siteOf(place);
		// First, because indices of undone adds become free.
		this.#forgetUndone();
		const facility = found?.facility ?? this.#slots.addClosed(id, kind, name, site);
		return this.#commit({ facility, from: null, to: site, last: found?.last ?? site, adds: found === null });
	}

	/**
	 * Moves an open facility; its known entrances are dropped.
	 *
	 * @param continues True during a drag: this move and the previous change are undone together.
	 * @throws {GeodataError} FACILITY_UNKNOWN, FACILITY_CLOSED, POSITION_OUT_OF_RANGE
	 */
	move(id: string, [lngDeg, latDeg]: Position, continues = false): ChangedFacility {
		const { facility, kind, name, now } = this.#slots.get(id);
		if (now === null) throw notOpen(id);
		const site = this.#siteOf({ facilityId: id, kind, name, lngDeg, latDeg, entrances: [] });
		const step = { facility, from: now, to: site, last: now, adds: false };
		const last = this.#done.at(-1);
		if (!continues || this.canRedo || last?.length !== 1 || last[0]?.facility !== facility) {
			return this.#commit(step);
		}
		this.#apply(step);
		this.#done[this.#done.length - 1] = [{ ...last[0], to: site }];
		return { facility, snapped: isSnapped(site) };
	}

	/** @throws {GeodataError} FACILITY_UNKNOWN, FACILITY_CLOSED */
	close(id: string): ChangedFacility {
		const { facility, now } = this.#slots.get(id);
		if (now === null) throw notOpen(id);
		return this.#commit({ facility, from: now, to: null, last: now, adds: false });
	}

	/**
	 * Opens a closed facility at its last site.
	 *
	 * @throws {GeodataError} FACILITY_UNKNOWN, FACILITY_OPEN
	 */
	reopen(id: string): ChangedFacility {
		const { facility, now, last } = this.#slots.get(id);
		if (now !== null) {
			throw new GeodataError("FACILITY_OPEN", `${id} is open; allowed is the id of a closed facility.`, {
				value: id,
				allowed: "the id of a closed facility",
			});
		}
		return this.#commit({ facility, from: null, to: last, last, adds: false });
	}

	/**
	 * Reverts all changes of one facility in a single undoable edit; does nothing where it has none.
	 *
	 * @throws {GeodataError} FACILITY_UNKNOWN
	 */
	restore(id: string): void {
		const { facility, now, base, last } = this.#slots.get(id);
		if (now !== base) this.#commit({ facility, from: now, to: base, last, adds: false });
	}

	/** Reverts all changes in a single undoable edit. */
	clear(): void {
		const [first, ...others] = this.#slots
			.known()
			.filter(({ now, base }) => now !== base)
			.map(({ facility, now, base, last }) => ({ facility, from: now, to: base, last, adds: false }));
		if (first !== undefined) this.#commit(first, ...others);
	}

	/** Reverts the last edit. @returns False where there is none. */
	undo(): boolean {
		const edit = this.#done.pop();
		if (edit === undefined) return false;
		for (const { facility, from, to, last, adds } of edit) this.#put(facility, to, from, last, !adds);
		this.#undone.push(edit);
		return true;
	}

	/** Repeats the edit undone last. @returns False where there is none. */
	redo(): boolean {
		const edit = this.#undone.pop();
		if (edit === undefined) return false;
		for (const step of edit) this.#apply(step);
		this.#done.push(edit);
		return true;
	}

	/**
	 * Changes the cutoff; walks stay.
	 *
	 * @throws {GeodataError} CUTOFF_OUT_OF_RANGE; RULE_TYPE_DIFFERS from a distance rule to a time rule or back:
	 *   open another scenario and apply {@link Scenario.changes} to it.
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
			this.#slots.known().flatMap(({ now }) => now ?? []),
		);
	}

	/** Demand points whose nearest facility or walk may have changed since the last call, each once. */
	takeChanged(): Uint32Array {
		return this.#live.takeChanged();
	}

	totals(): CoverageFigures["totals"] {
		const { whole, coveredPoints } = this.#live.counts;
		return {
			...this.#start.totals,
			...peopleTotals(whole),
			circleRadiusM: circleRadiusM(this.#live.rule, this.#profile),
			coveredPoints,
			facilities: this.#slots.openCount,
			unsnappedFacilities: this.#slots.unsnappedCount,
		};
	}

	/** All figures but the gaps, equal to {@link coverageFigures} of {@link Scenario.snapshot}. */
	figures(): CoverageFigures {
		const { sums, bins, binPeople } = this.#live.counts;
		return {
			totals: this.totals(),
			...ledgersFrom(this.#model.communityGroups, sums),
			histogram: histogramFrom(bins, binPeople),
			unsnapped: this.#start.unsnapped,
		};
	}

	difference(): Difference {
		const { gainedPeople, gainedPoints, lostPeople, lostPoints } = this.#live.counts;
		return { gainedPeople, gainedPoints, lostPeople, lostPoints };
	}

	/** All known facilities, closed ones too, in index order. */
	facilities(): ScenarioFacility[] {
		return this.#slots.list();
	}

	/** The request to the server that gives the same figures. */
	changes(): Change[] {
		return this.#slots.changes();
	}

	/** A copy of the open facilities with their coverage, for gaps, service areas and exports. */
	snapshot(): { readonly facilities: FacilitySet; readonly coverage: Coverage } {
		const { facilities, indexOf } = this.#slots.open();
		const { impedance, nearest } = this.#live.walks;
		return {
			facilities,
			coverage: {
				unit: this.#costs.network.unit,
				impedance: impedance.slice(),
				nearest: nearest.map((facility) => (facility === NONE ? NONE : indexOf[facility]!)),
			},
		};
	}

	#siteOf(place: FacilityPlace): Site {
		const [site] = sitesOf(this.#model, this.#costs, this.#folded, snapFacilities(this.#model, [place]));
		if (site === undefined) throw new Error("One place has one site.");
		// The set stores whole units of 1e-7°; the request needs the position as given.
		return { ...site, lngDeg: place.lngDeg, latDeg: place.latDeg };
	}

	#commit(first: Step, ...others: Step[]): ChangedFacility {
		const edit = [first, ...others];
		this.#forgetUndone();
		for (const step of edit) this.#apply(step);
		this.#done.push(edit);
		return { facility: first.facility, snapped: first.to === null || isSnapped(first.to) };
	}

	#forgetUndone(): void {
		this.#undone.length = 0;
		this.#slots.dropUnknown();
	}

	#apply({ facility, from, to, last }: Step): void {
		this.#put(facility, from, to, to ?? last, true);
	}

	#put(facility: number, from: Site | null, to: Site | null, last: Site, known: boolean): void {
		this.#live.replace(facility, from, to);
		this.#slots.set(facility, to, last, known);
	}
}

function notOpen(id: string): GeodataError {
	return new GeodataError("FACILITY_CLOSED", `${id} is closed; allowed is the id of an open facility.`, {
		value: id,
		allowed: "the id of an open facility",
	});
}
