import { basename, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import type { Plugin, Rolldown, UserConfig } from "vite";
import { measurePages, type PageReport, reportLines, type Script } from "./measure-pages.ts";
import { orderLayers } from "./order-layers.ts";
import type { Page } from "./pages.ts";
import { precompress } from "./precompress.ts";

const HOUSE = fileURLToPath(new URL("../..", import.meta.url));
const CLIENT = join(HOUSE, "client");

/** Report of a build. */
export interface BuildReport {
	readonly pages: readonly PageReport[];
	/** Of pages and workers. */
	readonly scripts: readonly Script[];
}

/**
 * Vite configuration of the client for build and development: one HTML file per page.
 * @param api Origin of the server used in development.
 * @param tell Called after every build that is within its budgets.
 */
export function clientConfig(
	pages: readonly Page[],
	api: string,
	tell: (report: BuildReport) => void = () => undefined,
): UserConfig {
	const scripts = new Map<string, Omit<Script, "bytes">>();
	return {
		root: CLIENT,
		plugins: [
			react(),
			orderLayers(join(CLIENT, "styles/layers.css"), CLIENT),
			recordScripts(scripts),
			sendAndMeasure(pages, scripts, tell),
		],
		build: {
			outDir: join(HOUSE, "dist/client"),
			emptyOutDir: true,
			target: "es2022",
			rolldownOptions: { input: pages.map(({ html }) => join(CLIENT, html)) },
			// Fonts and workers stay files: the server's content security policy allows no data: fonts or scripts.
			assetsInlineLimit: 0,
			// The size of a page is limited by its budget.
			chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
		},
		worker: { format: "es", plugins: () => [recordScripts(scripts)] },
		// Not all of /api: the client has its own sources in a folder of that name.
		server: { proxy: { "/api/v1": api, "/tiles": api } },
	};
}

/** Records what each script of a bundle contains; workers are bundles of their own. */
function recordScripts(scripts: Map<string, Omit<Script, "bytes">>): Plugin {
	return {
		name: "record-scripts",
		apply: "build",
		generateBundle(_options, bundle) {
			for (const output of Object.values(bundle)) {
				if (output.type !== "chunk") continue;
				scripts.set(output.fileName, {
					file: output.fileName,
					html: htmlOf(output),
					imports: output.imports,
					laterImports: output.dynamicImports,
					holds: heldBy(output),
				});
			}
		},
	};
}

/** Compresses the output, and fails the build where a page is over its budget or contains a forbidden package. */
function sendAndMeasure(
	pages: readonly Page[],
	recorded: ReadonlyMap<string, Omit<Script, "bytes">>,
	tell: (report: BuildReport) => void,
): Plugin {
	return {
		name: "send-and-measure",
		apply: "build",
		async writeBundle({ dir = "" }) {
			const bytesOf = await precompress(join(dir, "assets"));
			const scripts = [...recorded.values()].map((script) => ({
				...script,
				bytes: bytesOf.get(basename(script.file)) ?? 0,
			}));
			const report = { pages: measurePages(pages, scripts), scripts };
			tell(report);
			this.info(`\n${reportLines(report.pages, report.scripts).join("\n")}`);
		},
	};
}

function htmlOf({ isEntry, facadeModuleId }: Rolldown.OutputChunk): string | null {
	return isEntry && facadeModuleId?.endsWith(".html") ? relative(CLIENT, facadeModuleId) : null;
}

function heldBy({ modules }: Rolldown.OutputChunk): ReadonlyMap<string, number> {
	const holds = new Map<string, number>();
	for (const [id, { renderedLength }] of Object.entries(modules)) {
		if (renderedLength === 0) continue;
		const owner = ownerOf(id);
		holds.set(owner, (holds.get(owner) ?? 0) + renderedLength);
	}
	return holds;
}

/** The package of a module, or its room in this repository; the bundler's own modules have a separate name. */
function ownerOf(id: string): string {
	const path = id.replace(/^\0/, "").replace(/\?.*$/, "").split(sep).join("/");
	const inPackage = path.split("/node_modules/").at(-1);
	if (inPackage !== undefined && inPackage !== path) {
		const [first = "", second = ""] = inPackage.split("/");
		return first.startsWith("@") ? `${first}/${second}` : first;
	}
	const [folder = "", room = "", deeper] = relative(HOUSE, path).split(sep);
	return deeper === undefined ? folder : `${folder}/${room}`;
}
