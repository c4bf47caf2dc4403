import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** Peers are measured, never shipped: installed for one run in a temporary folder. */
const PACKAGES = {
	"@valhallajs/valhallajs": "3.6.1",
	"ngraph.graph": "20.1.2",
	"ngraph.path": "1.6.1",
} as const;

export class PeerFolder {
	readonly path: string;

	private constructor(path: string) {
		this.path = path;
	}

	static install(): PeerFolder {
		const path = mkdtempSync(join(tmpdir(), "lucheng-peers-"));
		writeFileSync(join(path, "package.json"), JSON.stringify({ private: true, dependencies: PACKAGES }));
		execFileSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], {
			cwd: path,
			stdio: "ignore",
		});
		return new PeerFolder(path);
	}

	/** A module of an installed package, by its path inside node_modules. */
	load(file: string): Promise<unknown> {
		return import(pathToFileURL(join(this.path, "node_modules", file)).href);
	}

	remove(): void {
		rmSync(this.path, { recursive: true, force: true });
	}
}
