import type { MapImage } from "../base-map/base-map.ts";
import { rgb, type Tokens } from "../styles/tokens.ts";

/** A five-pointed star in the 24 × 24 box, for villages with star courtyards. */
export const STAR_PATH = "M12 1.6L15.1 8.6L22.7 9.4L17 14.5L18.6 22L12 18.1L5.4 22L7 14.5L1.3 9.4L8.9 8.6Z";

const PIXEL_RATIO = 2;
const DISC_PX = 28;
const HATCH_PX = 11;

export interface SymbolShape {
	readonly path: string;
	readonly colour: string;
	/** Discs for facilities and parks, squares for courtyards, diamonds for plots: distinguishable by shape alone. */
	readonly ground: "disc" | "square" | "diamond";
}

/** White symbol on a coloured shape with a thin rim, 28 px. */
export function symbolImage(shape: SymbolShape, tokens: Tokens): MapImage {
	const size = DISC_PX * PIXEL_RATIO;
	const context = canvas(size);
	context.scale(PIXEL_RATIO, PIXEL_RATIO);
	const ground = new Path2D();
	if (shape.ground === "disc") ground.arc(DISC_PX / 2, DISC_PX / 2, DISC_PX / 2 - 1.5, 0, 2 * Math.PI);
	else if (shape.ground === "square") ground.roundRect(2, 2, DISC_PX - 4, DISC_PX - 4, 6);
	else ground.addPath(new Path2D(`M14 1L27 14L14 27L1 14Z`));
	context.fillStyle = shape.colour;
	context.fill(ground);
	context.lineWidth = 2;
	context.strokeStyle = tokens.card;
	context.stroke(ground);
	// The 24-unit symbol is centred: 16 px wide, a little smaller in a diamond.
	const widthPx = shape.ground === "diamond" ? 12.5 : 16;
	const scale = widthPx / 24;
	context.translate((DISC_PX - widthPx) / 2, (DISC_PX - widthPx) / 2);
	context.scale(scale, scale);
	context.fillStyle = "#FFFFFF";
	context.fill(new Path2D(shape.path), "evenodd");
	return { data: context.getImageData(0, 0, size, size), pixelRatio: PIXEL_RATIO };
}

/** Diagonal hatch over a light fill: readable with colour blindness and in black-and-white print. */
export function hatchImage(tokens: Tokens): MapImage {
	const size = HATCH_PX * PIXEL_RATIO;
	const context = canvas(size);
	const [r, g, b] = rgb(tokens.gap);
	context.fillStyle = `rgba(${r},${g},${b},0.12)`;
	context.fillRect(0, 0, size, size);
	const [er, eg, eb] = rgb(tokens.gapEdge);
	context.strokeStyle = `rgba(${er},${eg},${eb},0.42)`;
	context.lineWidth = PIXEL_RATIO;
	// Extends beyond the tile on both sides, so that the lines join at its edges.
	for (const shift of [-size, 0, size]) {
		context.beginPath();
		context.moveTo(shift - 2, size + 2);
		context.lineTo(shift + size + 2, -2);
		context.stroke();
	}
	return { data: context.getImageData(0, 0, size, size), pixelRatio: PIXEL_RATIO };
}

function canvas(size: number): OffscreenCanvasRenderingContext2D {
	const context = new OffscreenCanvas(size, size).getContext("2d");
	if (!context) throw new Error("a 2D canvas could not be made");
	return context;
}
