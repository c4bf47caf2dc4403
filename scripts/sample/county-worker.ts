import type { CountyTask } from "./county-pool.ts";
import { type DrawnCounty, drawnCounty } from "./draw-county.ts";

/** Draws one county of a province in its own thread. */
export default function drawInThread(task: CountyTask): DrawnCounty {
	return drawnCounty(task);
}
