import { globSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix, sep } from "node:path";
import { ALONE, HOLDS_SQL, IMPORTS_AT_RUN_TIME, READS_ENVIRONMENT } from "./file-rules.ts";
import { findCircles } from "./find-circles.ts";
import { type FileImports, type Import, readImports } from "./read-imports.ts";
import { PUBLIC_ROOMS, type Room } from "./rooms.ts";

const SQL =
	/\b(select\s[\s\S]*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|(create|alter|drop)\s+table\s)/i;
const NODE = new Set(builtinModules);

/**
 * All violations of the table of rooms, one line each.
 *
 * Checks the arrows between rooms, the packages of each room, cycles between files and between rooms, who reads the
 * environment, and where SQL is. Tests may use any package, and any room that files of their folder may use; tests of
 * geodata may also use the server, because they compare with file readers.
 *
 * @param root Folder that contains the rooms.
 */
export function findViolations(root: string, rooms: Readonly<Record<string, Room>>): string[] {
	const complaints: string[] = [];
	const used = new Map<string, Set<string>>(Object.keys(rooms).map((room) => [room, new Set()]));
	const arrows = new Map<string, string[]>();
	for (const file of filesOf(root, rooms)) {
		const read = readImports(file, readFileSync(join(root, file), "utf8"));
		const targets = read.imports.flatMap((one) => targetOf(file, one) ?? []);
		if (isTest(file)) {
			complaints.push(...strayTests(file, targets, rooms));
			continue;
		}
		arrows.set(file, targets);
		complaints.push(
			...read.imports.flatMap((one) => complaintOf(file, one, rooms, used) ?? []),
			...misplaced(file, read),
		);
	}
	for (const circle of findCircles(arrows)) complaints.push(`a circle of files: ${circle.join(" → ")}`);
	const drawn = new Map(Object.entries(rooms).map(([room, { rooms: arrowsOf }]) => [room, arrowsOf]));
	for (const circle of findCircles(drawn)) complaints.push(`a circle of rooms: ${circle.join(" → ")}`);
	for (const [room, { rooms: arrowsOf, packages }] of Object.entries(rooms)) {
		for (const name of [...arrowsOf, ...packages]) {
			if (!used.get(room)?.has(name)) complaints.push(`${room} may use ${name} and does not; take it off`);
		}
	}
	return complaints;
}

function filesOf(root: string, rooms: Readonly<Record<string, Room>>): string[] {
	const folders = [...new Set(Object.keys(rooms).map(folderOf))];
	const found = globSync([...folders.map((folder) => `${folder}/**/*.{ts,tsx}`), "*.ts"], { cwd: root });
	return found
		.map((file) => file.split(sep).join("/"))
		.filter((file) => !file.includes("node_modules/") && !file.endsWith(".d.ts"))
		.sort();
}

const isTest = (file: string): boolean => /\.test\.tsx?$|\/test\//.test(file);
const folderOf = (path: string): string => path.split("/")[0] ?? "";

/** `folder`, `folder/room`, or `.` for a file at the root. */
function roomOf(file: string): string {
	const [folder = "", room = "", deeper] = file.split("/");
	if (room === "") return ".";
	return deeper === undefined ? folder : `${folder}/${room}`;
}

/** The file of a relative import; null for a package or a specifier computed at run time. */
function targetOf(file: string, { specifier }: Import): string | null {
	if (specifier === null || !/^\.{1,2}\//.test(specifier)) return null;
	return posix.normalize(posix.join(posix.dirname(file), specifier.replace(/\?.*$/, "")));
}

/** `@scope/name` or `name` for any path in it; `node` for Node's own modules. */
function packageOf(specifier: string): string {
	const [first = "", second = ""] = specifier.split("/");
	if (specifier.startsWith("node:") || NODE.has(first)) return "node";
	return first.startsWith("@") ? `${first}/${second}` : first;
}

function complaintOf(
	file: string,
	one: Import,
	rooms: Readonly<Record<string, Room>>,
	used: ReadonlyMap<string, Set<string>>,
): string | null {
	const at = `${file}:${one.line}`;
	if (one.specifier === null) {
		if (IMPORTS_AT_RUN_TIME.includes(file)) return null;
		return `${at} imports what is only known at run time; write the path out`;
	}
	const room = roomOf(file);
	const drawings = [rooms[room], PUBLIC_ROOMS[room]].filter((drawing) => drawing !== undefined);
	if (drawings.length === 0) return `${at}: ${room} is no room of scripts/check/rooms.ts`;
	const target = targetOf(file, one);
	if (target?.startsWith("..")) return `${at} imports ${one.specifier}, outside the house`;
	if (target !== null) {
		const other = roomOf(target);
		used.get(room)?.add(other);
		const refusing = drawings.find((drawing) => other !== room && !drawing.rooms.includes(other));
		if (!refusing) return null;
		return `${at} imports ${target}; ${room} may import ${refusing.rooms.join(", ") || "nothing"}`;
	}
	const name = packageOf(one.specifier);
	used.get(room)?.add(name);
	const refusing = drawings.find(({ packages }) => !packages.includes(name));
	if (refusing)
		return `${at} imports ${one.specifier}; ${room} may use ${refusing.packages.join(", ") || "no package"}`;
	if (one.specifier.endsWith(".css")) return null;
	for (const { what, packages, within, files, atRunTime } of ALONE) {
		if (!packages.includes(name) || !file.startsWith(within) || (atRunTime === true && one.isType)) continue;
		if (!startsWithOne(file, files)) return `${at} uses ${what}; only ${files.join(", ")} may`;
	}
	return null;
}

const startsWithOne = (file: string, starts: readonly string[]): boolean =>
	starts.some((start) => file.startsWith(start));

/** Uses of the environment and of SQL outside the allowed files. */
function misplaced(file: string, { imports, envLines, texts }: FileImports): string[] {
	const complaints: string[] = [];
	if (!startsWithOne(file, READS_ENVIRONMENT)) {
		const taken = imports.filter(({ specifier }) => /^(node:)?process$/.test(specifier ?? ""));
		for (const line of [...envLines, ...taken.map((one) => one.line)])
			complaints.push(`${file}:${line} reads the environment; only ${READS_ENVIRONMENT.join(", ")} may`);
	}
	if (!startsWithOne(file, HOLDS_SQL) && /^(server|scripts)\//.test(file)) {
		for (const { text, line } of texts)
			if (SQL.test(text)) complaints.push(`${file}:${line} holds SQL; only ${HOLDS_SQL.join(", ")} may`);
	}
	return complaints;
}

/** Imports of a test beyond its folder and the folders that its folder may use. */
function strayTests(
	file: string,
	targets: readonly string[],
	rooms: Readonly<Record<string, Room>>,
): string[] {
	const folder = folderOf(file);
	const allowed = new Set([folder, ...(folder === "geodata" ? ["server"] : [])]);
	for (const [room, { rooms: others }] of Object.entries(rooms))
		if (folderOf(room) === folder) for (const other of others) allowed.add(folderOf(other));
	return targets
		.filter((target) => !allowed.has(folderOf(target)))
		.map((target) => `${file} imports ${target}; tests of ${folder} may import ${[...allowed].join(", ")}`);
}
