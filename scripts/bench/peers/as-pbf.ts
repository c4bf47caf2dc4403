import { execFileSync, spawnSync } from "node:child_process";
import { basename, join } from "node:path";
import { aptInstall } from "./apt.ts";

/**
 * Converts an OpenStreetMap extract to PBF in the order of ids that Valhalla needs; a PBF file is used as it is.
 *
 * @returns null where osmium is not installed and cannot be.
 * @throws {Error} with osmium's message where it cannot read the file.
 */
export function asPbf(network: string, folder: string): string | null {
	if (network.endsWith(".pbf")) return network;
	const there = (): boolean => spawnSync("osmium", ["--version"]).status === 0;
	if (!there() && !(aptInstall("osmium-tool") && there())) return null;
	const pbf = join(folder, `${basename(network)}.pbf`);
	execFileSync("osmium", ["sort", "--no-progress", "--overwrite", "-f", "pbf", "-o", pbf, network], {
		stdio: ["ignore", "ignore", "pipe"],
	});
	return pbf;
}
