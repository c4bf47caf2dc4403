import { createStore, type StoreApi } from "zustand";
import type { LedgerRow } from "../../geodata/coverage/ledger.ts";
import type { GeodataError } from "../../geodata/units/error.ts";
import { isGeodataError } from "../../geodata/units/error.ts";
import { CANCELLED, WORKER_DIED } from "../derived/error-codes.ts";
import {
	type ChangedFacility,
	type Edit,
	type EditLog,
	NOTHING_TO_TAKE_BACK,
	type ScenarioAnswer,
	type ScenarioInput,
	type ScenarioStep,
} from "../engine/scenario-types.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { EngineCaller } from "../engine/use-engine.ts";
import { canRedo, canUndo, continuesLast, recorded, redone, undone, without } from "./edit-log.ts";
import { FrameOfAnswer, type PaintHomes } from "./frame-of-answer.ts";
import { StepQueue } from "./step-queue.ts";

/** Idle time before gaps and polygons are computed. */
const REST_MS = 160;

/** The basis of a what-if. */
export type Setup = Omit<ScenarioInput, "log">;

/** A refused edit, and the reason. */
export interface RefusedEdit {
	readonly edit: Edit;
	readonly code: string;
	readonly message: string;
}

export interface WhatIfState {
	/** `waiting`: there is no worker; edits are kept and applied once there is one. */
	readonly status: "waiting" | "opening" | "live";
	readonly log: EditLog;
	/** The newest answer; null before the first. */
	readonly live: Omit<ScenarioAnswer, "paint" | "byCommunity"> | null;
	/** The changes, as of the last moment without a drag. */
	readonly settled: readonly ChangedFacility[];
	/** From the newest answer that includes them. */
	readonly byCommunity: readonly LedgerRow[] | null;
	/** The complete result, gaps included, once idle; outdated during changes. */
	readonly rest: CoverageResult | null;
	readonly refused: readonly RefusedEdit[];
	/** The worker was lost during a what-if, and whether another has replaced it. */
	readonly interrupted: "restarting" | "restarted" | null;
	/** Id of the dragged facility. */
	readonly dragged: string | null;
	/** An unexpected failure of the worker. */
	readonly error: GeodataError | null;
}

/**
 * One what-if: its log, the source of truth, and the worker that computes its results. One step runs at a time; of the
 * waiting moves the newest wins. When the worker is lost, the next one replays the whole log.
 */
export class WhatIfSession {
	readonly store: StoreApi<WhatIfState>;
	readonly #keep: (log: EditLog) => void;
	#caller: EngineCaller | null = null;
	#setup: Setup | null = null;
	/** Identifies the opened scenario; answers of an earlier one are dropped. */
	#generation = 0;
	/** Incremented by every change of a figure; a rest result must be of the newest version. */
	#version = 0;
	readonly #queue = new StepQueue();
	#running = false;
	readonly #frames = new FrameOfAnswer((answer) => this.#show(answer));
	#restTimer: ReturnType<typeof setTimeout> | undefined;
	#ledger = false;

	/** @param keep Called with the log when it is not being dragged. */
	constructor(log: EditLog, keep: (log: EditLog) => void) {
		this.#keep = keep;
		this.store = createStore<WhatIfState>(() => ({
			status: "waiting",
			log,
			live: null,
			settled: [],
			byCommunity: null,
			rest: null,
			refused: [],
			interrupted: null,
			dragged: null,
			error: null,
		}));
	}

	/** Opens the what-if in a worker with a city. Changing only cutoff or colours is a step of the same scenario. */
	attach(caller: EngineCaller, setup: Setup): void {
		const now = this.#setup;
		const same =
			now !== null &&
			this.#caller === caller &&
			now.places === setup.places &&
			now.profile === setup.profile &&
			now.targetGroup === setup.targetGroup &&
			now.rule.type === setup.rule.type;
		this.#caller = caller;
		this.#setup = setup;
		if (!same) {
			this.#open();
			return;
		}
		if (now.rule !== setup.rule || now.axisEnd !== setup.axisEnd)
			this.#push({ do: "rule", rule: setup.rule, axisEnd: setup.axisEnd });
		if (now.palette !== setup.palette) this.#push({ do: "paint", palette: setup.palette });
	}

