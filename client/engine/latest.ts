/**
 * Runs one job at a time. Of the jobs waiting, only the newest runs, as a drag needs. A job replaced before it starts
 * never runs.
 */
export class Latest<I, O> {
	readonly #run: (input: I) => Promise<O>;
	readonly #settle: (outcome: { readonly input: I; readonly output?: O; readonly error?: unknown }) => void;
	#waiting: { readonly input: I } | null = null;
	#running = false;
	#stopped = false;

	constructor(
		run: (input: I) => Promise<O>,
		settle: (outcome: { readonly input: I; readonly output?: O; readonly error?: unknown }) => void,
	) {
		this.#run = run;
		this.#settle = settle;
	}

	ask(input: I): void {
		this.#waiting = { input };
		if (!this.#running) void this.#work();
	}

	/** Lets a running job finish and discards its result. */
	stop(): void {
		this.#stopped = true;
		this.#waiting = null;
	}

	async #work(): Promise<void> {
		this.#running = true;
		while (this.#waiting && !this.#stopped) {
			const { input } = this.#waiting;
			this.#waiting = null;
			try {
				const output = await this.#run(input);
				if (!this.#stopped) this.#settle({ input, output });
			} catch (error) {
				if (!this.#stopped) this.#settle({ input, error });
			}
		}
		this.#running = false;
	}
}
