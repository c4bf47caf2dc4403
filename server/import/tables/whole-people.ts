/**
 * Whole people from fractional populations, in order: each is rounded down or up so that every running sum, and so
 * the total, is the nearest whole number to the fractional sum. Whole numbers stay unchanged.
 *
 * Rounding the largest remainders up would keep the total too, but move people to the cells with larger fractions: in a
 * raster of 0.3 and 0.4 people per cell, only the latter would have any.
 */
export function wholePeople(populations: ArrayLike<number>): Uint32Array {
	const people = new Uint32Array(populations.length);
	let wholes = 0;
	let fractions = 0;
	let given = 0;
	for (let i = 0; i < populations.length; i++) {
		// Wholes and fractions are summed separately, so that a large total does not round off a small fraction.
		const whole = Math.floor(populations[i]!);
		wholes += whole;
		fractions += populations[i]! - whole;
		people[i] = wholes + Math.round(fractions) - given;
		given += people[i]!;
	}
	return people;
}
