/**
 * On a terminal, one line that is rewritten; elsewhere one plain line per phase. Writes to stderr, so stdout has only
 * results.
 */
export class ProgressLine {
	readonly #out: NodeJS.WriteStream;
	#phase = "";
	#shown = "";
	#shownAtMs = 0;

	constructor(out: NodeJS.WriteStream) {
		this.#out = out;
	}

	/** @param total 0 where unknown. */
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

	/** Removes the line. */
	clear(): void {
		if (this.#out.isTTY && this.#shown !== "") this.#out.write("\r\u001b[2K");
		this.#shown = "";
		this.#phase = "";
	}
}
