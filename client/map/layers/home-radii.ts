/** Radius of a home in metres on the ground: its area is proportional to its people. */
export function homeRadiiM(people: Uint32Array): Float32Array {
	return Float32Array.from(people, (count) => 6 + 0.85 * Math.sqrt(count));
}
