import { type BBox, metresPerDegree, type Position } from "../../geodata/units/position.ts";

/** Distance outside the streets within which a place still belongs to the city. */
const OUTSIDE_M = 1000;

/** The extent for places: the extent of the streets plus a kilometre. */
export function cityExtent(bbox: BBox): BBox {
	return widened(bbox, OUTSIDE_M);
}

export function widened(bbox: BBox, byM: number): BBox {
	const { lngM, latM } = metresPerDegree((bbox[1] + bbox[3]) / 2);
	return [bbox[0] - byM / lngM, bbox[1] - byM / latM, bbox[2] + byM / lngM, bbox[3] + byM / latM];
}

export function isInside(bbox: BBox, [lng, lat]: Position): boolean {
	return lng >= bbox[0] && lat >= bbox[1] && lng <= bbox[2] && lat <= bbox[3];
}
