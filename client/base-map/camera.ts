/** A map view: centre and zoom. */
export interface Camera {
	readonly lngDeg: number;
	readonly latDeg: number;
	readonly zoom: number;
}
