import { legCost, NEVER, type NetworkCosts } from "../../../geodata/cost/network-costs.ts";
import type { Profile, Rule } from "../../../geodata/cost/profile.ts";
import { coverageOf } from "../../../geodata/coverage/coverage.ts";
import { coverageFigures } from "../../../geodata/coverage/figures.ts";
import { WAY_FLAG } from "../../../geodata/graph/street-source.ts";
import { accessEnds, walkAlong } from "../../../geodata/search/access-ends.ts";
import { searchFrom } from "../../../geodata/search/search.ts";
import { UNREACHED } from "../../../geodata/units/constants.ts";
import type { Store } from "../../../server/db/store/store.ts";
import { alternatedLater } from "../alternate.ts";
import type { BenchCity } from "../bench-city.ts";
import { type Measurement, measurement } from "../measure-city.ts";
import { RoutingCluster } from "./routing-cluster.ts";

const ROUNDS = 5;
const PEER = "pgRouting pgr_drivingDistance";
const EDGES = "select id, source, target, cost, reverse_cost from walk";
const HOME_EDGES = `${EDGES} union all select id, source, target, cost, reverse_cost from home_walk`;

/** Rows of an edge table for pgRouting; −1 where a direction is closed. */
class EdgeRows {
	readonly source: number[] = [];
	readonly target: number[] = [];
	readonly cost: number[] = [];
	readonly reverseCost: number[] = [];

	add(source: number, target: number, cost: number, reverseCost = -1): void {
		this.source.push(source);
		this.target.push(target);
		this.cost.push(cost);
		this.reverseCost.push(reverseCost);
	}
}

/**
 * Searches the same network, in millimetres, by pgRouting from all facilities at once; every distance is compared
 * before times.
 *
 * Homes walk to facilities, so edges are reversed; facilities are vertices from `nodeCount` on, homes follow.
 * `equicost` is not used: in 3.4.2 it missed 39 of 20 996 nodes of the sample city and gave 249 distances too long.
 */
export async function measurePgRouting(
	city: BenchCity,
	rule: Rule & { type: "distance" },
	profile: Profile,
): Promise<Measurement[] | null> {
	const cluster = await RoutingCluster.open();
	if (cluster === null) return null;
	try {
		await load(cluster.store, city, profile);
		return [
			await searchOnly(cluster.store, city, rule, profile),
			await wholeJob(cluster.store, city, rule, profile),
		];
	} finally {
		await cluster.close();
	}
}

async function searchOnly(
	store: Store,
	city: BenchCity,
	rule: Rule & { type: "distance" },
	profile: Profile,
): Promise<Measurement> {
	const { model, facilities } = city;
	const { graph, workspace } = model;
	const costs = model.costsOf(profile, "mm").network;
	const seeds = accessEnds(graph, costs, facilities.access, "to");
	const limit = rule.cutoffM * 1000;
	const ours = (): number => {
		searchFrom(workspace, costs.reverse, seeds, limit);
		return workspace.touchedCount;
	};
	const peer = () =>
		store.query<{ nodes: number; total: number }>(
			`select count(*)::int as nodes, sum(agg_cost)::float8 as total
			from (
				select node, min(agg_cost) as agg_cost
				from pgr_drivingDistance($1, $2::bigint[], $3, true, false) where node < $4 group by node
			) as nearest`,
			[EDGES, facilityVertices(city), limit, graph.nodeCount],
		);
	ours();
	const reached = [...workspace.cost].filter((cost) => cost !== NEVER);
	const [theirs] = await peer();
	const total = reached.reduce((sum, cost) => sum + cost, 0);
	if (theirs?.nodes !== reached.length || theirs.total !== total) {
		throw new Error(
			`Ours reaches ${reached.length} nodes in ${total} mm, pgRouting ${theirs?.nodes} in ${theirs?.total}.`,
		);
	}
	const { oursMs, peerMs } = await alternatedLater(ours, peer, ROUNDS);
	return measurement(
		`${city.name}: search to ${rule.cutoffM} m, ${facilities.count} facilities`,
		PEER,
		oursMs,
		peerMs,
	);
}

