import { NEVER } from "../../../geodata/cost/network-costs.ts";
import type { Profile } from "../../../geodata/cost/profile.ts";
import { coverageOf } from "../../../geodata/coverage/coverage.ts";
import { searchFrom } from "../../../geodata/search/search.ts";
import { COORD_UNITS_PER_DEG } from "../../../geodata/units/constants.ts";
import { distanceM } from "../../../geodata/units/position.ts";
import { alternatedLater } from "../alternate.ts";
import type { BenchCity } from "../bench-city.ts";
import { type Measurement, measurement } from "../measure-city.ts";
import type { PeerFolder } from "./peer-folder.ts";

const ROUNDS = 3;
/** Number of homes whose walk is timed, one walk each. */
const WALKS = 40;
/** Lengths are rounded to the millimetre, so the straight line is reduced slightly to stay a lower bound. */
const LOWER_BOUND = 0.999;

interface Node {
	readonly id: number;
}

interface Graph {
	addNode(id: number): void;
	addLink(from: number, to: number, lengthMm: number): void;
}

interface PathFinder {
	/** From the goal back to the start. */
	find(from: number, to: number): readonly Node[];
}

interface Modules {
	readonly createGraph: () => Graph;
	readonly nba: (graph: Graph, options: object) => PathFinder;
}

/**
 * A JavaScript path library: one walk per home, to its nearest facility (found by our engine and given to the
 * library). Lengths must agree to the millimetre.
 */
export async function measureNgraph(
	city: BenchCity,
	folder: PeerFolder,
	profile: Profile,
): Promise<Measurement> {
	const { model, facilities } = city;
	const { network, demandEnds } = model.costsOf(profile, "mm");
	const { row, arcs } = network.forward;
	const { createGraph, nba } = await modulesOf(folder);
	const graph = createGraph();
	const lengths = new Map<string, number>();
	for (let node = 0; node < model.graph.nodeCount; node++) graph.addNode(node);
	for (let node = 0; node < model.graph.nodeCount; node++) {
		for (let arc = row[node]!; arc < row[node + 1]!; arc += 2) {
			const head = arcs[arc]! >> 1;
			const length = arcs[arc + 1]!;
			const key = `${node}>${head}`;
			if (length === NEVER || length >= (lengths.get(key) ?? NEVER)) continue;
			lengths.set(key, length);
			graph.addLink(node, head, length);
		}
	}
	const { nodeLng, nodeLat } = model.graph;
	const finder = nba(graph, {
		oriented: true,
		distance: (_from: Node, _to: Node, link: { readonly data: number }) => link.data,
		heuristic: (from: Node, to: Node) =>
			distanceM(
				nodeLng[from.id]! / COORD_UNITS_PER_DEG,
				nodeLat[from.id]! / COORD_UNITS_PER_DEG,
				nodeLng[to.id]! / COORD_UNITS_PER_DEG,
				nodeLat[to.id]! / COORD_UNITS_PER_DEG,
			) *
			1000 *
			LOWER_BOUND,
	});
	const rule = { type: "distance", cutoffM: 1000 } as const;
	const { nearest } = coverageOf(model, facilities, rule, profile);
	const walks: { readonly from: number; readonly to: number }[] = [];
	const stride = Math.max(1, Math.floor(model.demand.count / WALKS));
	for (let point = 0; point < model.demand.count && walks.length < WALKS; point += stride) {
		const slot = model.demand.access.start[point]! * 2;
		const facility = nearest[point]!;
		if (facility < 0 || demandEnds.cost[slot] === NEVER) continue;
		const edge = facilities.access.edge[facilities.access.start[facility]!]!;
		const walk = { from: demandEnds.node[slot]!, to: model.graph.edgeFrom[edge]! };
		// From a node to itself the library walks round the block.
		if (walk.from !== walk.to) walks.push(walk);
	}
	for (const { from, to } of walks) {
		const path = finder.find(from, to);
		let length = path.length === 0 ? NEVER : 0;
		for (let i = 1; i < path.length; i++) length += lengths.get(`${path[i]!.id}>${path[i - 1]!.id}`) ?? NEVER;
		searchFrom(model.workspace, network.reverse, { node: [to], cost: [0], label: [0] }, NEVER - 1);
		const ours = model.workspace.cost[from]!;
		if (ours !== length)
			throw new Error(`Ours walks ${ours} mm from ${from} to ${to}, ngraph.path ${length}.`);
	}
	const timing = await alternatedLater(
		() => coverageOf(model, facilities, rule, profile).impedance.length,
		async () => {
			for (const { from, to } of walks) finder.find(from, to);
		},
		ROUNDS,
	);
	return measurement(
		`${city.name}: coverage of ${model.demand.count} homes`,
		`ngraph.path, ${walks.length} walks scaled to all`,
		timing.oursMs,
		(timing.peerMs / walks.length) * model.demand.count,
	);
}

async function modulesOf(folder: PeerFolder): Promise<Modules> {
	const graph = (await folder.load("ngraph.graph/index.js")) as {
		readonly default: Modules["createGraph"];
	};
	const path = (await folder.load("ngraph.path/dist/ngraph.path.es.js")) as {
		readonly default?: { readonly nba: Modules["nba"] };
		readonly nba?: Modules["nba"];
	};
	const nba = path.nba ?? path.default?.nba;
	if (nba === undefined) throw new Error("ngraph.path has no nba.");
	return { createGraph: graph.default, nba };
}
