import type { CourtyardInput } from "../../city/city-input.ts";
import type { Ground } from "../people/ground.ts";
import { toDegrees } from "../plane/plane.ts";
import { randomStream } from "../plane/random.ts";
import type { Home } from "../town/compounds.ts";

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
