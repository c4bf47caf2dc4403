/** Admits a limited number of callers; the others wait in order of arrival. */
export class RequestQueue {
	readonly #waiting: (() => void)[] = [];
	readonly #maxWaiting: number;
	readonly #places: number;
	#free: number;

	constructor(places: number, maxWaiting: number) {
		this.#places = places;
		this.#free = places;
		this.#maxWaiting = maxWaiting;
	}

	get waiting(): number {
		return this.#waiting.length;
	}

	get inside(): number {
		return this.#places - this.#free;
	}

	get isFull(): boolean {
		return this.#free === 0 && this.#waiting.length >= this.#maxWaiting;
	}

	/**
	 * Resolves when a place is free; call {@link leave} once for it. Rejects, without taking a place, when `signal`
	 * fires.
	 */
	enter(signal: AbortSignal): Promise<void> {
		if (this.#free > 0) {
			this.#free -= 1;
			return Promise.resolve();
		}
		return new Promise((resolve, reject) => {
			const proceed = () => {
				signal.removeEventListener("abort", giveUp);
				resolve();
			};
			const giveUp = () => {
				this.#waiting.splice(this.#waiting.indexOf(proceed), 1);
				reject(signal.reason);
			};
			signal.addEventListener("abort", giveUp, { once: true });
			this.#waiting.push(proceed);
		});
	}

	leave(): void {
		const next = this.#waiting.shift();
		if (next === undefined) this.#free += 1;
		else next();
	}
}
