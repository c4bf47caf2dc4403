import { BUFFER_M } from "../../../geodata/isochrone/reach-raster.ts";
import type { ComparedPolygons } from "./compare-polygons.ts";

/** Percentiles of the table. */
const BELOW = [5, 25, 50, 75, 95] as const;
const DIGITS = 3;

/** The section on polygons: percentiles over origins, and what could not be compared. */
export function polygonsText(compared: readonly ComparedPolygons[], cutoffM: number, date: Date): string {
	const skipped = new Set(compared.filter(({ shares }) => shares === null).map(({ network }) => network));
	const lines = [
		`Written by \`npm run bench:peers\`, alone by \`npm run bench:peers -- --polygons\`. Polygons of ${cutoffM} m around street`,
		`corners of each network. The buffer of the reach is the land within ${BUFFER_M} m of the walked streets, counted in cells of`,
		"3 m; Valhalla uses the same extract. Columns: percentiles over origins.",
		"",
		date.toISOString().slice(0, 10),
		"",
		`| network | share | origins | ${BELOW.join(" | ")} |`,
		`|---|---|---:|${"---:|".repeat(BELOW.length)}`,
	];
	for (const { network, what, shares } of compared) {
		if (shares === null) continue;
		const figures = BELOW.map((percent) => percentile(shares, percent));
		lines.push(`| ${[network, what, shares.length, ...figures].join(" | ")} |`);
	}
	for (const network of skipped)
		lines.push(
			"",
			`- ${network}: not compared with Valhalla, which reads only PBF; osmium, which converts to PBF, is missing and cannot be installed.`,
		);
	return lines.join("\n");
}

/** @param sorted Ascending. */
function percentile(sorted: readonly number[], percent: number): string {
	const value = sorted[Math.floor(((sorted.length - 1) * percent) / 100)];
	return value === undefined ? "–" : value.toFixed(DIGITS);
}
