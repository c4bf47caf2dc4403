import { rgb } from "../styles/tokens.ts";

/**
 * Patterns that distinguish areas without colour: one path on a square of {@link TEXTURE_PX}, used by the map and the
 * legend. Empty is a plain tint.
 */
export const TEXTURES = {
	plain: "",
	dots: "M3 3h.01M9 9h.01",
	rising: "M-2 8L8 -2M4 14L14 4",
	falling: "M-2 4L8 14M4 -2L14 8",
	level: "M0 3H12M0 9H12",
	upright: "M3 0V12M9 0V12",
	grid: "M0 6H12M6 0V12",
	waves: "M0 4Q3 1 6 4T12 4M0 10Q3 7 6 10T12 10",
} as const;
export type Texture = keyof typeof TEXTURES;

export const TEXTURE_PX = 12;
const GROUND_ALPHA = 0.42;
const LINE_ALPHA = 0.8;
const PIXEL_RATIO = 2;

/** A square of the texture over a fill of its colour; it repeats seamlessly. */
export function textureImage(texture: Texture, colour: string): { data: ImageData; pixelRatio: number } {
	const size = TEXTURE_PX * PIXEL_RATIO;
	const context = new OffscreenCanvas(size, size).getContext("2d");
	if (!context) throw new Error("a 2D canvas could not be made");
	const [r, g, b] = rgb(colour);
	context.fillStyle = `rgba(${r},${g},${b},${GROUND_ALPHA})`;
	context.fillRect(0, 0, size, size);
	context.scale(PIXEL_RATIO, PIXEL_RATIO);
	context.strokeStyle = `rgba(${r},${g},${b},${LINE_ALPHA})`;
	context.lineWidth = texture === "dots" ? 2.2 : 1;
	context.lineCap = texture === "dots" ? "round" : "butt";
	context.stroke(new Path2D(TEXTURES[texture]));
	return { data: context.getImageData(0, 0, size, size), pixelRatio: PIXEL_RATIO };
}
