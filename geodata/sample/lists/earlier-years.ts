import type { FacilityInput, ParkInput, SnapshotInput } from "../../city/city-input.ts";
import { placeOfLand } from "../land/zones.ts";
import type { People } from "../people/people.ts";
import { randomStream } from "../plane/random.ts";
import type { Home } from "../town/compounds.ts";

const PRESENT_YEAR = 2026;
/** Each snapshot is of the last day of its year. */
export const EARLIER_YEARS = [2023, 2024, 2025] as const;
/** New homes and places were built in these years. */
const NEW_YEARS = [2023, 2024, 2025, 2026] as const;
/** Occupancy of an estate in its year of completion, one year later, and two. */
const FILLING = [0.35, 0.7, 0.92] as const;
/** Factor on people per year back: old cores had more people, the rest slightly fewer. */
const STEADY_SHARE = 0.997;
const CORE_SHARE = 1.006;
/** Factor on the share of elderly people per year back. */
const OLD_SHARE = 0.975;

/** People and open places at the end of 2023, 2024 and 2025. All fictional; the census stands for the present. */
export function earlierYears(
	homes: readonly Home[],
	people: People,
	facilities: readonly FacilityInput[],
	parks: readonly ParkInput[],
	seed: number,
): SnapshotInput[] {
	const finished = finishedYears(homes, seed);
	return EARLIER_YEARS.map((year) => {
		const all = homes.map((home, i) => {
			const steady = compounded(home.zone === "core" ? CORE_SHARE : STEADY_SHARE, PRESENT_YEAR - year);
			const since = year - finished[i]!;
			const filled = since < 0 ? 0 : (FILLING[since] ?? 1);
			return Math.round(people.all[i]! * steady * filled);
		});
		const oldShare = compounded(OLD_SHARE, PRESENT_YEAR - year);
		const part = (column: Uint32Array, share: number) =>
			all.map((count, i) =>
				people.all[i] === 0 ? 0 : Math.floor((column[i]! * share * count) / people.all[i]!),
			);
		return {
			date: `${year}-12-31`,
			openFacilityIds: [
				...facilities.filter((f) => wasOpen(f, year)).map((f) => f.facilityId),
				...parks.filter((p) => (p.builtYear ?? 0) <= year).map((p) => p.parkId),
			],
			people: all,
			people0To14: part(people.aged0To14, 1),
			people60Plus: part(people.aged60Plus, oldShare),
		};
	});
}

/** A share to a whole power, by multiplication: equal on every machine. */
function compounded(share: number, years: number): number {
	let out = 1;
	for (let i = 0; i < years; i++) out *= share;
	return out;
}

function wasOpen({ attributes }: FacilityInput, year: number): boolean {
	return attributes.open !== false && (attributes.opened as number) <= year;
}

/** Shape [homes]; 0 for older homes. New compounds are towards the edges of towns, estates among them. */
function finishedYears(homes: readonly Home[], seed: number): Int32Array {
	const random = randomStream(seed, "finished years");
	return Int32Array.from(homes, ({ zone, walls, centre }) => {
		const draw = random.next();
		const year = random.pick(NEW_YEARS);
		if (walls.length === 0) return 0;
		const { reach } = placeOfLand(centre[0], centre[1], seed);
		const likely = zone === "estate" ? 0.07 : reach > 0.75 ? 0.13 : reach > 0.45 ? 0.05 : 0.012;
		return draw < likely ? year : 0;
	});
}
