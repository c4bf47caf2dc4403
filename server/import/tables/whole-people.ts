/**
 * Whole people of fractional populations, in order: each is rounded down or up so that every running sum, and so
 * the total, is the nearest whole number to the fractional one. Whole numbers stay as they are.
 *
 * Rounding the largest remainders up instead would keep the total too, but move people towards whichever cells
 * have them: of a raster of 0.3 and 0.4 people a cell, only the latter would be left with any.
 */
export function wholePeople(populations: ArrayLike<number>): Uint32Array {
	const people = new Uint32Array(populations.length);
	let wholes = 0;
	let fractions = 0;
	let given = 0;
	for (let i = 0; i < populations.length; i++) {
		// Wholes and fractions are summed apart, so that a large total does not blur a small fraction.
		const whole = Math.floor(populations[i]!);
		wholes += whole;
		fractions += populations[i]! - whole;
		people[i] = wholes + Math.round(fractions) - given;
		given += people[i]!;
	}
	return people;
}
