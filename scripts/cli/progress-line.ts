/** On a terminal one line that is rewritten; elsewhere a plain line a phase. Writes to stderr, so results stay clean. */
export class ProgressLine {
	readonly #out: NodeJS.WriteStream;
	#phase = "";
	#shown = "";
	#shownAtMs = 0;

	constructor(out: NodeJS.WriteStream) {
		this.#out = out;
	}

	/** @param total 0 where the end is not known. */
	show = (phase: string, done: number, total: number): void => {
		const isNew = phase !== this.#phase;
		this.#phase = phase;
		if (!this.#out.isTTY) {
			if (isNew) this.#out.write(`${phase} …\n`);
			return;
		}
		const nowMs = performance.now();
		const isLast = total > 0 && done >= total;
		if (!isNew && !isLast && nowMs - this.#shownAtMs < 100) return;
		const text =
			total > 0 ? `${phase} … ${Math.floor((100 * Math.min(done, total)) / total)} %` : `${phase} …`;
		if (text === this.#shown) return;
		this.#out.write(`\r\u001b[2K${text}`);
		this.#shown = text;
		this.#shownAtMs = nowMs;
	};

	/** Takes the line away. */
	clear(): void {
		if (this.#out.isTTY && this.#shown !== "") this.#out.write("\r\u001b[2K");
		this.#shown = "";
		this.#phase = "";
	}
}
