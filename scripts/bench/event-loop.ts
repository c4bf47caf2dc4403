import { once } from "node:events";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import pino from "pino";
import type { City } from "../../geodata/contract/city.ts";
import { readConfig } from "../../server/config.ts";
import { startServer } from "../../server/start-server.ts";

/**
 * `node scripts/bench/event-loop.ts`: measures the longest time the server's thread computes without yielding while
 * another thread sends heavy requests, four at a time, on the store of the environment. The limit is 50 ms of the
 * thread's processor time, so that other load on the machine does not count.
 */
interface Request {
	readonly path: string;
	readonly body?: object;
}
interface Load {
	readonly name: string;
	readonly requests: readonly Request[];
}

const AT_ONCE = 4;
const MS_PER_US = 1e-3;

if (isMainThread) await measure();
else await ask(workerData);

async function measure(): Promise<void> {
	const server = await startServer({
		config: { ...readConfig(process.env), port: 0, host: "127.0.0.1" },
		log: pino({ level: "silent" }),
		onProgress: ({ step }) => console.log(step),
		signal: new AbortController().signal,
	});
	const { cities } = (await (await fetch(`${server.url}/api/v1/cities`)).json()) as { cities: City[] };
	for (const city of cities) {
		for (const load of loadsOf(city)) {
			const stretch = longestStretch();
			const worker = new Worker(new URL(import.meta.url), { workerData: { url: server.url, load } });
			const [medianMs] = await once(worker, "message");
			const heldMs = stretch.endMs();
			console.log(
				`${city.cityId.padEnd(16)} ${load.name.padEnd(16)} ${String(load.requests.length).padStart(4)} requests, median ${medianMs.toFixed(0).padStart(5)} ms; thread held ${heldMs.toFixed(0).padStart(3)} ms at most`,
			);
		}
	}
	await server.close();
}

/** The most processor time this thread has spent between two turns of its event loop since the call. */
function longestStretch(): { endMs(): number } {
	const usedUs = () => {
		const { user, system } = process.threadCpuUsage();
		return user + system;
	};
	let lastUs = usedUs();
	let longestUs = 0;
	const look = () => {
		const nowUs = usedUs();
		longestUs = Math.max(longestUs, nowUs - lastUs);
		lastUs = nowUs;
	};
	const timer = setInterval(look, 1);
	return {
		endMs() {
			clearInterval(timer);
			look();
			return longestUs * MS_PER_US;
		},
	};
}

/** In the client thread: posts the median response time, ms. */
async function ask({ url, load }: { url: string; load: Load }): Promise<void> {
	const left = [...load.requests];
	const timesMs: number[] = [];
	const askInTurn = async () => {
		for (let next = left.shift(); next !== undefined; next = left.shift()) {
			const startMs = performance.now();
			const response = await fetch(url + next.path, {
				...(next.body && { method: "POST", body: JSON.stringify(next.body) }),
				headers: { "Content-Type": "application/json" },
			});
			await response.arrayBuffer();
			if (!response.ok) throw new Error(`${response.status} for ${next.path}`);
			timesMs.push(performance.now() - startMs);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, askInTurn));
	parentPort?.postMessage(timesMs.sort((a, b) => a - b)[Math.floor(timesMs.length / 2)]);
}

function loadsOf({ cityId, graphHash, bbox: [west, south, east, north] }: City): Load[] {
	const path = (rest: string) => `/api/v1/cities/${cityId}${rest}`;
	const repeat = (times: number, request: (i: number) => Request) =>
		Array.from({ length: times }, (_, i) => request(i));
	const origins = repeat(200, (i) => ({ path: String(i) })).map((_, i) => [
		west + ((east - west) * ((i * 37) % 200)) / 200,
		south + ((north - south) * ((i * 61) % 200)) / 200,
	]);
	const coverage = (i: number) => ({
		path: path("/coverages"),
		body: { service: "party-service", rule: { type: "distance", cutoffM: 900 + i } },
	});
	const isochrones = () => ({
		path: path("/isochrones"),
		body: { origins, rule: { type: "time", cutoffsSec: [300, 600, 900] } },
	});
	const tiles = [9, 11, 13, 14].flatMap((z) =>
		["street", "building", "land", "water", "green"].map((layer) => {
			const x = Math.floor((((west + east) / 2 + 180) / 360) * 2 ** z);
			const sine = Math.sin((((south + north) / 2) * Math.PI) / 180);
			const y = Math.floor((0.5 - Math.atanh(sine) / (2 * Math.PI)) * 2 ** z);
			return { path: `/tiles/${cityId}/${layer}/${z}/${x}/${y}.mvt` };
		}),
	);
	return [
		{ name: "graph", requests: repeat(8, () => ({ path: path(`/graph/${graphHash}`) })) },
		{ name: "coverages", requests: repeat(20, coverage) },
		{ name: "isochrones", requests: repeat(4, isochrones) },
		{ name: "facilities", requests: repeat(20, () => ({ path: path("/facilities?limit=2000") })) },
		{ name: "communities", requests: repeat(20, () => ({ path: path("/communities?limit=2000") })) },
		{ name: "tiles", requests: tiles },
	];
}
