import fc from "fast-check";
import type { FacilityPlace } from "../city/demand.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { Position } from "../units/position.ts";
import { facility } from "./scene.ts";

interface PlainFacility {
	readonly place: FacilityPlace;
	readonly open: boolean;
}

/** The expected state of a scenario, kept by brute force: the whole list of facilities is copied at every change. */
export class PlainScenario {
	/** In index order; undone adds are not included. */
	facilities: readonly PlainFacility[];
	readonly base: readonly FacilityPlace[];
	readonly past: (readonly PlainFacility[])[] = [];
	readonly future: (readonly PlainFacility[])[] = [];

	constructor(base: readonly FacilityPlace[]) {
		this.base = base;
		this.facilities = base.map((place) => ({ place, open: true }));
	}

	open(): FacilityPlace[] {
		return this.facilities.flatMap(({ place, open }) => (open ? [place] : []));
	}

	change(facilities: readonly PlainFacility[]): void {
		this.past.push(this.facilities);
		this.future.length = 0;
		this.facilities = facilities;
	}

	/** Extends the last change by one more list, if it was of this facility alone and nothing was undone after it. */
	continue(index: number, facilities: readonly PlainFacility[]): void {
		const before = this.past.at(-1);
		const changed = [...this.facilities.keys()].filter((i) => {
			const [was, is] = [before?.[i], this.facilities[i]];
			return was?.place !== is?.place || was?.open !== is?.open;
		});
		const isLast = before !== undefined && changed.length === 1 && changed[0] === index;
		if (isLast && this.future.length === 0) this.facilities = facilities;
		else this.change(facilities);
	}

	/** Steps from one list to another, as undo and redo do. */
	step(from: (readonly PlainFacility[])[], to: (readonly PlainFacility[])[]): boolean {
		const facilities = from.pop();
		if (facilities === undefined) return false;
		to.push(this.facilities);
		this.facilities = facilities;
		return true;
	}
}

/** A change to make; `pick` selects among all facilities, open or closed. */
export type Op =
	| { readonly op: "add" | "move" | "drag" | "pull"; readonly pick: number; readonly at: Position }
	| { readonly op: "toggle" | "restore" | "clear" | "undo" | "redo"; readonly pick: number };

export const anyOp = (position: fc.Arbitrary<Position>): fc.Arbitrary<Op> =>
	fc.oneof(
		{
			weight: 4,
			arbitrary: fc.record({
				op: fc.constantFrom("add", "move", "drag", "pull"),
				pick: fc.nat(1000),
				at: position,
			}),
		},
		{
			weight: 6,
			arbitrary: fc.record({ op: fc.constantFrom("toggle", "toggle", "undo", "redo"), pick: fc.nat(1000) }),
		},
		{ weight: 1, arbitrary: fc.record({ op: fc.constantFrom("restore", "clear"), pick: fc.nat(1000) }) },
	);

/** Makes one change on both. @returns Whether both agree on what can be undone and redone. */
export function makeChange(scenario: Scenario, plain: PlainScenario, change: Op): boolean {
	const { facilities, base } = plain;
	const index = change.pick % Math.max(1, facilities.length);
	const picked = facilities[index];
	switch (change.op) {
		case "add": {
			const place = facility(`new${facilities.length}`, change.at);
			scenario.add(place);
			plain.change([...facilities, { place, open: true }]);
			break;
		}
		case "move":
		case "pull":
		case "drag": {
			if (picked?.open !== true) break;
			const { facilityId } = picked.place;
			const [lngDeg, latDeg] = change.at;
			if (change.op === "drag") {
				// Through an intermediate position, still one change.
				scenario.move(facilityId, [latDeg, lngDeg]);
				scenario.move(facilityId, change.at, true);
			} else scenario.move(facilityId, change.at, change.op === "pull");
			const place = { ...picked.place, lngDeg, latDeg, entrances: [] };
			const moved = facilities.with(index, { place, open: true });
			// A drag that continues after something else: after an undo, or a change of another facility.
			if (change.op === "pull") plain.continue(index, moved);
			else plain.change(moved);
			break;
		}
		case "toggle": {
			if (picked === undefined) break;
			if (picked.open) scenario.close(picked.place.facilityId);
			else scenario.reopen(picked.place.facilityId);
			plain.change(facilities.with(index, { ...picked, open: !picked.open }));
			break;
		}
		case "restore": {
			if (picked === undefined) break;
			scenario.restore(picked.place.facilityId);
			const found = base[index];
			const isFound = found === undefined ? !picked.open : picked.open && picked.place === found;
			const restored = { place: found ?? picked.place, open: found !== undefined };
			if (!isFound) plain.change(facilities.with(index, restored));
			break;
		}
		case "clear": {
			scenario.clear();
			const cleared = facilities.map(({ place }, i) => ({ place: base[i] ?? place, open: i < base.length }));
			const isClear = facilities.every(({ place, open }, i) =>
				base[i] === undefined ? !open : open && place === base[i],
			);
			if (!isClear) plain.change(cleared);
			break;
		}
		case "undo":
			if (scenario.undo() !== plain.step(plain.past, plain.future)) return false;
			break;
		case "redo":
			if (scenario.redo() !== plain.step(plain.future, plain.past)) return false;
			break;
	}
	return scenario.canUndo === plain.past.length > 0 && scenario.canRedo === plain.future.length > 0;
}
