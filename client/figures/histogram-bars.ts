/** The layout of bars: baseline, height of the tallest, and width of the axis; units of the drawing. */
export interface BarPlot {
	readonly width: number;
	readonly floor: number;
	readonly height: number;
}

const GAP = 1;
const CORNER = 1;
const LEAST_HEIGHT = 1.5;

/**
 * Bars as one outline per colour, so that an update during a drag changes a few elements instead of one per bar.
 *
 * @param people Shape [bins].
 * @param binShare Width of a bin, share of the axis.
 * @param colourOf Index of a bin's colour, 0 to colourCount − 1.
 * @returns Shape [colourCount]; path data, empty where no bar has the colour.
 */
export function barPaths(
	people: readonly number[],
	binShare: number,
	colourOf: (bin: number) => number,
	colourCount: number,
	{ width, floor, height }: BarPlot,
): string[] {
	const most = Math.max(1, ...people);
	const paths = Array.from({ length: colourCount }, () => "");
	const step = binShare * width;
	const barWidth = Math.max(0.5, step - GAP);
	const corner = Math.min(CORNER, barWidth / 2);
	people.forEach((count, bin) => {
		if (count <= 0) return;
		const tall = Math.max(LEAST_HEIGHT, (count / most) * height);
		const left = bin * step + GAP / 2;
		paths[colourOf(bin)] +=
			`M${fixed(left)} ${floor}v${fixed(corner - tall)}q0 ${-corner} ${corner} ${-corner}` +
			`h${fixed(barWidth - 2 * corner)}q${corner} 0 ${corner} ${corner}V${floor}z`;
	});
	return paths;
}

const fixed = (value: number): string => value.toFixed(2);
