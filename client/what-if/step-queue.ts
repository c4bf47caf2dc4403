import type { Edit, ScenarioStep } from "../engine/scenario-types.ts";

export interface QueuedStep {
	readonly step: ScenarioStep;
	/** The log's edit it applies; null for other steps. */
	readonly edit: Edit | null;
}

/**
 * Steps of a what-if waiting for the worker. Of the moves of one drag, of rules and of colours the newest wins, so
 * fast drags do not fill the queue.
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
		// A drag's first step sets `continues`; later ones only change the position.
		const isLater = overtakes && step.do === "edit" && last?.do === "edit";
		this.#waiting.push({ step: isLater ? { ...step, continues: last.continues } : step, edit });
	}

	/** The next step; undefined where none waits. */
	take(): QueuedStep | undefined {
		return this.#waiting.shift();
	}

	clear(): void {
		this.#waiting = [];
	}
}
