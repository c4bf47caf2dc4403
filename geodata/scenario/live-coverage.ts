import type { TargetGroup } from "../catalogue/vocabulary.ts";
import type { CityModel } from "../city/city-model.ts";
import type { FoldedCity } from "../city/folded-city.ts";
import type { Profile, Rule } from "../cost/profile.ts";
import { circleRadiusM, cutoffOf, unitOf } from "../cost/rule.ts";
import { homesInCircle } from "../coverage/circle.ts";
import { targetPeople } from "../coverage/target-people.ts";
import { COORD_UNITS_PER_DEG, NONE } from "../units/constants.ts";
import { HomeWalks } from "./home-walks.ts";
import { RunningCounts } from "./running-counts.ts";
import type { Site } from "./site.ts";
import { TwoNearest } from "./two-nearest.ts";

/**
 * An incremental coverage of the whole city: each change of one facility updates only the demand points it affects,
 * their walks to the nearest two facilities, and the counts.
 */
export class LiveCoverage {
	readonly walks: HomeWalks;

	readonly #model: CityModel;
	readonly #folded: FoldedCity;
	readonly #two: TwoNearest;
	readonly #profile: Profile;
	readonly #targetGroup: TargetGroup;
	/** Shape [demand.count]; initial impedances, the reference for gains and losses. */
	readonly #before: Uint32Array;
	readonly #pending: PointList;
	readonly #changed: PointList;
	/** Site of the held facility; null where none is held. */
	#heldSite: Site | null = null;
	#rule: Rule;
	#counts: RunningCounts;
	/** Homes in the circle of a site; cleared when the rule changes. */
	#inCircle = new WeakMap<Site, Uint32Array>();

	/** @param sites Of all facilities; the index in it is the facility's index. */
	constructor(
		model: CityModel,
		folded: FoldedCity,
		sites: readonly Site[],
		rule: Rule,
		profile: Profile,
		targetGroup: TargetGroup,
	) {
		const { count } = model.demand;
		this.#model = model;
		this.#folded = folded;
		this.#profile = profile;
		this.#targetGroup = targetGroup;
		this.#pending = new PointList(count);
		this.#changed = new PointList(count);
		this.#two = new TwoNearest(folded, sites);
		this.walks = new HomeWalks(count, folded, this.#two.pairs);
		sites.forEach(({ beside }, facility) => {
			this.walks.addBeside(facility, beside);
		});
		for (let point = 0; point < count; point++) {
			this.walks.update(point);
			this.walks.mix(point, NONE);
		}
		this.#before = this.walks.impedance.slice();
		this.#rule = rule;
		this.#counts = this.#countAll(sites);
	}

	get rule(): Rule {
		return this.#rule;
	}

	get counts(): RunningCounts {
		return this.#counts;
	}

	/** Changes the cutoff, within one type of rule. @param open Sites of all open facilities. */
	setRule(rule: Rule, open: readonly Site[]): void {
		this.#rule = rule;
		this.#inCircle = new WeakMap();
		this.#counts = this.#countAll(open);
	}

	/** Moves a facility from one site to another; null where it is closed before or after. */
	replace(facility: number, from: Site | null, to: Site | null): void {
		if (from !== null) {
			if (this.#two.held.facility === facility) this.#drop();
			else this.#remove(facility, from);
			this.#circle(from, -1);
		}
		if (to !== null) {
			this.#hold(facility, to);
			this.#circle(to, 1);
		}
		this.#follow();
	}

	/**
	 * Demand points whose nearest facility or impedance has changed since the last call, each once; may include some
	 * that changed back.
	 */
	takeChanged(): Uint32Array {
		const points = this.#changed.points.slice(0, this.#changed.count);
		this.#changed.clear();
		return points;
	}

	#hold(facility: number, site: Site): void {
		this.#settle();
		this.#two.held.hold(facility, site.seeds);
		this.walks.hold(this.#two.held, site.beside);
		this.#heldSite = site;
	}

	#drop(): void {
		this.#two.held.drop();
		this.walks.drop();
		this.#heldSite = null;
	}

	#settle(): void {
		if (this.#heldSite === null) return;
		this.walks.settle(this.#two.held.facility, this.#heldSite.beside);
		this.#two.settle(this.#heldSite.seeds);
		this.#heldSite = null;
	}

	#remove(facility: number, { seeds, beside }: Site): void {
		this.#settle();
		this.#two.remove(facility, seeds);
		this.walks.removeBeside(facility, beside);
		const { left, leftCount } = this.#two;
		const { homesFrom, homes } = this.#folded;
		for (let i = 0; i < leftCount; i++) {
			const end = homesFrom[left[i]! + 1]!;
			for (let at = homesFrom[left[i]!]!; at < end; at += 2) this.#pending.add(homes[at]!);
		}
		for (const point of beside.home) this.#pending.add(point);
		for (let i = 0; i < this.#pending.count; i++) this.walks.update(this.#pending.points[i]!);
	}

	/** Updates the walks and counts of every home that the change may affect. */
	#follow(): void {
		const { heldHomes, heldCount, dropped, droppedCount } = this.walks;
		this.#followUnheld(this.#pending.points, this.#pending.count);
		this.#followUnheld(dropped, droppedCount);
		for (let i = 0; i < heldCount; i++) this.#followHome(heldHomes[i]!);
		this.#pending.clear();
		this.walks.droppedCount = 0;
	}

	#followUnheld(points: Uint32Array, count: number): void {
		for (let i = 0; i < count; i++) if (!this.walks.isHeld(points[i]!)) this.#followHome(points[i]!);
	}

