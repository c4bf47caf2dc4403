import type { FacilityInput } from "../../city/city-input.ts";
import { BUILT_UP_AREAS } from "../land/places.ts";
import { type Ground, type SettledCommunity, townIdOf } from "../people/ground.ts";
import { lengthBetween, type Point, toDegrees, toPlane } from "../plane/plane.ts";
import type { Random } from "../plane/random.ts";
import type { Home } from "../town/compounds.ts";

/** A place is located where many people live within this straight distance, m… */
const NEAR_M = 480;
/** …and, of the best spots, where most people can walk to it within this distance, m. */
const REACH_M = 850;
const LIKELY_SPOTS = 14;
/** Of communities whose seats are nearer than this, only one comes first, m. */
const BESIDE_M = 850;

/** Locates places in communities as a city would: at a gate with many people around, with names and numbers. */
export class FacilityPlacer {
	readonly ground: Ground;
	readonly random: Random;
	readonly placed: FacilityInput[] = [];
	readonly #serial = new Map<string, number>();
	/** Shape [homes]; people within {@link NEAR_M}. */
	readonly #peopleNear: Float64Array;
	readonly #spots = new Map<SettledCommunity, readonly number[]>();

	constructor(ground: Ground, random: Random) {
		this.ground = ground;
		this.random = random;
		this.#peopleNear = peopleNear(ground);
	}

	/** All communities, highest score first. */
	ranked(score: (c: SettledCommunity) => number): SettledCommunity[] {
		return this.ground.communities
			.map((c) => ({ c, score: score(c) }))
			.sort((a, b) => b.score - a.score || a.c.index - b.c.index)
			.map(({ c }) => c);
	}

	/** The same order, except that neighbours of a chosen community wait until `count` are chosen. */
	spread(ranked: readonly SettledCommunity[], count: number): SettledCommunity[] {
		const first: SettledCommunity[] = [];
		const waiting: SettledCommunity[] = [];
		for (const c of ranked) {
			const beside = first.some((o) => lengthBetween(o.seat, c.seat) < BESIDE_M);
			if (beside || first.length === count) waiting.push(c);
			else first.push(c);
		}
		return [...first, ...waiting];
	}

	largest(fits: (c: SettledCommunity) => boolean, count: number): SettledCommunity[] {
		return this.ground.communities
			.filter(fits)
			.sort((a, b) => b.people - a.people || a.index - b.index)
			.slice(0, count);
	}

	nearestToCentre(area: number): SettledCommunity {
		const centre = toPlane(BUILT_UP_AREAS[area]!.centre);
		const own = this.ground.communities.filter((c) => c.area === area && c.homes.length > 0);
		own.sort((a, b) => lengthBetween(a.seat, centre) - lengthBetween(b.seat, centre));
		return own[0] as SettledCommunity;
	}

	/** The homes of a community by suitability for a place: most people within reach first. */
	#spotsOf(c: SettledCommunity): readonly number[] {
		const known = this.#spots.get(c);
		if (known) return known;
		const { homes, isReached } = this.ground;
		const reached = c.homes.filter((i) => isReached(homes[i]!));
		const ordered = (reached.length > 0 ? reached : [...c.homes]).sort(
			(a, b) => this.#peopleNear[b]! - this.#peopleNear[a]! || a - b,
		);
		const walkers = new Map(ordered.slice(0, LIKELY_SPOTS).map((i) => [i, this.#peopleInReach(i)]));
		const spots = [
			...[...walkers].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([i]) => i),
			...ordered.slice(LIKELY_SPOTS),
		];
		this.#spots.set(c, spots);
		return spots;
	}

	#peopleInReach(home: number): number {
		const { homes, people, walks } = this.ground;
		const door = homes[home]!.doorsteps[0] as Point;
		let sum = 0;
		for (const i of walks.homesWithin(door, REACH_M)) sum += people.all[i]!;
		return sum;
	}

	/**
	 * Locates a place beside the gate of a home of the community.
	 *
	 * @param spot 0 for the home with most people around, 1 for the next…
	 */
	put(
		kind: string,
		name: string,
		c: SettledCommunity,
		spot: number,
		attributes: Readonly<Record<string, unknown>>,
	): void {
		const { homes } = this.ground;
		const spots = this.#spotsOf(c);
		const index = spots[spot % spots.length];
		if (index === undefined) return;
		const home = homes[index] as Home;
		// The first doorstep is the one whose street was evaluated.
		const door = (spot === 0 ? home.doorsteps[0] : this.random.pick(home.doorsteps)) as Point;
		const serial = (this.#serial.get(kind) ?? 0) + 1;
		this.#serial.set(kind, serial);
		// A few metres off the street, towards the home, so that places at one gate do not hide each other.
		const apartM = this.random.range(6, 22);
		const t = Math.min(0.3, apartM / Math.max(1, lengthBetween(door, home.centre)));
		const [lngDeg, latDeg] = toDegrees(
			door[0] + (home.centre[0] - door[0]) * t,
			door[1] + (home.centre[1] - door[1]) * t,
		);
		this.placed.push({
			facilityId: `${kind}-${String(serial).padStart(4, "0")}`,
			kind,
			name,
			lngDeg,
			latDeg,
			entrances: [toDegrees(...door)],
			communityCode: c.code,
			townId: townIdOf(c.area),
			attributes: { ...attributes, sample: true },
		});
	}
}

/** Sums over grid cells of {@link NEAR_M}, so that only neighbours are compared. */
function peopleNear({ homes, people }: Ground): Float64Array {
	const cell = ([x, y]: Point) => [Math.floor(x / NEAR_M), Math.floor(y / NEAR_M)] as const;
	const key = (cx: number, cy: number) => (cx + 4096) * 8192 + cy + 4096;
	const cells = new Map<number, number[]>();
	homes.forEach((home, i) => {
		const k = key(...cell(home.centre));
		const held = cells.get(k);
		if (held) held.push(i);
		else cells.set(k, [i]);
	});
	return Float64Array.from(homes, (home) => {
		const [cx, cy] = cell(home.centre);
		let sum = 0;
		for (let x = cx - 1; x <= cx + 1; x++) {
			for (let y = cy - 1; y <= cy + 1; y++) {
				for (const i of cells.get(key(x, y)) ?? []) {
					if (lengthBetween(home.centre, homes[i]!.centre) <= NEAR_M) sum += people.all[i]!;
				}
			}
		}
		return sum;
	});
}
