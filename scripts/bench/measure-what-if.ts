import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { snapFacilities } from "../../geodata/city/city-model.ts";
import { Scenario } from "../../geodata/scenario/scenario.ts";
import type { Position } from "../../geodata/units/position.ts";
import type { BenchCity } from "./bench-city.ts";
import { type Measurement, measurement } from "./measure-city.ts";

const QUARTER_HOUR = { type: "time", cutoffSec: 900 } as const;
const DRAGS = 200;
/** Steps of one drag, each some 20 m, as by hand. */
const STEPS = 20;
const STEP_DEG = 0.0002;

/**
 * Facilities all over the city are dragged, closed and reopened one after another: times of each change with its
 * changed points and totals, and of the full ledgers separately.
 */
export function measureWhatIf({ model, facilities, places, name }: BenchCity): Measurement[] {
	const scenario = new Scenario(model, facilities, QUARTER_HOUR, PROFILES[0]!, "all");
	const times = {
		move: [] as number[],
		close: [] as number[],
		reopen: [] as number[],
		ledgers: [] as number[],
	};
	const timed = (of: number[], change: () => void): void => {
		const start = performance.now();
		change();
		scenario.takeChanged();
		scenario.totals();
		of.push(performance.now() - start);
	};
	for (let drag = 0; drag < DRAGS; drag++) {
		const place = places[drag % places.length];
		if (place === undefined) return [];
		const { facilityId, lngDeg, latDeg } = place;
		for (let step = 1; step <= STEPS; step++) {
			const position: Position = [
				lngDeg + step * STEP_DEG * Math.cos(drag),
				latDeg + step * STEP_DEG * Math.sin(drag),
			];
			timed(times.move, () => scenario.move(facilityId, position, step > 1));
		}
		timed(times.close, () => scenario.close(facilityId));
		timed(times.reopen, () => scenario.reopen(facilityId));
		const start = performance.now();
		scenario.figures();
		times.ledgers.push(performance.now() - start);
		while (scenario.undo());
	}
	return Object.entries(times).flatMap(([change, all]) =>
		([0.5, 0.99] as const).map((share) =>
			measurement(
				`${name}: what-if, ${change}, ${share * 100}th percentile`,
				null,
				percentile(all, share),
				null,
			),
		),
	);
}

const HAND_STEPS = 200;
const HANDS = 10;

/**
 * One facility of each service dragged 200 steps, for up to ten facilities: changes with changed points and totals.
 */
export function measureDrags({ model, services, name }: BenchCity): Measurement[] {
	return services.flatMap(({ serviceId, places }) => {
		const scenario = new Scenario(model, snapFacilities(model, places), QUARTER_HOUR, PROFILES[0]!, "all");
		const times: number[] = [];
		for (let hand = 0; hand < Math.min(HANDS, places.length); hand++) {
			const place = places[Math.floor((hand * places.length) / Math.min(HANDS, places.length))]!;
			for (let step = 1; step <= HAND_STEPS; step++) {
				const position: Position = [
					place.lngDeg + step * STEP_DEG * Math.cos(hand),
					place.latDeg + step * STEP_DEG * Math.sin(hand),
				];
				const start = performance.now();
				scenario.move(place.facilityId, position, step > 1);
				scenario.takeChanged();
				scenario.totals();
				times.push(performance.now() - start);
			}
			while (scenario.undo());
		}
		return ([0.5, 0.99, 1] as const).map((share) =>
			measurement(
				`${name}: drag, ${serviceId}, ${places.length} places, ${share === 1 ? "slowest step" : `${share * 100}th percentile`}`,
				null,
				percentile(times, share),
				null,
			),
		);
	});
}

function percentile(times: readonly number[], share: number): number {
	return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? Number.NaN;
}
