import type { HomePaint, ScenarioAnswer } from "../engine/scenario-types.ts";

/** Draws homes; calls `release` once the paint's buffer is no longer in use. */
export type PaintHomes = (paint: HomePaint, release: () => void) => void;

/**
 * Shows the newest answer of a what-if, at most one per frame: in the task that received it, or in a separate task
 * after the frame, never within the frame. The page's figures and the map are thus drawn in two short tasks. Buffers no
 * longer in use go back to the worker.
 */
export class FrameOfAnswer {
	readonly #show: (answer: ScenarioAnswer) => void;
	#paint: PaintHomes | null = null;
	#waiting: ScenarioAnswer | null = null;
	/** One answer was shown since the last frame. */
	#rests = false;
	#spent: ArrayBuffer[] = [];
	/** Incremented by {@link clear}: results from before are dropped. */
	#epoch = 0;

	/** @param show Called with each answer to show, after its homes were painted. */
	constructor(show: (answer: ScenarioAnswer) => void) {
		this.#show = show;
	}

	/** Sets where homes are drawn; null draws none. */
	setPaint(paint: PaintHomes | null): void {
		this.#paint = paint;
	}

	take(answer: ScenarioAnswer): void {
		if (this.#waiting) this.#giveBack(this.#waiting.paint);
		this.#waiting = answer;
		if (!this.#rests) this.#showWaiting();
	}

	/** Buffers no longer in use, to be reused; each is returned once. */
	takeSpent(): ArrayBuffer[] {
		return this.#spent.splice(0);
	}

	/** Drops the waiting answer, and the buffers of a worker that no longer accepts them. */
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
