import type { CourtyardInput, FacilityInput } from "../coverage/city-input.ts";
import type { Community } from "./communities.ts";
import type { Home } from "./compounds.ts";
import type { People } from "./people.ts";
import { BUILT_UP_AREAS } from "./places.ts";
import { lengthBetween, type Point, toDegrees, toPlane } from "./plane.ts";
import { type Random, randomStream } from "./random.ts";

/** A community with what has come to be known of it. */
export interface SettledCommunity extends Community {
	readonly index: number;
	readonly type: string;
	readonly people: number;
	readonly people60Plus: number;
	/** Indices of homes, the most people first. */
	readonly homes: readonly number[];
}

interface Ground {
	readonly homes: readonly Home[];
	readonly people: People;
	readonly communities: readonly SettledCommunity[];
}

/** Party service about 2019 (Suzhou Daily). */
export const PARTY_CENTRES = 4;
export const PARTY_STATIONS = 158;
export const PARTY_POINTS = 48;

/** Places of every system that is a place, where a city would have put them: with gaps. */
export function placeFacilities(ground: Ground, seed: number): FacilityInput[] {
	const out: FacilityInput[] = [];
	const placer = new Placer(ground, randomStream(seed, "facilities"), out);
	placer.partyService();
	placer.elderlyCare();
	placer.mentalRehab();
	placer.communityRooms();
	return out;
}

class Placer {
	readonly #ground: Ground;
	readonly #random: Random;
	readonly #out: FacilityInput[];
	readonly #serial = new Map<string, number>();

	constructor(ground: Ground, random: Random, out: FacilityInput[]) {
		this.#ground = ground;
		this.#random = random;
		this.#out = out;
	}

