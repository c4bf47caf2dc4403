import type { TargetGroup } from "../../geodata/catalogue/vocabulary.ts";
import type { CityModel } from "../../geodata/city/city-model.ts";
import type { Profile, Rule } from "../../geodata/cost/profile.ts";
import { circleRadiusM } from "../../geodata/cost/rule.ts";
import { circleCoverage } from "../../geodata/coverage/circle.ts";
import { ANY_TIME, coverageOf } from "../../geodata/coverage/coverage.ts";
import type { CoverageFigures } from "../../geodata/coverage/figures.ts";
import { histogramOf } from "../../geodata/coverage/histogram.ts";
import { IMPEDANCE_PER_UNIT } from "../../geodata/coverage/measures.ts";
import { targetPeople } from "../../geodata/coverage/target-people.ts";
import { ENGINE } from "../../geodata/engine/functions.ts";
import type { OpenCity } from "../../geodata/engine/open-city.ts";
import type { GapOutlines } from "../../geodata/gaps/gaps.ts";
import type { Scenario } from "../../geodata/scenario/scenario.ts";
import { GeodataError, isGeodataError } from "../../geodata/units/error.ts";
import { HomePainter } from "./home-painter.ts";
import { Transfer } from "./rpc.ts";
import {
	type DroppedEdit,
	type Edit,
	type EditLog,
	NOTHING_TO_TAKE_BACK,
	type ScenarioAnswer,
	type ScenarioAreas,
	type ScenarioInput,
	type ScenarioOpened,
	type ScenarioStep,
	type StepInput,
} from "./scenario-types.ts";
import type { CoverageResult } from "./types.ts";

interface OpenScenario {
	readonly scenario: Scenario;
	readonly painter: HomePainter;
	readonly profile: Profile;
	readonly targetGroup: TargetGroup;
	rule: Rule;
	axisEnd: number;
}

/** The what-if of one service: one scenario at a time; each step returns its visible result. */
export class ScenarioService {
	readonly #city: OpenCity;
	readonly #model: CityModel;
	/** A change affects a few gaps of hundreds; the outlines of the others are cached. */
	readonly #outlines: GapOutlines = new Map();
	#open: OpenScenario | null = null;

	constructor(city: OpenCity) {
		this.#city = city;
		this.#model = city.model;
	}

	/** Opens the facilities of the city, then replays the log. */
	open(input: ScenarioInput): Transfer<ScenarioOpened> {
		const { places, rule, profile, targetGroup, axisEnd, palette, log } = input;
		this.#open = null;
		const scenario = ENGINE.scenario(this.#city, { places, rule, profile, targetGroup });
		const painter = new HomePainter(scenario.walks.impedance, rule, palette);
		this.#open = { scenario, painter, profile, targetGroup, rule, axisEnd };
		const dropped = replay(scenario, log);
		painter.repaint(scenario.takeChanged());
		const answer = this.#answer(this.#open, [], true);
		return new Transfer({ ...answer.output, dropped }, answer.buffers);
	}

	/**
	 * @throws {GeodataError} SCENARIO_NOT_OPEN, or the scenario's own code where it refuses a change. Everything is then
	 *   unchanged, except that the buffers stay here.
	 */
	step({ step, spent, ledger }: StepInput): Transfer<ScenarioAnswer> {
		const open = this.#opened();
		const { scenario, painter } = open;
		this.#take(open, step);
		painter.repaint(scenario.takeChanged());
		return this.#answer(open, spent, ledger);
	}

	/** The result after the last step of a gesture: a complete coverage, gaps included. */
	rest(): CoverageResult {
		const { scenario, rule, profile, targetGroup, axisEnd } = this.#opened();
		const model = this.#model;
		const { facilities, coverage } = scenario.snapshot();
		const walkedMs =
			rule.type === "time" ? coverage.impedance : coverageOf(model, facilities, ANY_TIME, profile).impedance;
		return {
			// Places of a scenario have no key in the worker: no call refers to them.
			input: { key: "", rule, profile, targetGroup, axisEnd },
			impedance: coverage.impedance,
			timeMs: walkedMs,
			nearest: coverage.nearest,
			inCircle: circleCoverage(model, facilities, circleRadiusM(rule, profile)),
			figures: {
				...scenario.figures(),
				histogram: this.#histogram(this.#opened()),
				gaps: ENGINE.gaps(this.#city, {
					facilities,
					coverage,
					rule,
					profile,
					targetGroup,
					outlines: this.#outlines,
				}),
			},
		};
	}

