import { type CityModel, type FacilitySet, snapFacilities } from "../../geodata/city/city-model.ts";
import type { CityPack } from "../../geodata/city/city-pack.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import { circleRadiusM, cutoffOf, ruleOf, statedCutoff, walkOf } from "../../geodata/cost/rule.ts";
import { circleCoverage } from "../../geodata/coverage/circle.ts";
import { ANY_TIME, type Coverage, coverageOf } from "../../geodata/coverage/coverage.ts";
import { histogramOf } from "../../geodata/coverage/histogram.ts";
import { IMPEDANCE_PER_UNIT } from "../../geodata/coverage/measures.ts";
import { targetPeople } from "../../geodata/coverage/target-people.ts";
import { ENGINE } from "../../geodata/engine/functions.ts";
import { OpenCity } from "../../geodata/engine/open-city.ts";
import type { Isochrones } from "../../geodata/isochrone/isochrones.ts";
import { NONE, UNREACHED } from "../../geodata/units/constants.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { openedCity } from "./opened-city.ts";
import { type CallContext, refuseCancelled } from "./rpc.ts";
import { ScenarioService } from "./scenario-service.ts";
import type {
	AreasInput,
	AreasResult,
	CoverageInput,
	CoverageResult,
	IsochroneInput,
	OpenedCity,
	PlacesInput,
	Standing,
	StandingInput,
	Walk,
	WalksInput,
} from "./types.ts";

/** Size of the coverage cache: every service of a city, by time and by distance, for one or two profiles. */
const MAX_COVERAGES = 48;
/** Number of service areas drawn between two checks for an abort. */
const AREAS_AT_ONCE = 8;

interface KnownPlaces {
	readonly places: readonly FacilityPlace[];
	readonly set: FacilitySet;
	readonly version: number;
}

/** One open city and the places on it; answers from its cache where possible. */
export class CityEngine {
	/** The what-if of this city. */
	readonly scenario: ScenarioService;
	readonly #city: OpenCity;
	readonly #model: CityModel;
	readonly #places = new Map<string, KnownPlaces>();
	readonly #coverages = new Map<string, Coverage>();
	#version = 0;

	constructor(pack: CityPack) {
		this.#city = new OpenCity(pack);
		this.#model = this.#city.model;
		this.scenario = new ScenarioService(this.#city);
	}

	opened(): OpenedCity {
		return openedCity(this.#model.pack);
	}

	setPlaces({ key, places }: PlacesInput): void {
		this.#version++;
		this.#places.set(key, { places, set: snapFacilities(this.#model, places), version: this.#version });
	}

	coverage(input: CoverageInput): CoverageResult {
		const { key, rule, profile, targetGroup, axisEnd } = input;
		const { set } = this.#known(key);
		const coverage = this.#coverage(key, rule, profile);
		const people = targetPeople(this.#model.demand, targetGroup);
		// The histogram's axis is twice the given cutoff, so half the axis is passed.
		const half = (axisEnd / 2) * IMPEDANCE_PER_UNIT;
		return {
			input,
			impedance: coverage.impedance,
			timeMs: this.#coverage(key, ANY_TIME, profile).impedance,
			nearest: coverage.nearest,
			inCircle: circleCoverage(this.#model, set, circleRadiusM(rule, profile)),
			figures: {
				...ENGINE.report(this.#city, { facilities: set, coverage, rule, profile, targetGroup }),
				histogram: histogramOf(coverage.impedance, people, coverage.unit, half),
			},
		};
	}

	/** The true service area of every place, computed in batches so that it can be aborted. */
	async areas({ key, rule, profile }: AreasInput, { signal, progress }: CallContext): Promise<AreasResult> {
		const { places } = this.#known(key);
		const areas: AreasResult[number][] = [];
		for (let from = 0; from < places.length; from += AREAS_AT_ONCE) {
			await nextTurn();
			refuseCancelled(signal);
			const some = places.slice(from, from + AREAS_AT_ONCE);
			areas.push(...ENGINE.areas(this.#city, { places: some, rule, profile }));
			progress({ done: areas.length, total: places.length });
		}
		return areas;
	}

	isochrones({ position, type, cutoffs, profile }: IsochroneInput): Isochrones {
		const rule = type === "time" ? { type, cutoffsSec: cutoffs } : { type, cutoffsM: cutoffs };
		const question = { origins: [position], rule };
		return { type: "FeatureCollection", features: [...ENGINE.isochrones(this.#city, { question, profile })] };
	}

	walks({ home, services }: WalksInput): Walk[] {
		return services.map(({ serviceId, key, rule, profile }) => {
			const coverage = this.#coverage(key, rule, profile);
			const walk = walkOf(coverage.impedance[home] ?? UNREACHED, rule.type);
			const timeSec = walkOf(this.#coverage(key, ANY_TIME, profile).impedance[home] ?? UNREACHED, "time");
			const nearest = coverage.nearest[home] ?? NONE;
			return {
				serviceId,
				walk,
				timeSec,
				covered: walk !== null && walk <= statedCutoff(rule),
				nearest: this.#known(key).places[nearest]?.name ?? null,
			};
		});
	}

	/** One community under every service, with the same sums as the ledger. */
	standing({ code, services }: StandingInput): Standing[] {
		const { demand } = this.#model;
		const community = this.#model.pack.communities.findIndex((row) => row.code === code);
		if (community < 0)
			throw new GeodataError("COMMUNITY_UNKNOWN", `no community here has the code ${code}`, { code });
		return services.map(({ serviceId, key, rule, profile, targetGroup }) => {
			const { impedance } = this.#coverage(key, rule, profile);
			const people = targetPeople(demand, targetGroup);
			const cutoff = cutoffOf(rule);
			const sums = { serviceId, people: 0, coveredPeople: 0 };
			for (let home = 0; home < demand.count; home++) {
				if (demand.community[home] !== community) continue;
				sums.people += people[home]!;
				if (impedance[home]! <= cutoff) sums.coveredPeople += people[home]!;
			}
			return sums;
		});
	}

	/** Walks of every home to the nearest place, without a cutoff: a new cutoff needs no new computation. */
	#coverage(key: string, rule: Rule, profile: Profile): Coverage {
		const known = this.#known(key);
		const cacheKey = `${key}/${known.version}/${rule.type}/${JSON.stringify(profile)}`;
		const kept = this.#coverages.get(cacheKey);
		if (kept) return kept;
		const coverage = coverageOf(this.#model, known.set, ruleOf(rule.type, statedCutoff(rule)), profile);
		const oldest = this.#coverages.keys().next();
		if (this.#coverages.size >= MAX_COVERAGES && !oldest.done) this.#coverages.delete(oldest.value);
		this.#coverages.set(cacheKey, coverage);
		return coverage;
	}

	#known(key: string): KnownPlaces {
		const known = this.#places.get(key);
		if (!known) throw new GeodataError("UNKNOWN_PLACES", `no places are known as ${key}`, { key });
		return known;
	}
}

/** Lets queued messages be handled. */
const nextTurn = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
