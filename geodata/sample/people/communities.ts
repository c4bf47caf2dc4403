import { BUILT_UP_AREAS } from "../land/places.ts";
import type { Zone } from "../land/zones.ts";
import { lengthBetween, type Point } from "../plane/plane.ts";
import { type Random, randomStream } from "../plane/random.ts";
import type { Home } from "../town/compounds.ts";
import { COMMUNITY_GROUPS } from "./community-names.ts";

/** A community without polygon and people. */
export interface Community {
	readonly code: string;
	readonly name: string;
	readonly isVillage: boolean;
	/** Index of BUILT_UP_AREAS. */
	readonly area: number;
	seat: Point;
}

export interface CommunityMap {
	readonly communities: readonly Community[];
	/** Shape [faces]; -1 outside. */
	readonly ofFace: Int32Array;
	/** Shape [homes]; the community of the home's face. */
	readonly ofHome: Int32Array;
}

/** The land to be divided among communities. */
export interface CommunityGround {
	readonly homes: readonly Home[];
	readonly faceCount: number;
	/** Built-up area of a face, -1 outside. */
	readonly areaOf: (face: number) => number;
	readonly middleOf: (face: number) => Point;
	/** Whether a face is open country or water. */
	readonly isRural: (face: number) => boolean;
}

/**
 * Places the 350 communities where homes are, committees in towns and villages in the country, and assigns faces to
 * each.
 */
export function seatCommunities(ground: CommunityGround, seed: number): CommunityMap {
	const random = randomStream(seed, "communities");
	const communities = listed();
	const { homes, areaOf } = ground;
	BUILT_UP_AREAS.forEach((_, area) => {
		for (const villages of [false, true]) {
			const own = communities.filter((c) => c.area === area && c.isVillage === villages);
			const here = homes.filter((h) => areaOf(h.face) === area && (h.zone === "country") === villages);
			spread(own, here, random);
		}
	});
	const ofFace = Int32Array.from({ length: ground.faceCount }, (_, face) => {
		const area = areaOf(face);
		return area < 0 ? -1 : nearest(communities, area, ground.middleOf(face), ground.isRural(face));
	});
	giveEachAFace(communities, ground, ofFace);
	return { communities, ofFace, ofHome: Int32Array.from(homes.map((h) => ofFace[h.face]!)) };
}

function listed(): Community[] {
	const out: Community[] = [];
	for (const group of COMMUNITY_GROUPS) {
		const area = BUILT_UP_AREAS.findIndex((a) => a.name === (group.unit || group.town));
		for (const entry of group.communities.split(" ")) {
			const name = entry.slice(6);
			const isVillage = name.endsWith("村") && !name.endsWith("新村");
			out.push({ code: `320583${entry.slice(0, 6)}`, name, isVillage, area, seat: [0, 0] });
		}
	}
	return out;
}

/** k seats among weighted homes: far apart first, then moved to the centre of their homes. */
function spread(own: readonly Community[], homes: readonly Home[], random: Random): void {
	if (own.length === 0 || homes.length === 0) return;
	const seats: Point[] = [(random.pick(homes) as Home).centre];
	const nearestM = homes.map(() => Number.POSITIVE_INFINITY);
	while (seats.length < own.length) {
		const last = seats[seats.length - 1] as Point;
		let best = 0;
		let bestScore = -1;
		homes.forEach((h, i) => {
			nearestM[i] = Math.min(nearestM[i]!, lengthBetween(h.centre, last));
			const score = nearestM[i]! * Math.sqrt(h.weight) * (0.4 + random.next());
			if (score > bestScore) {
				best = i;
				bestScore = score;
			}
		});
		seats.push((homes[best] as Home).centre);
	}
	for (let round = 0; round < 4; round++) {
		const sums = seats.map(() => [0, 0, 0] as [number, number, number]);
		for (const h of homes) {
			const sum = sums[nearestIndex(seats, h.centre)]!;
			sum[0] += h.centre[0] * h.weight;
			sum[1] += h.centre[1] * h.weight;
			sum[2] += h.weight;
		}
		sums.forEach(([x, y, w], i) => {
			if (w > 0) seats[i] = [x / w, y / w];
		});
	}
	own.forEach((c, i) => {
		c.seat = seats[i] as Point;
	});
}

function nearestIndex(seats: readonly Point[], p: Point): number {
	let best = 0;
	let bestM = Number.POSITIVE_INFINITY;
	seats.forEach((s, i) => {
		const d = lengthBetween(s, p);
		if (d < bestM) {
			best = i;
			bestM = d;
		}
	});
	return best;
}

function nearest(communities: readonly Community[], area: number, p: Point, rural: boolean): number {
	let best = -1;
	let bestM = Number.POSITIVE_INFINITY;
	communities.forEach((c, i) => {
		if (c.area !== area) return;
		// A town committee gets country only where it is much nearer than any village, and the reverse.
		const d = lengthBetween(c.seat, p) * (c.isVillage === rural ? 1 : 1.9);
		if (d < bestM) {
			best = i;
			bestM = d;
		}
	});
	return best;
}

/** A community that lost all its faces with homes gets back the one nearest to its seat. */
function giveEachAFace(
	communities: readonly Community[],
	{ homes, areaOf }: CommunityGround,
	ofFace: Int32Array,
): void {
	const settled = new Set(homes.map((h) => h.face));
	const count = new Int32Array(communities.length);
	for (const face of settled) count[ofFace[face]!] = count[ofFace[face]!]! + 1;
	communities.forEach((c, index) => {
		if (count[index]! > 0) return;
		let best = -1;
		let bestM = Number.POSITIVE_INFINITY;
		for (const h of homes) {
			const d = lengthBetween(h.centre, c.seat);
			if (areaOf(h.face) !== c.area || d >= bestM || count[ofFace[h.face]!]! < 2) continue;
			best = h.face;
			bestM = d;
		}
		if (best < 0) return;
		count[ofFace[best]!] = count[ofFace[best]!]! - 1;
		ofFace[best] = index;
		count[index] = 1;
	});
}

/** The type that follows from a community's homes. */
export function communityType(isVillage: boolean, zones: readonly Zone[], random: Random): string {
	if (isVillage) return random.chance(0.4) ? "traditional-village" : "new-village";
	const share = (zone: Zone) => zones.filter((z) => z === zone).length / Math.max(1, zones.length);
	if (share("core") > 0.45) return "old";
	if (share("estate") > 0.35) return "resettlement";
	if (share("urban") > 0.85) return random.chance(0.16) ? "old" : "commodity";
	return "mixed";
}
