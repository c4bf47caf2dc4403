import type { HomePaint, ScenarioAnswer } from "../engine/scenario-types.ts";

/** Draws homes; calls `release` once the buffer under the paint is no longer drawn. */
export type PaintHomes = (paint: HomePaint, release: () => void) => void;

/**
 * Shows the newest answer of a what-if, at most one a frame. It is shown in the task that brought it, or in one of
 * its own after the frame, never within the frame: the figures of the page and the picture of the map are drawn in
 * two tasks, each short. Buffers that were drawn go back to the thread.
 */
export class FrameOfAnswer {
	readonly #show: (answer: ScenarioAnswer) => void;
	#paint: PaintHomes | null = null;
	#waiting: ScenarioAnswer | null = null;
	/** One was shown since the last frame. */
	#rests = false;
	#spent: ArrayBuffer[] = [];
	/** Raised by {@link clear}: what belongs to the time before is dropped. */
	#epoch = 0;

	/** @param show Given each answer that is shown, after its homes were painted. */
	constructor(show: (answer: ScenarioAnswer) => void) {
		this.#show = show;
	}

	/** Where homes are drawn; null where they are not. */
	setPaint(paint: PaintHomes | null): void {
		this.#paint = paint;
	}

	take(answer: ScenarioAnswer): void {
		if (this.#waiting) this.#giveBack(this.#waiting.paint);
		this.#waiting = answer;
		if (!this.#rests) this.#showWaiting();
	}

	/** Buffers no longer drawn, to be filled again; each once. */
	takeSpent(): ArrayBuffer[] {
		return this.#spent.splice(0);
	}

	/** Forgets what waits, and buffers of a thread that will not have them back. */
	clear(): void {
		this.#epoch++;
		this.#waiting = null;
		this.#rests = false;
		this.#spent = [];
	}

	#showWaiting(): void {
		const answer = this.#waiting;
		this.#waiting = null;
		if (!answer) return;
		const epoch = this.#epoch;
		const release = () => {
			if (epoch === this.#epoch) this.#giveBack(answer.paint);
		};
		if (this.#paint) this.#paint(answer.paint, release);
		else release();
		this.#rests = true;
		requestAnimationFrame(() =>
			setTimeout(() => {
				if (epoch !== this.#epoch) return;
				this.#rests = false;
				this.#showWaiting();
			}),
		);
		this.#show(answer);
	}

	#giveBack({ colours }: HomePaint): void {
		this.#spent.push(colours.buffer as ArrayBuffer);
	}
}
