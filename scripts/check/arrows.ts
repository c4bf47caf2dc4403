import { globSync, readFileSync } from "node:fs";
import { dirname, posix, relative, sep } from "node:path";

/** Enforces the arrows of ARCHITECTURE.md: which room may import which, and who alone may touch what. */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
	geodata: ["geodata"],
	server: ["server", "geodata"],
	client: ["client", "geodata"],
	scripts: ["scripts", "server", "geodata"],
};

const GEODATA_ROOMS: Readonly<Record<string, readonly string[]>> = {
	units: [],
	datum: ["units"],
	contract: ["units"],
	graph: ["units"],
	geometry: ["units", "graph"],
	cost: ["units", "graph"],
	standards: ["units", "cost"],
	search: ["units", "graph", "cost"],
	coverage: ["units", "graph", "geometry", "cost", "search", "contract", "standards"],
	isochrone: ["units", "graph", "geometry", "cost", "search", "coverage", "contract"],
	siting: ["units", "graph", "cost", "search", "coverage", "contract", "standards"],
	sample: ["units", "datum", "graph", "coverage", "standards"],
};

/** A package or global only these files may use; tests are free. */
const ALONE: readonly {
	readonly what: string;
	readonly pattern: RegExp;
	readonly files: readonly string[];
}[] = [
	{ what: "pg", pattern: /^import [^;]*from "pg"/m, files: ["server/db/pg-store.ts"] },
	{
		what: "maplibre-gl at run time",
		pattern: /^import (?!type)[^;]*from "maplibre-gl"/m,
		files: ["client/map/map-controller.ts", "client/map/label-fonts.ts"],
	},
	{ what: "process.env", pattern: /process\.env/, files: ["server/main.ts", "scripts/"] },
];

const IMPORT = /(?:from|import)\s*\(?\s*"([^"]+)"/g;
const complaints: string[] = [];

for (const found of globSync("{geodata,server,client,scripts}/**/*.{ts,tsx}")) {
	const file = found.split(sep).join("/");
	if (file.includes("node_modules/")) continue;
	const text = readFileSync(found, "utf8");
	const isTest = /\.test\.tsx?$|\/test\//.test(file);
	for (const [, specifier = ""] of text.matchAll(IMPORT)) checkImport(file, specifier, isTest);
	if (isTest) continue;
	for (const { what, pattern, files } of ALONE) {
		if (pattern.test(text) && !files.some((allowed) => file.startsWith(allowed)))
			complaints.push(`${file} uses ${what}; only ${files.join(", ")} may`);
	}
}

function checkImport(file: string, specifier: string, isTest: boolean): void {
	const [room = "", inner = ""] = file.split("/");
	if (specifier.startsWith("node:") && (room === "geodata" || room === "client") && !isTest)
		complaints.push(`${file} imports ${specifier}; ${room} has no Node`);
	if (!specifier.startsWith(".")) return;
	const target = posix.normalize(posix.join(dirname(file).split(sep).join("/"), specifier));
	const [targetRoom = "", targetInner = ""] = target.split("/");
	if (target.startsWith("..")) complaints.push(`${file} imports ${specifier}, outside the project`);
	// A test may call what it is compared with: geodata's tests read files through the server's parsers.
	else if (!(ROOMS[room] ?? []).includes(targetRoom) && !(isTest && room === "geodata"))
		complaints.push(
			`${file} imports ${relative(".", target)}; ${room} may import ${ROOMS[room]?.join(", ")}`,
		);
	else if (room === "geodata" && targetRoom === "geodata" && !isTest && inner !== targetInner) {
		const allowed = GEODATA_ROOMS[inner];
		if (!allowed) complaints.push(`${file}: geodata/${inner} is not a room of ARCHITECTURE.md`);
		else if (!allowed.includes(targetInner))
			complaints.push(
				`${file} imports geodata/${targetInner}; ${inner} may import ${allowed.join(", ") || "nothing"}`,
			);
	}
}

for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