	/** True service areas of open facilities; closed and unknown ones are left out. */
	areas(ids: readonly string[]): ScenarioAreas[] {
		const { scenario, rule, profile } = this.#opened();
		const wanted = scenario.facilities().filter(({ id, status }) => status !== "closed" && ids.includes(id));
		const places = wanted.map(({ id, kind, name, position: [lngDeg, latDeg] }) => ({
			facilityId: id,
			kind,
			name,
			lngDeg,
			latDeg,
			entrances: [],
		}));
		const drawn = ENGINE.areas(this.#city, { places, rule, profile });
		return wanted.map(({ id, position }, i) => ({ id, position, area: drawn[i] ?? null }));
	}

	#take(open: OpenScenario, step: ScenarioStep): void {
		const { scenario, painter } = open;
		switch (step.do) {
			case "edit":
				applyEdit(scenario, step.edit, step.continues);
				return;
			case "undo":
				scenario.undo();
				return;
			case "redo":
				scenario.redo();
				return;
			case "rule":
				scenario.setRule(step.rule);
				open.rule = step.rule;
				open.axisEnd = step.axisEnd;
				painter.setRule(step.rule);
				return;
			case "paint":
				painter.setPalette(step.palette);
		}
	}

	#answer(open: OpenScenario, spent: readonly ArrayBuffer[], ledger: boolean): Transfer<ScenarioAnswer> {
		const { scenario, painter } = open;
		const { buffer, paint } = painter.copy(spent);
		const touched = new Set(scenario.changes().map(({ id }) => id));
		return new Transfer(
			{
				totals: scenario.totals(),
				difference: scenario.difference(),
				histogram: this.#histogram(open),
				changed: scenario
					.facilities()
					.filter(({ id }) => touched.has(id))
					.map(({ id, kind, name, position, status, snapped }) => ({
						id,
						kind,
						name,
						position,
						status,
						snapped,
					})),
				byCommunity: ledger ? scenario.figures().byCommunity : null,
				paint,
			},
			[buffer],
		);
	}

	#histogram({ scenario, rule, targetGroup, axisEnd }: OpenScenario): CoverageFigures["histogram"] {
		// The histogram's axis is twice the given cutoff, so half the axis is passed.
		return histogramOf(
			scenario.walks.impedance,
			targetPeople(this.#model.demand, targetGroup),
			rule.type === "time" ? "ms" : "mm",
			(axisEnd / 2) * IMPEDANCE_PER_UNIT,
		);
	}

	#opened(): OpenScenario {
		if (this.#open) return this.#open;
		throw new GeodataError("SCENARIO_NOT_OPEN", "no what-if has been opened in this thread");
	}
}

/** @throws {GeodataError} the scenario's own, or NOTHING_TO_TAKE_BACK where an edit would add no undo step. */
function applyEdit(scenario: Scenario, edit: Edit, continues: boolean): void {
	switch (edit.op) {
		case "add": {
			const { id, kind, name, position } = edit;
			scenario.add({ facilityId: id, kind, name, lngDeg: position[0], latDeg: position[1], entrances: [] });
			return;
		}
		case "move":
			scenario.move(edit.id, edit.position, continues);
			return;
		case "close":
			scenario.close(edit.id);
			return;
		case "reopen":
			scenario.reopen(edit.id);
			return;
		case "restore":
			if (!scenario.changes().some(({ id }) => id === edit.id)) throw nothingToTakeBack(edit.name);
			scenario.restore(edit.id);
			return;
		case "clear":
			if (scenario.changes().length === 0) throw nothingToTakeBack("the what-if");
			scenario.clear();
	}
}

const nothingToTakeBack = (name: string) =>
	new GeodataError(NOTHING_TO_TAKE_BACK, `${name} is as the city has it; allowed is what was changed.`, {
		value: name,
	});

/** Applies all edits, including the undone ones, and then undoes those; leaves out refused edits. */
function replay(scenario: Scenario, { edits, done }: EditLog): DroppedEdit[] {
	const dropped: DroppedEdit[] = [];
	let undone = 0;
	edits.forEach((edit, at) => {
		try {
			applyEdit(scenario, edit, false);
			if (at >= done) undone++;
		} catch (error) {
			if (!isGeodataError(error)) throw error;
			dropped.push({ at, code: error.code });
		}
	});
	for (; undone > 0; undone--) scenario.undo();
	return dropped;
}
