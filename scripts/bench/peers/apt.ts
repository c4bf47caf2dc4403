import { spawnSync } from "node:child_process";

/** Installs system packages. Needs root and apt. @returns Whether they are installed. */
export function aptInstall(...packages: readonly string[]): boolean {
	if (process.getuid?.() !== 0 || spawnSync("apt-get", ["--version"]).status !== 0) return false;
	spawnSync("apt-get", ["update", "-qq"]);
	const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
	const options = ["install", "-y", "-qq", "--no-install-recommends"];
	return spawnSync("apt-get", [...options, ...packages], { env }).status === 0;
}
