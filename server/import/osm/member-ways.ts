import { NO_NODE } from "./node-table.ts";
import type { OsmCollector } from "./osm-collector.ts";
import type { OsmMember } from "./osm-sink.ts";
import { type JoinedRings, joinRings } from "./rings.ts";

/** The member ways of relations, looked up by OSM id once the whole file is read. */
export class MemberWays {
	readonly #collector: OsmCollector;
	readonly #wayOf = new Map<number, number>();

	constructor(collector: OsmCollector) {
		this.#collector = collector;
		const wanted = new Set<number>();
		const want = (members: readonly OsmMember[]) => {
			for (const { type, id } of members) if (type === "way") wanted.add(id);
		};
		for (const { members } of [...collector.relations, ...collector.squares]) want(members);
		for (const { at } of collector.matches) if ("members" in at) want(at.members);
		if (wanted.size === 0) return;
		for (let way = 0; way < collector.wayCount; way++) {
			const id = collector.wayId(way);
			if (wanted.has(id) && collector.isCurrentWay(way)) this.#wayOf.set(id, way);
		}
	}

	/** The member ways present in the file, as indices of the collector. */
	waysOf(members: readonly OsmMember[], isInner: boolean): number[] {
		return members
			.filter(({ type, role }) => type === "way" && (role === "inner") === isInner)
			.map(({ id }) => this.#wayOf.get(id))
			.filter((way) => way !== undefined);
	}

	/** Outer or inner rings of a relation, without the nodes the file lacks. */
	rings(members: readonly OsmMember[], isInner: boolean): JoinedRings {
		return joinRings(this.waysOf(members, isInner).map((way) => this.#collector.rowsOf(way)));
	}

	/** True where the file has every node of a way. */
	isWhole(way: number): boolean {
		return this.#collector.nodeIds(way).every((id) => this.#collector.nodes.rowOf(id) !== NO_NODE);
	}
}
