import { cutoffOf, unitOf } from "../../cost/network-costs.ts";
import type { Profile, Rule } from "../../cost/profile.ts";
import { accessEnds } from "../../search/access-ends.ts";
import type { TargetGroup } from "../../standards/types.ts";
import { COORD_UNITS_PER_DEG } from "../../units/constants.ts";
import { circleRadiusM, homesInCircle } from "../circle.ts";
import type { CityCosts, CityModel, FacilitySet } from "../city-model.ts";
import { targetPeople } from "../target-people.ts";
import { HomeWalks } from "./home-walks.ts";
import { RunningCounts } from "./running-counts.ts";
import type { Site } from "./site.ts";
import { TwoNearest } from "./two-nearest.ts";

/**
 * A coverage of the whole city that follows one facility at a time: walks of every demand point to its nearest two
 * and every count, touched only where the change is felt.
 */
export class LiveCoverage {
	readonly walks: HomeWalks;

	readonly #model: CityModel;
	readonly #two: TwoNearest;
	readonly #homesAt: HomesByNode;
	readonly #profile: Profile;
	readonly #targetGroup: TargetGroup;
	/** Shape [demand.count]; impedances at first, that gains and losses are counted against. */
	readonly #before: Uint32Array;
	readonly #pending: PointList;
	readonly #changed: PointList;
	#rule: Rule;
	#counts: RunningCounts;
	/** Homes in the nominal circle of a site, as long as the rule stays. */
	#inCircle = new WeakMap<Site, Uint32Array>();

	/** @param sites Of `facilities`, in their order. */
	constructor(
		model: CityModel,
		costs: CityCosts,
		facilities: FacilitySet,
		sites: readonly Site[],
		rule: Rule,
		profile: Profile,
		targetGroup: TargetGroup,
	) {
		const { demand, graph } = model;
		this.#model = model;
		this.#profile = profile;
		this.#targetGroup = targetGroup;
		this.#homesAt = homesByNode(graph.nodeCount, costs.demandEnds);
		this.#pending = new PointList(demand.count);
		this.#changed = new PointList(demand.count);
		this.#two = new TwoNearest(costs.network, model.workspace);
		this.#two.start(accessEnds(graph, costs.network, facilities.access, "to"));
		this.walks = new HomeWalks(model, costs, this.#two.pairs);
		sites.forEach((site, facility) => {
			this.#addEntrances(facility, site);
		});
		for (let point = 0; point < demand.count; point++) this.walks.update(point);
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

	/** Counts against another cutoff of the same type. @param open Sites of all open facilities. */
	setRule(rule: Rule, open: readonly Site[]): void {
		this.#rule = rule;
		this.#inCircle = new WeakMap();
		this.#counts = this.#countAll(open);
	}

	/** Takes a facility from one site to another; null where it is not open before or after. */
	replace(facility: number, from: Site | null, to: Site | null): void {
		if (from !== null) {
			this.#two.remove(facility, from.seeds);
			this.#removeEntrances(facility, from);
			this.#circle(from, -1);
		}
		if (to !== null) {
			this.#two.insert(facility, to.seeds);
			this.#addEntrances(facility, to);
			this.#circle(to, 1);
		}
		this.#followNodes();
		this.#followHomes();
	}

	/**
	 * Demand points whose nearest facility or impedance has changed since this was asked last, each once; one that
	 * changed back is among them.
	 */
	takeChanged(): Uint32Array {
		const points = this.#changed.points.slice(0, this.#changed.count);
		this.#changed.clear();
		return points;
	}

	#addEntrances(facility: number, { access }: Site): void {
		for (let i = 0; i < access.edge.length; i++) {
			this.walks.addEntrance(facility, access.edge[i]!, access.alongMm[i]!, access.offsetMm[i]!);
			this.#touchEdge(access.edge[i]!);
		}
	}

	#removeEntrances(facility: number, { access }: Site): void {
		for (const edge of access.edge) {
			this.walks.removeEntrances(facility, edge);
			this.#touchEdge(edge);
		}
	}

	/** Homes on an edge are among those at its first node. */
	#touchEdge(edge: number): void {
		this.#touchNode(this.#model.graph.edgeFrom[edge]!);
	}

	#touchNode(node: number): void {
		const { first, home } = this.#homesAt;
		for (let i = first[node]!; i < first[node + 1]!; i++) this.#pending.add(home[i]!);
	}

	#followNodes(): void {
		const two = this.#two;
		for (let i = 0; i < two.changedCount; i++) this.#touchNode(two.changed[i]!);
		two.forgetChanged();
	}

	#followHomes(): void {
		const { points, count } = this.#pending;
		const { impedance } = this.walks;
		for (let i = 0; i < count; i++) {
			const point = points[i]!;
			const walk = impedance[point]!;
			if (!this.walks.update(point)) continue;
			this.#changed.add(point);
			if (impedance[point] !== walk) this.#counts.walk(point, walk, impedance[point]!);
		}
		this.#pending.clear();
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
			this.#model.demand,
			Math.round(site.lngDeg * COORD_UNITS_PER_DEG),
			Math.round(site.latDeg * COORD_UNITS_PER_DEG),
			circleRadiusM(this.#rule, this.#profile),
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

/** A list that holds each point once; nothing is allocated after it is made. */
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

/** Homes whose streets end at a node: home[first[n]] .. home[first[n + 1]). */
interface HomesByNode {
	/** Shape [nodeCount + 1]. */
	readonly first: Uint32Array;
	readonly home: Uint32Array;
}

function homesByNode(
	nodeCount: number,
	ends: { readonly node: Uint32Array; readonly label: Int32Array },
): HomesByNode {
	const first = new Uint32Array(nodeCount + 1);
	for (const node of ends.node) first[node + 1]!++;
	for (let node = 0; node < nodeCount; node++) first[node + 1]! += first[node]!;
	const next = first.slice(0, nodeCount);
	const home = new Uint32Array(ends.node.length);
	ends.node.forEach((node, slot) => {
		home[next[node]!++] = ends.label[slot]!;
	});
	return { first, home };
}
