import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** Its id, also used in links. */
export const SECOND_CITY = "line";
/** Half of the people live at the first three places, towards the station. */
export const SECOND_CITY_PEOPLE = { near: 30, far: 25 } as const;

const STEP_DEG = 0.0001;
const NODES = 201;

/**
 * A second city for the running product: one street of 2.2 km along the equator with a station at its west end, two
 * homes at 330 m and one at 2.2 km along it. At the equator 0.001° are 111.3 m.
 */
export async function importSecondCity(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
	const nodes = Array.from(
		{ length: NODES },
		(_, i) => `<node id="${i + 1}" version="1" lat="0" lon="${(STEP_DEG * i).toFixed(7)}"/>`,
	);
	const refs = Array.from({ length: NODES }, (_, i) => `<nd ref="${i + 1}"/>`);
	const write = (name: string, text: string) => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const network = write(
		"line.osm",
		`<?xml version="1.0"?><osm version="0.6">${nodes.join("")}<way id="1" version="1">${refs.join("")}<tag k="highway" v="footway"/><tag k="name" v="Long"/></way></osm>`,
	);
	const population = write(
		"homes.csv",
		"id,lon,lat,pop\na,0.003,0.0001,10\nb,0.003,-0.0001,20\nc,0.02,0.0001,25",
	);
	const facilities = write("stations.csv", "id,name,lon,lat\ns1,West station,0,0");
	await run(
		[
			"scripts/import.ts",
			"city",
			"--id",
			SECOND_CITY,
			"--name",
			"线城",
			"--name-en",
			"Line",
			"--network",
			network,
			"--population",
			population,
			"--facilities",
			facilities,
			"--kind",
			"party-station",
		],
		env,
	);
}

function run(command: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, command, { env, stdio: ["ignore", "pipe", "pipe"] });
		let said = "";
		const hear = (chunk: Buffer) => {
			said += chunk.toString();
		};
		child.stdout.on("data", hear);
		child.stderr.on("data", hear);
		child.on("exit", (code) =>
			code === 0 ? resolve() : reject(new Error(`the second city was not imported (${code}):\n${said}`)),
		);
	});
}
