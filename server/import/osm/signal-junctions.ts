import { NODE_FLAG, type StreetSource } from "../../../geodata/graph/street-source.ts";
import { MAJOR, MINOR, RoadNet, type RoadRank } from "./road-net.ts";

/** A signal this close to a junction along the road belongs to it; signals this close to one another are one. */
const REACH_M = 30;

/**
 * One wait per junction, however many signals are mapped for it.
 *
 * Signals at stop lines move to their junction. Adjacent signals – a crossing, its junction, the junction of the other
 * carriageway – get one number, with the streets between them. A junction between two signals becomes a signal too, so
 * that every route through it waits once in any direction.
 */
export function withSignalJunctions(streets: StreetSource): Pick<StreetSource, "nodeFlags" | "nodeJunction"> {
	const isSignal = streets.nodeFlags.map((flags) => ((flags & NODE_FLAG.SIGNAL) === 0 ? 0 : 1));
	if (!isSignal.includes(1)) return { nodeFlags: streets.nodeFlags };
	const net = new RoadNet(streets);
	moveStopLines(net, isSignal);
	for (const rank of [MAJOR, MINOR] as const) {
		for (const node of junctionsBetween(net, isSignal, rank)) isSignal[node] = 1;
	}
	return {
		nodeFlags: streets.nodeFlags.map((flags, node) =>
			isSignal[node] === 1 ? flags | NODE_FLAG.SIGNAL : flags & ~NODE_FLAG.SIGNAL,
		),
		nodeJunction: numberedJunctions(net, isSignal),
	};
}

function nodesOf(isSignal: Uint8Array): number[] {
	const nodes: number[] = [];
	for (let node = isSignal.indexOf(1); node >= 0; node = isSignal.indexOf(1, node + 1)) nodes.push(node);
	return nodes;
}

/** Signals inside a road, where nobody crosses, move to the nearest junction; one far from any junction stays. */
function moveStopLines(net: RoadNet, isSignal: Uint8Array): void {
	const moves: [from: number, to: number][] = [];
	for (const node of nodesOf(isSignal)) {
		if (net.isCrossing(node) || net.isJunction(node, MINOR)) continue;
		const near = [...net.within(node, REACH_M, () => false).keys()];
		const junction =
			near.find((other) => net.isJunction(other, MAJOR)) ??
			near.find((other) => net.isJunction(other, MINOR));
		if (junction !== undefined) moves.push([node, junction]);
	}
	for (const [from, to] of moves) {
		isSignal[from] = 0;
		isSignal[to] = 1;
	}
}

/** Junctions of a rank that lie between signals: of town roads within reach of two, of others on the way from one to the next. */
function junctionsBetween(net: RoadNet, isSignal: Uint8Array, rank: RoadRank): number[] {
	const lengthsM = new Map<number, number[]>();
	const isEnd = (node: number) => isSignal[node] === 1 || net.isJunction(node, rank);
	for (const signal of nodesOf(isSignal)) {
		for (const [node, lengthM] of net.within(signal, REACH_M, isEnd)) {
			if (isSignal[node] === 1 || !net.isJunction(node, rank)) continue;
			const known = lengthsM.get(node);
			if (known) known.push(lengthM);
			else lengthsM.set(node, [lengthM]);
		}
	}
	return [...lengthsM]
		.filter(([, lengths]) => {
			const [first, second] = lengths.sort((a, b) => a - b);
			return second !== undefined && (rank === MAJOR || first! + second <= REACH_M);
		})
		.map(([node]) => node);
}

/** Shape [nodes]; chains of signals within reach share one number, with the nodes between them. */
function numberedJunctions(net: RoadNet, isSignal: Uint8Array): Uint32Array {
	const parent = new Map<number, number>();
	const rootOf = (node: number): number => {
		const above = parent.get(node) ?? node;
		return above === node ? node : rootOf(above);
	};
	for (const signal of nodesOf(isSignal)) {
		for (const rank of [MINOR, 0]) {
			for (const next of net.neighbours(signal, rank)) {
				const chain = chainToSignal(net, isSignal, signal, next, rank);
				for (const node of chain) parent.set(rootOf(node), rootOf(signal));
			}
		}
	}
	const junctionOf = new Uint32Array(net.nodeCount);
	const numberOfRoot = new Map<number, number>();
	for (const node of [...parent.keys()].sort((a, b) => a - b)) {
		const root = rootOf(node);
		if (!numberOfRoot.has(root)) numberOfRoot.set(root, numberOfRoot.size + 1);
		junctionOf[node] = numberOfRoot.get(root)!;
	}
	return junctionOf;
}

/** The nodes from a signal to the next one, if no way of that rank branches off in between; else none. */
function chainToSignal(
	net: RoadNet,
	isSignal: Uint8Array,
	signal: number,
	first: number,
	rank: number,
): number[] {
	const chain = [signal, first];
	let lengthM = net.lengthM(signal, first);
	while (lengthM <= REACH_M) {
		const node = chain[chain.length - 1]!;
		if (isSignal[node] === 1) return node === signal ? [] : chain;
		const onward = net.neighbours(node, rank);
		const next = onward.find((other) => other !== chain[chain.length - 2]);
		if (onward.length !== 2 || next === undefined) return [];
		lengthM += net.lengthM(node, next);
		chain.push(next);
	}
	return [];
}
