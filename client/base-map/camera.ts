/** Where a map looks: the place in its middle, and how near. */
export interface Camera {
	readonly lngDeg: number;
	readonly latDeg: number;
	readonly zoom: number;
}