async function wholeJob(
	store: Store,
	city: BenchCity,
	rule: Rule & { type: "distance" },
	profile: Profile,
): Promise<Measurement> {
	const { model, facilities } = city;
	const ours = (): number => {
		const coverage = coverageOf(model, facilities, rule, profile);
		return coverageFigures(model, facilities, coverage, rule, profile, "all").totals.coveredPeople;
	};
	const peer = () =>
		store.query<{ community: number; covered: number }>(
			`select home.community, sum(home.people)::int as covered
			from (
				select distinct node from pgr_drivingDistance($1, $2::bigint[], $3, true, false)
			) as walk join home on home.vertex = walk.node group by home.community`,
			[HOME_EDGES, facilityVertices(city), rule.cutoffM * 1000],
		);
	const covered = (await peer()).reduce((sum, row) => sum + row.covered, 0);
	if (covered !== ours()) throw new Error(`Ours covers ${ours()} people, pgRouting ${covered}.`);
	const { oursMs, peerMs } = await alternatedLater(ours, peer, ROUNDS);
	return measurement(
		`${city.name}: coverage to the full ledger`,
		`${PEER}, joined and grouped`,
		oursMs,
		peerMs,
	);
}

function facilityVertices({ model, facilities }: BenchCity): number[] {
	return Array.from({ length: facilities.count }, (_, i) => model.graph.nodeCount + i);
}

async function load(store: Store, city: BenchCity, profile: Profile): Promise<void> {
	const { graph, demand } = city.model;
	const { network, demandEnds } = city.model.costsOf(profile, "mm");
	const streets = new EdgeRows();
	for (let edge = 0; edge < graph.edgeCount; edge++) {
		const cost = network.edgeCost[edge]!;
		if (cost === UNREACHED) continue;
		const passable = (flag: number): number => ((graph.edgeFlags[edge]! & flag) !== 0 ? cost : -1);
		const backwards = passable(WAY_FLAG.WALK_BACKWARD);
		streets.add(graph.edgeFrom[edge]!, graph.edgeTo[edge]!, backwards, passable(WAY_FLAG.WALK_FORWARD));
	}
	const seeds = accessEnds(graph, network, city.facilities.access, "to");
	seeds.node.forEach((node, i) => {
		if (seeds.cost[i] !== NEVER) streets.add(graph.nodeCount + seeds.label[i]!, node, seeds.cost[i]!);
	});
	const firstHome = graph.nodeCount + city.facilities.count;
	const homes = new EdgeRows();
	demandEnds.node.forEach((node, i) => {
		if (demandEnds.cost[i] !== NEVER) homes.add(node, firstHome + demandEnds.label[i]!, demandEnds.cost[i]!);
	});
	addSharedEdges(homes, city, network, firstHome);
	await store.query(
		`create table walk (id int primary key, source int, target int, cost float8, reverse_cost float8);
		create table home_walk (like walk);
		create table home (vertex int primary key, community int, people int)`,
	);
	await insert(store, "walk", streets, 0);
	await insert(store, "home_walk", homes, streets.source.length);
	await store.query("insert into home select * from unnest($1::int[], $2::int[], $3::int[])", [
		Array.from({ length: demand.count }, (_, point) => firstHome + point),
		demand.community,
		demand.people,
	]);
	await store.query("analyze");
}

/** A home walks along the edge it shares with a facility. */
function addSharedEdges(
	homes: EdgeRows,
	{ model, facilities }: BenchCity,
	costs: NetworkCosts,
	firstHome: number,
): void {
	const { graph, demand } = model;
	const entrancesOn = new Map<number, { readonly entry: number; readonly facility: number }[]>();
	for (let facility = 0; facility < facilities.count; facility++) {
		for (
			let entry = facilities.access.start[facility]!;
			entry < facilities.access.start[facility + 1]!;
			entry++
		) {
			const edge = facilities.access.edge[entry]!;
			entrancesOn.set(edge, [...(entrancesOn.get(edge) ?? []), { entry, facility }]);
		}
	}
	for (let point = 0; point < demand.count; point++) {
		for (let gate = demand.access.start[point]!; gate < demand.access.start[point + 1]!; gate++) {
			const edge = demand.access.edge[gate]!;
			for (const { entry, facility } of entrancesOn.get(edge) ?? []) {
				const toMm = facilities.access.alongMm[entry]!;
				const along = walkAlong(graph, costs, edge, demand.access.alongMm[gate]!, toMm);
				if (along === NEVER) continue;
				const legs =
					legCost(costs, demand.access.offsetMm[gate]!) + legCost(costs, facilities.access.offsetMm[entry]!);
				homes.add(graph.nodeCount + facility, firstHome + point, legs + along);
			}
		}
	}
}

async function insert(store: Store, table: string, rows: EdgeRows, firstId: number): Promise<void> {
	await store.query(
		`insert into ${table} select $1 + ordinality, source, target, cost, reverse_cost
		from unnest($2::int[], $3::int[], $4::float8[], $5::float8[])
			with ordinality as row (source, target, cost, reverse_cost, ordinality)`,
		[firstId, rows.source, rows.target, rows.cost, rows.reverseCost],
	);
}
