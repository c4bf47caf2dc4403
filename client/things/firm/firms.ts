import type { BBox } from "../../../geodata/units/position.ts";
import type { FirmFeature } from "../../api/city-api.ts";
import type { HomeList } from "../../derived/home-list.ts";

export type FirmQuarter = FirmFeature["properties"]["grades"][number];
export type Grade = FirmQuarter["grade"];
export const GRADES = ["red", "plain", "black"] as const satisfies readonly Grade[];

const NONE = -1;

/** The newest quarter of a firm; null for a firm without grades. */
export const latestOf = (firm: FirmFeature): FirmQuarter | null => firm.properties.grades.at(-1) ?? null;

/** The newest quarter of any firm: the quarter of the list. */
export function latestQuarter(firms: readonly FirmFeature[]): FirmQuarter | null {
	let newest: FirmQuarter | null = null;
	for (const firm of firms) {
		const last = latestOf(firm);
		if (last && (!newest || last.year * 4 + last.quarter > newest.year * 4 + newest.quarter)) newest = last;
	}
	return newest;
}

export interface GradeTotals {
	readonly firms: number;
	readonly people: number;
}

/** Firms by their latest grade, and the people in their compounds. */
export function gradeTotals(firms: readonly FirmFeature[]): Readonly<Record<Grade, GradeTotals>> {
	const of = (grade: Grade) => firms.filter((firm) => latestOf(firm)?.grade === grade);
	const totals = (rows: readonly FirmFeature[]) => ({
		firms: rows.length,
		// Fewer than ten people are never published: they count as none.
		people: rows.reduce((sum, firm) => sum + (firm.properties.people ?? 0), 0),
	});
	return { red: totals(of("red")), plain: totals(of("plain")), black: totals(of("black")) };
}

/** The firm that manages a compound. */
export const firmOf = (firms: readonly FirmFeature[], compoundId: string): FirmFeature | undefined =>
	firms.find((firm) => firm.properties.compoundIds.includes(compoundId));

/**
 * The firm of each home.
 * @returns Shape [homes]; index into `firms`, -1 for none (hamlets).
 */
export function firmOfHomes(firms: readonly FirmFeature[], homes: HomeList): Int32Array {
	const byCompound = new Map(
		firms.flatMap((firm, index) => firm.properties.compoundIds.map((id) => [id, index] as const)),
	);
	return Int32Array.from(homes.ids, (id) => byCompound.get(id) ?? NONE);
}

/** Extent of a firm's compounds; null where none is known. */
export function firmBBox(firm: FirmFeature, { ids, lngLat }: HomeList): BBox | null {
	const wanted = new Set(firm.properties.compoundIds);
	let box: [number, number, number, number] | null = null;
	ids.forEach((id, home) => {
		if (!wanted.has(id)) return;
		const lng = lngLat[home * 2]!;
		const lat = lngLat[home * 2 + 1]!;
		box = box
			? [Math.min(box[0], lng), Math.min(box[1], lat), Math.max(box[2], lng), Math.max(box[3], lat)]
			: [lng, lat, lng, lat];
	});
	return box;
}
