/**
 * Runs one job at a time and, of those that came meanwhile, only the newest: what a dragged handle needs.
 * A job that was overtaken before it began is never run.
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

	/** What is still running is let finish, and its outcome dropped. */
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
