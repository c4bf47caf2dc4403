import { expect, it } from "vitest";
import { UNREACHED } from "../../geodata/units/constants.ts";
import { homeColours, homePalette } from "../derived/home-colours.ts";
import { DARK, LIGHT } from "../styles/tokens.ts";
import { HomePainter } from "./home-painter.ts";

const RULE = { type: "time", cutoffSec: 1200 } as const;
/** One home in every band, at its far end, and two that are denied. */
const IMPEDANCE = Uint32Array.of(300_000, 600_000, 900_000, 1_200_000, 1_200_001, UNREACHED);

it("homes in a what-if have the map's colours for streets, whatever circles cover", () => {
	const painter = new HomePainter(IMPEDANCE, RULE, homePalette(LIGHT, 1));
	const onMap = (circle: number) =>
		homeColours(IMPEDANCE, new Uint8Array(IMPEDANCE.length).fill(circle), RULE, homePalette(LIGHT, 1));
	expect([...painter.copy([]).paint.colours]).toEqual([...onMap(0)]);
	expect([...onMap(1)]).toEqual([...onMap(0)]);
	painter.setPalette(homePalette(DARK, 1));
	expect([...painter.copy([]).paint.colours]).not.toEqual([...onMap(0)]);
});
