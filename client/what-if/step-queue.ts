import type { Edit, ScenarioStep } from "../engine/scenario-types.ts";

export interface QueuedStep {
	readonly step: ScenarioStep;
	/** What of the log it stands for; null where it is none of it. */
	readonly edit: Edit | null;
}

/**
 * Steps of a what-if that wait for the thread. Of the moves of one drag, of rules and of colours the newest wins, so
 * nothing piles up behind a fast hand.
 */
export class StepQueue {
	#waiting: QueuedStep[] = [];

	get isEmpty(): boolean {
		return this.#waiting.length === 0;
	}

	push(step: ScenarioStep, edit: Edit | null): void {
		const last = this.#waiting.at(-1)?.step;
		const overtakes =
			(step.do === "edit" && step.continues && last?.do === "edit") ||
			(last?.do === step.do && (step.do === "rule" || step.do === "paint"));
		if (overtakes) this.#waiting.pop();
		// A drag's first step says whether it continues; those after it only say where.
		const isLater = overtakes && step.do === "edit" && last?.do === "edit";
		this.#waiting.push({ step: isLater ? { ...step, continues: last.continues } : step, edit });
	}

	/** The step whose turn it is; undefined where none waits. */
	take(): QueuedStep | undefined {
		return this.#waiting.shift();
	}

	clear(): void {
		this.#waiting = [];
	}
}
