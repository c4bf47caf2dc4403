import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SearchArcs } from "../../geodata/cost/network-costs.ts";
import type { Seeds } from "../../geodata/search/search.ts";

const COMPILER = "g++";
const SOURCE = join(import.meta.dirname, "bucket-reference.cpp");

export interface ReferenceRun {
	readonly medianMs: number;
	/** Sum of all reached costs, for comparing results. */
	readonly sum: number;
}

/** The C++ reference, compiled for this machine and given one graph; a process that runs until `close`. */
export class BucketReference {
	readonly #folder: string;
	readonly #program: string;

	private constructor(folder: string, program: string) {
		this.#folder = folder;
		this.#program = program;
	}

	/** @returns null where there is no g++. */
	static open(arcs: SearchArcs, seeds: Seeds): BucketReference | null {
		if (spawnSync(COMPILER, ["--version"]).status !== 0) return null;
		const folder = mkdtempSync(join(tmpdir(), "lucheng-bench-"));
		const program = join(folder, "bucket-reference");
		execFileSync(COMPILER, ["-O3", "-march=native", "-o", program, SOURCE]);
		const count = arcs.arcs.length / 2;
		const columns: Readonly<Record<string, Uint32Array>> = {
			first: Uint32Array.from(arcs.row, (row) => row / 2),
			head: Uint32Array.from({ length: count }, (_, arc) => arcs.arcs[2 * arc]! >> 1),
			cost: Uint32Array.from({ length: count }, (_, arc) => arcs.arcs[2 * arc + 1]!),
			"seed-node": Uint32Array.from(seeds.node),
			"seed-cost": Uint32Array.from(seeds.cost),
			"seed-label": Uint32Array.from(seeds.label),
		};
		for (const [name, column] of Object.entries(columns)) writeFileSync(join(folder, `${name}.bin`), column);
		return new BucketReference(folder, program);
	}

	run(rounds: number, limit: number): ReferenceRun {
		const output = execFileSync(this.#program, [this.#folder, String(rounds), String(limit)], {
			encoding: "utf8",
		});
		const [, medianMs = Number.NaN, sum = Number.NaN] = output.trim().split(" ").map(Number);
		return { medianMs, sum };
	}

	close(): void {
		rmSync(this.#folder, { recursive: true });
	}
}
