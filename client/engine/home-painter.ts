import type { Rule } from "../../geodata/cost/profile.ts";
import { statedCutoff } from "../../geodata/cost/rule.ts";
import { IMPEDANCE_PER_UNIT } from "../../geodata/coverage/measures.ts";
import { type HomePalette, paintHome } from "../derived/home-colours.ts";
import type { HomePaint } from "./scenario-types.ts";

const CHANNELS = 4;
/** Colour and mark of the homes in one buffer. */
const BYTES_A_HOME = CHANNELS + Float32Array.BYTES_PER_ELEMENT;

/** A what-if shows coverage by streets, not by circles. */
const NO_CIRCLE = 0;

export const MARK_NONE = 0;
export const MARK_GAINED = 1;
export const MARK_LOST = 2;

/** Colours of all homes in a what-if, updated per home and returned as copies in reusable buffers. */
export class HomePainter {
	readonly #impedance: Uint32Array;
	/** Shape [homes]; the city without changes, the reference for gains and losses. */
	readonly #before: Uint32Array;
	readonly #colours: Uint8Array;
	readonly #marks: Float32Array;
	#rule: Rule;
	#palette: HomePalette;

	/** @param impedance Shape [homes]; read at every repaint, because the scenario changes it. */
	constructor(impedance: Uint32Array, rule: Rule, palette: HomePalette) {
		this.#impedance = impedance;
		this.#before = impedance.slice();
		this.#colours = new Uint8Array(impedance.length * CHANNELS);
		this.#marks = new Float32Array(impedance.length);
		this.#rule = rule;
		this.#palette = palette;
		this.#paintAll();
	}

	setRule(rule: Rule): void {
		this.#rule = rule;
		this.#paintAll();
	}

	setPalette(palette: HomePalette): void {
		this.#palette = palette;
		this.#paintAll();
	}

	repaint(homes: Iterable<number>): void {
		const cutoff = statedCutoff(this.#rule) * IMPEDANCE_PER_UNIT;
		for (const home of homes) this.#paint(home, cutoff);
	}

	/** @param spent Returned buffers; one of the right size is reused, the others are dropped. */
	copy(spent: readonly ArrayBuffer[]): { readonly buffer: ArrayBuffer; readonly paint: HomePaint } {
		const homes = this.#marks.length;
		const byteLength = homes * BYTES_A_HOME;
		const buffer = spent.find((one) => one.byteLength === byteLength) ?? new ArrayBuffer(byteLength);
		const paint = {
			colours: new Uint8Array(buffer, 0, homes * CHANNELS),
			marks: new Float32Array(buffer, homes * CHANNELS, homes),
		};
		paint.colours.set(this.#colours);
		paint.marks.set(this.#marks);
		return { buffer, paint };
	}

	#paintAll(): void {
		this.repaint(this.#impedance.keys());
	}

	#paint(home: number, cutoff: number): void {
		const walk = this.#impedance[home]!;
		paintHome(this.#colours, home, walk, NO_CIRCLE, this.#rule, this.#palette);
		const was = this.#before[home]! <= cutoff;
		const is = walk <= cutoff;
		this.#marks[home] = was === is ? MARK_NONE : is ? MARK_GAINED : MARK_LOST;
	}
}