	partyService(): void {
		for (const name of ["玉山", "开发区", "花桥", "张浦"].slice(0, PARTY_CENTRES)) {
			const area = BUILT_UP_AREAS.findIndex((a) => a.name === name);
			const main = this.#nearestToCentre(area);
			this.#put("party-centre", `${name}党群服务中心`, main, 0, { opened: 2012 + this.#random.int(0, 6) });
		}
		// Where people are many a station comes first; estates across the water wait longest.
		const ranked = this.#ranked((c) => {
			const patience = c.type === "resettlement" ? 0.45 : c.isVillage ? 1.55 : 1;
			return Math.sqrt(c.people) * patience * this.#random.range(0.55, 1.3);
		});
		ranked.slice(0, PARTY_STATIONS).forEach((c) => {
			this.#put("party-station", `${c.name}党群服务站`, c, this.#random.chance(0.65) ? 0 : 1, {
				opened: 2014 + this.#random.int(0, 8),
			});
		});
		ranked
			.slice(PARTY_STATIONS - 30)
			.filter(() => this.#random.chance(0.5))
			.slice(0, PARTY_POINTS)
			.forEach((c) => {
				this.#put("party-point", `${c.name}党群服务点`, c, this.#random.int(0, 3), {
					opened: 2017 + this.#random.int(0, 5),
				});
			});
	}

	elderlyCare(): void {
		const byOld = this.#ranked((c) => c.people60Plus * this.#random.range(0.5, 1.4));
		byOld.slice(0, 172).forEach((c) => {
			this.#put("elderly-day-care", `${c.name}日间照料中心`, c, this.#random.int(0, 3), {
				beds: this.#random.int(6, 30),
				mealsPerDay: this.#random.int(30, 160),
			});
		});
		BUILT_UP_AREAS.forEach((area, index) => {
			const seats = this.#largest((c) => c.area === index && !c.isVillage, index < 2 ? 4 : 1);
			seats.forEach((c, i) => {
				this.#put("elderly-college", `${area.name}老年大学${i ? `第${"二三四"[i - 1]}分校` : ""}`, c, 1, {
					courses: this.#random.int(12, 60),
				});
			});
		});
		byOld
			.filter((_, i) => i % 7 === 2)
			.slice(0, 46)
			.forEach((c) => {
				this.#put("elderly-home", `${c.name}小型养老院`, c, this.#random.int(0, 4), {
					beds: this.#random.int(18, 49),
				});
			});
	}

	/** 1 + 3 + N: one city centre, three districts', and points in communities. */
	mentalRehab(): void {
		["玉山", "花桥", "张浦", "巴城"].forEach((name, i) => {
			const area = BUILT_UP_AREAS.findIndex((a) => a.name === name);
			const c = this.#largest((o) => o.area === area && !o.isVillage, 2)[1] as SettledCommunity;
			const title = i === 0 ? "昆山市精神障碍社区康复中心" : `${name}片区精神障碍社区康复中心`;
			this.#put("mental-rehab-centre", title, c, 1, {});
		});
		this.#ranked((c) => Math.sqrt(c.people) * this.#random.range(0.4, 1.4))
			.slice(0, 86)
			.forEach((c) => {
				this.#put("mental-rehab-point", `${c.name}康复点`, c, this.#random.int(0, 4), {});
			});
	}

	communityRooms(): void {
		const kinds = [
			{ kind: "social-work-station", count: 296, title: "社会工作站", spare: {} },
			{ kind: "tea-council-venue", count: 238, title: "吃讲茶议事点", spare: {} },
			{ kind: "neighbour-watch-station", count: 212, title: "邻里守望站", spare: {} },
		];
		for (const { kind, count, title, spare } of kinds) {
			this.#ranked((c) => Math.sqrt(c.people) * this.#random.range(0.5, 1.4))
				.slice(0, count)
				.forEach((c) => {
					this.#put(kind, `${c.name}${title}`, c, this.#random.int(0, 5), spare);
				});
		}
		const works = [
			"共享晾衣架",
			"非机动车充电棚",
			"便民休憩椅",
			"楼道扶手",
			"健身角",
			"共享菜园",
			"儿童沙坑",
		];
		for (const c of this.#ground.communities) {
			const count = this.#random.int(0, 3);
			for (let i = 0; i < count; i++) {
				const work = this.#random.pick(works);
				this.#put("small-works", `${c.name}${work}`, c, this.#random.int(0, 9), {
					work,
					year: this.#random.int(2021, 2025),
					state: this.#random.pick(["done", "done", "done", "building", "suggested"]),
				});
			}
		}
	}

	#ranked(score: (c: SettledCommunity) => number): SettledCommunity[] {
		return this.#ground.communities
			.map((c) => ({ c, score: score(c) }))
			.sort((a, b) => b.score - a.score || a.c.index - b.c.index)
			.map(({ c }) => c);
	}

	#largest(fits: (c: SettledCommunity) => boolean, count: number): SettledCommunity[] {
		return this.#ground.communities
			.filter(fits)
			.sort((a, b) => b.people - a.people || a.index - b.index)
			.slice(0, count);
	}

	#nearestToCentre(area: number): SettledCommunity {
		const centre = toPlane(BUILT_UP_AREAS[area]!.centre);
		const own = this.#ground.communities.filter((c) => c.area === area && c.homes.length > 0);
		own.sort((a, b) => lengthBetween(a.seat, centre) - lengthBetween(b.seat, centre));
		return own[0] as SettledCommunity;
	}

	/** Beside the gate of one of the community's larger homes, or of the one nearest its middle. */
	#put(
		kind: string,
		name: string,
		c: SettledCommunity,
		place: number,
		attributes: Readonly<Record<string, unknown>>,
	): void {
		const { homes } = this.#ground;
		const index =
			place === 0
				? [...c.homes].sort(
						(a, b) => lengthBetween(homes[a]!.centre, c.seat) - lengthBetween(homes[b]!.centre, c.seat),
					)[0]
				: c.homes[place % c.homes.length];
		if (index === undefined) return;
		const home = homes[index] as Home;
		const door = this.#random.pick(home.doorsteps) as Point;
		const serial = (this.#serial.get(kind) ?? 0) + 1;
		this.#serial.set(kind, serial);
		// A few metres off the street, towards the home, so that places at one gate do not hide each other.
		const t = this.#random.range(0.05, 0.2);
		const [lngDeg, latDeg] = toDegrees(
			door[0] + (home.centre[0] - door[0]) * t,
			door[1] + (home.centre[1] - door[1]) * t,
		);
		this.#out.push({
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

/** Towns are numbered as in BUILT_UP_AREAS; 开发区 lies in 玉山. */
export function townIdOf(area: number): string {
	const town = BUILT_UP_AREAS[area]!.town;
	return `320583-${town}`;
}

/** Nearly 1000 five-star courtyards (the article), some thousands of four and three stars, village by village. */
export function placeCourtyards(ground: Ground, seed: number): CourtyardInput[] {
	const random = randomStream(seed, "courtyards");
	const villages = ground.communities.filter((c) => c.isVillage && c.homes.length > 0);
	const zeal = villages.map((c) => Math.sqrt(c.people) * random.range(0.2, 1.6));
	const sum = zeal.reduce((a, b) => a + b, 0);
	const out: CourtyardInput[] = [];
	villages.forEach((c, i) => {
		const share = zeal[i]! / sum;
		const counts = [
			[5, Math.round(share * 986)],
			[4, Math.round(share * 2150)],
			[3, Math.round(share * 3900)],
		] as const;
		for (const [star, count] of counts) {
			for (let k = 0; k < count; k++) {
				const home = ground.homes[random.pick(c.homes)] as Home;
				const house = random.pick(home.buildings.length > 0 ? home.buildings : [home.ring]);
				const corner = random.pick(house);
				const [lngDeg, latDeg] = toDegrees(
					corner[0] * 0.8 + home.centre[0] * 0.2,
					corner[1] * 0.8 + home.centre[1] * 0.2,
				);
				out.push({
					courtyardId: `courtyard-${String(out.length + 1).padStart(5, "0")}`,
					star,
					communityCode: c.code,
					lngDeg,
					latDeg,
					year: random.int(2018, 2025),
				});
			}
		}
	});
	return out;
}
