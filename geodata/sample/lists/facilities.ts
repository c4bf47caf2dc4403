import type { FacilityInput } from "../../city/city-input.ts";
import { BUILT_UP_AREAS } from "../land/places.ts";
import type { Ground, SettledCommunity } from "../people/ground.ts";
import { randomStream } from "../plane/random.ts";
import { FacilityPlacer } from "./facility-placer.ts";
import { hoursOf, openingYear } from "./opening.ts";
import { placeSmallWorks } from "./small-works.ts";

/** Party service around 2019 (Suzhou Daily). */
export const PARTY_CENTRES = 4;
export const PARTY_STATIONS = 158;
export const PARTY_POINTS = 48;

/** Places of every system that has places, located as a city would locate them: with gaps. */
export function placeFacilities(ground: Ground, seed: number): FacilityInput[] {
	const placer = new FacilityPlacer(ground, randomStream(seed, "facilities"));
	placePartyService(placer);
	placeElderlyCare(placer);
	placeMentalRehab(placer);
	placeCommunityRooms(placer);
	placeSmallWorks(placer);
	return placer.placed;
}

function patienceOf(c: SettledCommunity): number {
	return c.type === "resettlement" ? 0.52 : c.isVillage ? 1.24 : 1;
}

function placePartyService(placer: FacilityPlacer): void {
	const { random } = placer;
	for (const name of ["玉山", "开发区", "花桥", "张浦"].slice(0, PARTY_CENTRES)) {
		const area = BUILT_UP_AREAS.findIndex((a) => a.name === name);
		placer.put("party-centre", `${name}党群服务中心`, placer.nearestToCentre(area), 0, {
			opened: random.int(2012, 2018),
			...hoursOf("office", random),
			floorAreaM2: random.int(18, 48) * 100,
		});
	}
	// Stations open first where many people live, and not next to the last one; resettlement estates come last.
	const ranked = placer.spread(
		placer.ranked((c) => Math.sqrt(c.people) * patienceOf(c) * random.range(0.65, 1.3)),
		PARTY_STATIONS,
	);
	ranked.slice(0, PARTY_STATIONS).forEach((c, rank) => {
		// Most are where most people are; the others where a room was available.
		placer.put("party-station", `${c.name}党群服务站`, c, random.chance(0.85) ? 0 : random.int(1, 6), {
			opened: openingYear(rank, PARTY_STATIONS, 2012, random),
			...hoursOf("office", random),
			floorAreaM2: random.int(12, 90) * 10,
		});
	});
	ranked
		.slice(PARTY_STATIONS - 30)
		.filter(() => random.chance(0.5))
		.slice(0, PARTY_POINTS)
		.forEach((c, rank) => {
			placer.put("party-point", `${c.name}党群服务点`, c, random.int(0, 4), {
				opened: openingYear(rank, PARTY_POINTS, 2016, random),
				...hoursOf("evening", random),
				floorAreaM2: random.int(3, 12) * 10,
			});
		});
}

const DAY_CARE = 172;
const CARE_HOMES = 46;

function placeElderlyCare(placer: FacilityPlacer): void {
	const { random } = placer;
	const byOld = placer.ranked((c) => c.people60Plus * random.range(0.5, 1.4));
	byOld.slice(0, DAY_CARE).forEach((c, rank) => {
		placer.put("elderly-day-care", `${c.name}日间照料中心`, c, random.int(0, 3), {
			opened: openingYear(rank, DAY_CARE, 2011, random),
			...hoursOf("care", random),
			places: random.int(6, 30),
			mealsPerDay: random.int(30, 160),
		});
	});
	BUILT_UP_AREAS.forEach((area, index) => {
		const seats = placer.largest((c) => c.area === index && !c.isVillage, index < 2 ? 4 : 1);
		seats.forEach((c, i) => {
			placer.put("elderly-college", `${area.name}老年大学${i ? `第${"二三四"[i - 1]}分校` : ""}`, c, 1, {
				opened: random.int(2005, 2022),
				...hoursOf("care", random),
				courses: random.int(12, 60),
				places: random.int(8, 60) * 10,
			});
		});
	});
	byOld
		.filter((_, i) => i % 7 === 2)
		.slice(0, CARE_HOMES)
		.forEach((c, rank) => {
			const beds = random.int(18, 49);
			placer.put("elderly-home", `${c.name}小型养老院`, c, random.int(0, 4), {
				opened: openingYear(rank, CARE_HOMES, 2013, random),
				days: "daily",
				hours: "00:00–24:00",
				beds,
				nursingBeds: Math.round(beds * random.range(0.4, 0.8)),
			});
		});
}

const REHAB_POINTS = 86;

/** 1 + 3 + N: one city centre, three district centres, and points in communities. */
function placeMentalRehab(placer: FacilityPlacer): void {
	const { random } = placer;
	["玉山", "花桥", "张浦", "巴城"].forEach((name, i) => {
		const area = BUILT_UP_AREAS.findIndex((a) => a.name === name);
		const c = placer.largest((o) => o.area === area && !o.isVillage, 2)[1] as SettledCommunity;
		const title = i === 0 ? "昆山市精神障碍社区康复中心" : `${name}片区精神障碍社区康复中心`;
		placer.put("mental-rehab-centre", title, c, 1, {
			opened: 2019 + i,
			...hoursOf("care", random),
			places: random.int(24, 60),
		});
	});
	placer
		.ranked((c) => Math.sqrt(c.people) * random.range(0.4, 1.4))
		.slice(0, REHAB_POINTS)
		.forEach((c, rank) => {
			placer.put("mental-rehab-point", `${c.name}康复点`, c, random.int(0, 4), {
				opened: openingYear(rank, REHAB_POINTS, 2020, random),
				...hoursOf("care", random),
				places: random.int(10, 16),
				sessionsPerWeek: random.int(1, 5),
			});
		});
}

/** Rooms of communities: number, title and opening years of each kind. */
function placeCommunityRooms(placer: FacilityPlacer): void {
	const { random } = placer;
	const rooms = [
		{
			kind: "social-work-station",
			count: 296,
			title: "社会工作站",
			firstYear: 2018,
			more: () => ({ ...hoursOf("office", random), socialWorkers: random.int(1, 5) }),
		},
		{
			kind: "tea-council-venue",
			count: 238,
			title: "吃讲茶议事点",
			firstYear: 2017,
			more: () => ({
				...hoursOf("evening", random),
				places: random.int(8, 40),
				meetingsPerMonth: random.int(1, 4),
			}),
		},
		{
			kind: "neighbour-watch-station",
			count: 212,
			title: "邻里守望站",
			firstYear: 2019,
			// One station, one contact centre, one card.
			more: (c: SettledCommunity) => ({
				...hoursOf("office", random),
				contactCentre: `${c.name}邻里守望联络中心`,
				cards: Math.max(20, Math.round(c.people60Plus * random.range(0.12, 0.4))),
				volunteers: random.int(10, 60),
			}),
		},
	];
	for (const { kind, count, title, firstYear, more } of rooms) {
		placer
			.ranked((c) => Math.sqrt(c.people) * random.range(0.5, 1.4))
			.slice(0, count)
			.forEach((c, rank) => {
				placer.put(kind, `${c.name}${title}`, c, random.int(0, 5), {
					opened: openingYear(rank, count, firstYear, random),
					...more(c),
				});
			});
	}
}