	/** The worker is gone, or the mode was left; the log stays. */
	detach(): void {
		this.#generation++;
		this.#caller = null;
		this.#setup = null;
		this.#queue.clear();
		this.#running = false;
		this.#frames.clear();
		clearTimeout(this.#restTimer);
		this.store.setState({ status: "waiting", rest: null });
	}

	/** The worker is missing unexpectedly. */
	interrupt(): void {
		if (this.store.getState().live) this.store.setState({ interrupted: "restarting" });
	}

	/** Reopens after a worker error. */
	reopen(caller: EngineCaller, setup: Setup): void {
		this.#setup = null;
		this.attach(caller, setup);
	}

	/** Sets where homes are drawn; null draws none. */
	setPaint(paint: PaintHomes | null): void {
		this.#frames.setPaint(paint);
		// The current answer is drawn now.
		if (paint && this.#setup && this.store.getState().live)
			this.#push({ do: "paint", palette: this.#setup.palette });
	}

	/** While the communities are visible, their rows are updated too. */
	setLedger(ledger: boolean): void {
		this.#ledger = ledger;
	}

	/** @param continues Part of the same drag as the previous edit. */
	edit(edit: Edit, continues = false): void {
		const { log } = this.store.getState();
		const goesOn = continues && continuesLast(log, edit);
		this.#setLog(recorded(log, edit, goesOn));
		this.#push({ do: "edit", edit, continues: goesOn }, edit);
	}

	undo(): void {
		const { log } = this.store.getState();
		if (!canUndo(log)) return;
		this.#setLog(undone(log));
		this.#push({ do: "undo" });
	}

	redo(): void {
		const { log } = this.store.getState();
		if (!canRedo(log)) return;
		this.#setLog(redone(log));
		this.#push({ do: "redo" });
	}

	/** A drag starts: slow computations wait until it ends. */
	grab(id: string): void {
		clearTimeout(this.#restTimer);
		this.store.setState({ dragged: id });
	}

	putDown(): void {
		const { live, settled, log } = this.store.getState();
		this.store.setState({ dragged: null, settled: live ? sameChanges(settled, live.changed) : settled });
		this.#keep(log);
		if (!this.#running && this.#queue.isEmpty) this.#restSoon();
	}

	/** The reader dismissed the messages. */
	dismiss(): void {
		this.store.setState({ refused: [], interrupted: null });
	}

	#setLog(log: EditLog): void {
		this.store.setState({ log });
		if (this.store.getState().dragged === null) this.#keep(log);
	}

	#open(): void {
		const caller = this.#caller;
		const setup = this.#setup;
		if (!caller || !setup) return;
		const generation = ++this.#generation;
		const { log } = this.store.getState();
		this.#queue.clear();
		this.#running = true;
		this.#frames.clear();
		this.#version++;
		this.store.setState({ status: "opening", rest: null, error: null });
		caller.call("scenarioOpen", { ...setup, log }).then(
			(opened) => {
				if (generation !== this.#generation) return;
				const refused = opened.dropped.flatMap(({ at, code }): RefusedEdit[] => {
					const edit = log.edits[at];
					return edit ? [{ edit, code, message: "" }] : [];
				});
				if (refused.length > 0) {
					const left = refused.reduce((now, { edit }) => without(now, edit), this.store.getState().log);
					this.#setLog(left);
					this.store.setState({ refused: refused.filter(({ code }) => code !== NOTHING_TO_TAKE_BACK) });
				}
				this.store.setState(({ interrupted }) => ({
					status: "live",
					interrupted: interrupted && "restarted",
				}));
				this.#running = false;
				this.#frames.take(opened);
				this.#pump();
			},
			(error: unknown) => this.#lost(generation, error),
		);
	}

	#push(step: ScenarioStep, edit: Edit | null = null): void {
		this.#version++;
		clearTimeout(this.#restTimer);
		this.#queue.push(step, edit);
		this.#pump();
	}

	#pump(): void {
		const caller = this.#caller;
		if (this.#running || !caller) return;
		const next = this.#queue.take();
		if (!next) {
			this.#restSoon();
			return;
		}
		this.#running = true;
		const generation = this.#generation;
		const spent = this.#frames.takeSpent();
		caller.call("scenarioStep", { step: next.step, spent, ledger: this.#ledger }, { transfer: spent }).then(
			(answer) => {
				if (generation !== this.#generation) return;
				this.#running = false;
				this.#frames.take(answer);
				this.#pump();
			},
			(error: unknown) => {
				if (generation !== this.#generation) return;
				this.#running = false;
				if (next.edit && isRefusal(error)) {
					this.#refuse(next.edit, error);
					this.#pump();
				} else this.#lost(generation, error);
			},
		);
	}

	#refuse(edit: Edit, { code, message }: GeodataError): void {
		this.#setLog(without(this.store.getState().log, edit));
		if (code === NOTHING_TO_TAKE_BACK) return;
		this.store.setState((now) => ({ refused: [...now.refused, { edit, code, message }] }));
	}

	#lost(generation: number, error: unknown): void {
		if (generation !== this.#generation) return;
		this.#generation++;
		this.#caller = null;
		this.#setup = null;
		this.#queue.clear();
		this.#running = false;
		const gone = isGeodataError(error) && (error.code === WORKER_DIED || error.code === CANCELLED);
		this.store.setState({ status: "waiting", error: gone ? null : asGeodataError(error) });
	}

	#show({ byCommunity, totals, difference, histogram, changed }: ScenarioAnswer): void {
		const now = this.store.getState();
		this.store.setState({
			live: { totals, difference, histogram, changed },
			settled: now.dragged === null ? sameChanges(now.settled, changed) : now.settled,
			...(byCommunity ? { byCommunity } : {}),
		});
	}

	#restSoon(): void {
		clearTimeout(this.#restTimer);
		const { dragged, status } = this.store.getState();
		if (dragged !== null || status !== "live") return;
		this.#restTimer = setTimeout(() => this.#askRest(), REST_MS);
	}

	#askRest(): void {
		const caller = this.#caller;
		if (!caller) return;
		const generation = this.#generation;
		const version = this.#version;
		caller.call("scenarioRest", null).then(
			(rest) => {
				if (generation === this.#generation && version === this.#version)
					this.store.setState({ rest, byCommunity: rest.figures.byCommunity });
			},
			(error: unknown) => this.#lost(generation, error),
		);
	}
}

/** The previous list where nothing changed, so that dependants do not update. */
function sameChanges(
	was: readonly ChangedFacility[],
	is: readonly ChangedFacility[],
): readonly ChangedFacility[] {
	const same = (a: ChangedFacility, b: ChangedFacility | undefined) =>
		a.id === b?.id &&
		a.status === b.status &&
		a.position[0] === b.position[0] &&
		a.position[1] === b.position[1];
	return was.length === is.length && was.every((row, i) => same(row, is[i])) ? was : is;
}

/** The scenario refused the edit and is unchanged; after any other error the worker cannot be trusted. */
function isRefusal(error: unknown): error is GeodataError {
	return (
		isGeodataError(error) &&
		(/^FACILITY_/.test(error.code) ||
			error.code === "POSITION_OUT_OF_RANGE" ||
			error.code === NOTHING_TO_TAKE_BACK)
	);
}

const asGeodataError = (error: unknown): GeodataError | null => (isGeodataError(error) ? error : null);