	#followHome(point: number): void {
		const { impedance } = this.walks;
		const walk = impedance[point]!;
		if (!this.walks.mix(point, this.#two.held.facility)) return;
		this.#changed.add(point);
		if (impedance[point] !== walk) this.#counts.walk(point, walk, impedance[point]!);
	}

	#circle(site: Site, sign: 1 | -1): void {
		const { impedance } = this.walks;
		for (const point of this.#homesInCircleOf(site)) this.#counts.circle(point, sign, impedance[point]!);
	}

	#homesInCircleOf(site: Site): Uint32Array {
		const known = this.#inCircle.get(site);
		if (known !== undefined) return known;
		const found: number[] = [];
		homesInCircle(
			this.#model,
			Math.round(site.lngDeg * COORD_UNITS_PER_DEG),
			Math.round(site.latDeg * COORD_UNITS_PER_DEG),
			circleRadiusM(this.#rule, this.#profile) + site.areaReachM,
			(point) => found.push(point),
		);
		const homes = Uint32Array.from(found);
		this.#inCircle.set(site, homes);
		return homes;
	}

	#countAll(open: readonly Site[]): RunningCounts {
		const { demand, pack } = this.#model;
		const points = {
			community: demand.community,
			people: targetPeople(demand, this.#targetGroup),
			communityCount: pack.communities.length,
		};
		const { impedance } = this.walks;
		const rule = this.#rule;
		this.#counts = new RunningCounts(points, unitOf(rule), cutoffOf(rule), this.#before, impedance);
		for (const site of open) this.#circle(site, 1);
		return this.#counts;
	}
}

/** A list that holds each point at most once; allocates only when created. */
class PointList {
	readonly points: Uint32Array;
	count = 0;
	readonly #listed: Uint8Array;

	constructor(pointCount: number) {
		this.points = new Uint32Array(pointCount);
		this.#listed = new Uint8Array(pointCount);
	}

	add(point: number): void {
		if (this.#listed[point] === 1) return;
		this.#listed[point] = 1;
		this.points[this.count++] = point;
	}

	clear(): void {
		for (let i = 0; i < this.count; i++) this.#listed[this.points[i]!] = 0;
		this.count = 0;
	}
}
