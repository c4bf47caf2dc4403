import type { Page, Request } from "playwright-core";

interface TraceEvent {
	readonly name: string;
	readonly ph: string;
	readonly pid: number;
	readonly tid: number;
	/** Wall-clock time and CPU time, microseconds. */
	readonly dur?: number;
	readonly tdur?: number;
	readonly args?: { readonly name?: string };
}

const FRAME_MS = 16;

/**
 * Reports frames and tasks of the page's main thread while `act` runs. Tasks are measured by CPU time: on a shared
 * machine with software rendering, wall-clock time depends on other processes.
 */
export async function reportFrames(page: Page, act: () => Promise<void>): Promise<string> {
	const browser = page.context().browser();
	if (!browser) throw new Error("the page has no browser");
	await browser.startTracing(page, { categories: ["toplevel", "disabled-by-default-devtools.timeline"] });
	await page.evaluate(() => {
		const frames: number[] = [];
		let last = performance.now();
		const next = () => {
			const now = performance.now();
			frames.push(now - last);
			last = now;
			requestAnimationFrame(next);
		};
		requestAnimationFrame(next);
		Object.assign(window, { framesOfTest: frames });
	});
	await act();
	const frames = await page.evaluate(() => (window as unknown as { framesOfTest: number[] }).framesOfTest);
	const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
	const tasks = mainThreadTasks(trace.traceEvents);
	const long = tasks.filter((ms) => ms > FRAME_MS).length;
	return [
		`frames ${spread(frames)}`,
		`main-thread tasks of 0.5 ms and more, processor time ${spread(tasks)}, ${long} above ${FRAME_MS} ms`,
	].join("; ");
}

/** Makes the page count repaints of each of its canvases, from the next document on. */
export async function countPaints(page: Page): Promise<void> {
	await page.addInitScript(() => {
		const paints: Record<string, number> = {};
		const clear = WebGL2RenderingContext.prototype.clear;
		WebGL2RenderingContext.prototype.clear = function (this: WebGL2RenderingContext, mask: number) {
			const canvas = this.canvas as HTMLCanvasElement;
			const name = canvas.classList.contains("maplibregl-canvas") ? "map" : "drag";
			if (mask & this.COLOR_BUFFER_BIT) paints[name] = (paints[name] ?? 0) + 1;
			clear.call(this, mask);
		};
		Object.assign(window, { paintsOfTest: paints });
	});
}

/** Repaints so far of the map's own canvas and of the drag canvas above it. */
export const paintsOf = (page: Page): Promise<{ readonly map: number; readonly drag: number }> =>
	page.evaluate(() => ({
		map: 0,
		drag: 0,
		...(window as unknown as { paintsOfTest: Record<string, number> }).paintsOfTest,
	}));

/** Counts the tile requests in progress, those of workers included. */
export function watchTiles(page: Page): () => number {
	const underWay = new Set<Request>();
	page.on("request", (request) => {
		if (request.url().includes("/tiles/")) underWay.add(request);
	});
	page.on("requestfinished", (request) => underWay.delete(request));
	page.on("requestfailed", (request) => underWay.delete(request));
	return () => underWay.size;
}

/** CPU time of the busiest renderer's tasks, ms, without trivial tasks. */
function mainThreadTasks(events: readonly TraceEvent[]): number[] {
	const renderers = new Set(
		events
			.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
			.map(({ pid, tid }) => `${pid}/${tid}`),
	);
	const byThread = new Map<string, number[]>();
	for (const { name, ph, pid, tid, tdur } of events) {
		const thread = `${pid}/${tid}`;
		if (name !== "RunTask" || ph !== "X" || tdur === undefined || tdur < 500 || !renderers.has(thread))
			continue;
		byThread.set(thread, [...(byThread.get(thread) ?? []), tdur / 1000]);
	}
	return [...byThread.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

function spread(values: readonly number[]): string {
	const sorted = values.toSorted((a, b) => a - b);
	const at = (share: number) =>
		(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
	return `${sorted.length}: median ${at(0.5)} ms, 99 % ${at(0.99)} ms, worst ${at(1)} ms`;
}
