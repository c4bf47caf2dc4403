/**
 * The gates a closed line passes in order: each an axis-parallel window, from its left to its right end as one
 * walks. All in 1e-7 degrees.
 */
export interface Gates {
	capacity: number;
	/** 1 where the window lies along a parallel (its points differ in longitude). */
	horizontal: Uint8Array;
	/** The coordinate all points of the window share. */
	across: Int32Array;
	/** The other coordinate at the window's left and right end, and where the line would best pass. */
	left: Int32Array;
	right: Int32Array;
	wanted: Int32Array;
}

/** Room for `capacity` gates, keeping what is there. */
export function growGates(gates: Gates | null, capacity: number): Gates {
	const grown = (old: Int32Array | undefined): Int32Array => {
		const array = new Int32Array(capacity);
		if (old !== undefined) array.set(old);
		return array;
	};
	const horizontal = new Uint8Array(capacity);
	if (gates !== null) horizontal.set(gates.horizontal);
	const columns = {
		capacity,
		horizontal,
		across: grown(gates?.across),
		left: grown(gates?.left),
		right: grown(gates?.right),
		wanted: grown(gates?.wanted),
	};
	return gates === null ? columns : Object.assign(gates, columns);
}

/**
 * A closed line of few vertices through `count` gates, each vertex on a gate at whole units. Every straight
 * piece passes each gate between its two ends inside that gate's window, so the line visits exactly the cells
 * the gates were taken from.
 *
 * @returns Flat [lng, lat …], not repeating the first vertex; at least three vertices for a line around something.
 */
export function threadGates(gates: Gates, count: number): Int32Array {
	const points: number[] = [];
	const startX = xOf(gates, 0, gates.wanted[0]!);
	const startY = yOf(gates, 0, gates.wanted[0]!);
	let apexX = startX;
	let apexY = startY;
	let apexGate = 0;
	points.push(startX, startY);
	while (apexGate < count) {
		let reached = farthestGate(gates, count, apexGate, apexX, apexY, startX, startY);
		let at = reached.at;
		// Rounding to whole units may push the piece out of a narrow window it passes at a glancing angle.
		while (
			reached.gate > apexGate + 1 &&
			!passes(gates, apexGate, apexX, apexY, reached.gate, count, at, startX, startY)
		) {
			const nearer = apexGate + Math.max(1, (reached.gate - apexGate) >> 1);
			reached = { gate: nearer, at: nearer === count ? 0 : gates.wanted[nearer]! };
			at = reached.at;
		}
		apexGate = reached.gate;
		if (apexGate === count) break;
		apexX = xOf(gates, apexGate, at);
		apexY = yOf(gates, apexGate, at);
		points.push(apexX, apexY);
	}
	return Int32Array.from(points);
}

const xOf = (gates: Gates, gate: number, at: number): number =>
	gates.horizontal[gate] === 1 ? at : gates.across[gate]!;
const yOf = (gates: Gates, gate: number, at: number): number =>
	gates.horizontal[gate] === 1 ? gates.across[gate]! : at;

/** How far one straight piece from the apex can go, and where on that gate it ends. Gate `count` is the start again. */
function farthestGate(
	gates: Gates,
	count: number,
	apexGate: number,
	apexX: number,
	apexY: number,
	startX: number,
	startY: number,
): { gate: number; at: number } {
	let leftX = 0;
	let leftY = 0;
	let rightX = 0;
	let rightY = 0;
	let gate = apexGate + 1;
	for (; gate <= count; gate++) {
		const closing = gate === count;
		const aX = (closing ? startX : xOf(gates, gate, gates.left[gate]!)) - apexX;
		const aY = (closing ? startY : yOf(gates, gate, gates.left[gate]!)) - apexY;
		const bX = (closing ? startX : xOf(gates, gate, gates.right[gate]!)) - apexX;
		const bY = (closing ? startY : yOf(gates, gate, gates.right[gate]!)) - apexY;
		if (gate === apexGate + 1) {
			leftX = aX;
			leftY = aY;
			rightX = bX;
			rightY = bY;
			continue;
		}
		// The window lies wholly to the right, or wholly to the left, of everything still in sight.
		if (rightX * aY - rightY * aX < 0 || leftX * bY - leftY * bX > 0) break;
		if (aX * leftY - aY * leftX >= 0) {
			leftX = aX;
			leftY = aY;
		}
		if (rightX * bY - rightY * bX >= 0) {
			rightX = bX;
			rightY = bY;
		}
	}
	const last = Math.min(gate - 1, count);
	if (last === count) return { gate: count, at: 0 };
	return { gate: last, at: landing(gates, last, apexX, apexY, leftX, leftY, rightX, rightY) };
}

/** The point of a gate nearest to where the contour runs, among those in sight between the two rays. */
function landing(
	gates: Gates,
	gate: number,
	apexX: number,
	apexY: number,
	leftX: number,
	leftY: number,
	rightX: number,
	rightY: number,
): number {
	const horizontal = gates.horizontal[gate] === 1;
	const depth = gates.across[gate]! - (horizontal ? apexY : apexX);
	const hit = (rayX: number, rayY: number, otherwise: number): number => {
		const along = horizontal ? rayY : rayX;
		if (along === 0) return otherwise;
		return (horizontal ? apexX : apexY) + ((horizontal ? rayX : rayY) * depth) / along;
	};
	const low = Math.min(gates.left[gate]!, gates.right[gate]!);
	const high = Math.max(gates.left[gate]!, gates.right[gate]!);
	const one = hit(leftX, leftY, gates.left[gate]!);
	const two = hit(rightX, rightY, gates.right[gate]!);
	const wanted = Math.min(Math.max(one, two), Math.max(Math.min(one, two), gates.wanted[gate]!));
	return Math.min(high, Math.max(low, Math.round(wanted)));
}

/** True when the piece from the apex to its landing crosses every window in between. */
function passes(
	gates: Gates,
	apexGate: number,
	apexX: number,
	apexY: number,
	lastGate: number,
	count: number,
	at: number,
	startX: number,
	startY: number,
): boolean {
	const toX = (lastGate === count ? startX : xOf(gates, lastGate, at)) - apexX;
	const toY = (lastGate === count ? startY : yOf(gates, lastGate, at)) - apexY;
	for (let gate = apexGate + 1; gate < lastGate; gate++) {
		const aX = xOf(gates, gate, gates.left[gate]!) - apexX;
		const aY = yOf(gates, gate, gates.left[gate]!) - apexY;
		const bX = xOf(gates, gate, gates.right[gate]!) - apexX;
		const bY = yOf(gates, gate, gates.right[gate]!) - apexY;
		if (toX * aY - toY * aX < 0 || toX * bY - toY * bX > 0) return false;
	}
	return true;
}
