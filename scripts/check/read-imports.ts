import { type ESTree, parseSync } from "vite";

/** An import of a file or package. */
export interface Import {
	/** As written; null where it is computed at run time. */
	readonly specifier: string | null;
	/** True for a type-only import. */
	readonly isType: boolean;
	/** 1-based. */
	readonly line: number;
}

export interface FileImports {
	readonly imports: readonly Import[];
	/** Lines that read the environment: `process.env`, or `env` destructured from `process`. */
	readonly envLines: readonly number[];
	/** String and template literals, with `?` for each embedded expression. */
	readonly texts: readonly { readonly text: string; readonly line: number }[];
}

/**
 * All imports of a TypeScript file: static, side-effect, re-exported, dynamic, `require`, import types, and worker
 * files by `new URL(…, import.meta.url)`.
 *
 * @throws {SyntaxError} where the file is not TypeScript.
 */
export function readImports(file: string, source: string): FileImports {
	const { program, errors } = parseSync(file, source);
	if (errors[0] !== undefined) throw new SyntaxError(`${file}: ${errors[0].message}`);
	const imports: Import[] = [];
	const envLines: number[] = [];
	const texts: { text: string; line: number }[] = [];
	for (const node of nodesOf(program)) {
		const line = () => source.slice(0, node.start).split("\n").length;
		const found = importOf(node, source);
		if (found !== null) imports.push({ ...found, line: line() });
		if (readsEnvironment(node)) envLines.push(line());
		const text = textOf(node);
		if (text !== null) texts.push({ text, line: line() });
	}
	return { imports, envLines, texts };
}

type Node = ESTree.Node;

function* nodesOf(value: unknown): Generator<Node> {
	if (Array.isArray(value)) for (const one of value) yield* nodesOf(one);
	else if (typeof value === "object" && value !== null && "type" in value) {
		yield value as Node;
		for (const one of Object.values(value)) yield* nodesOf(one);
	}
}

function importOf(node: Node, source: string): Omit<Import, "line"> | null {
	switch (node.type) {
		case "ImportDeclaration": {
			const areTypes = node.specifiers.map(
				(one) => one.type === "ImportSpecifier" && one.importKind === "type",
			);
			const isType = node.importKind === "type" || (areTypes.length > 0 && areTypes.every(Boolean));
			return { specifier: node.source.value, isType };
		}
		case "ExportAllDeclaration":
			return { specifier: node.source.value, isType: node.exportKind === "type" };
		case "ExportNamedDeclaration":
			return node.source && { specifier: node.source.value, isType: node.exportKind === "type" };
		case "ImportExpression":
			return { specifier: knownText(node.source), isType: false };
		case "TSImportType":
			return { specifier: knownText(node.source), isType: true };
		case "TSExternalModuleReference":
			return { specifier: knownText(node.expression), isType: false };
		case "CallExpression": {
			const [first] = node.arguments;
			if (nameOf(node.callee) !== "require" || first === undefined) return null;
			return { specifier: knownText(first), isType: false };
		}
		case "NewExpression": {
			const [first, second] = node.arguments;
			if (nameOf(node.callee) !== "URL" || first === undefined || second === undefined) return null;
			if (source.slice(second.start, second.end) !== "import.meta.url") return null;
			const specifier = knownText(first);
			return specifier !== null && /\.tsx?$/.test(specifier) ? { specifier, isType: false } : null;
		}
		default:
			return null;
	}
}

/** `process.env` under any local name of `process`, and `const { env } = process`. */
function readsEnvironment(node: Node): boolean {
	if (node.type === "MemberExpression") {
		const owner = node.object.type === "MemberExpression" ? node.object.property : node.object;
		return nameOf(node.property) === "env" && nameOf(owner) === "process";
	}
	if (node.type !== "VariableDeclarator" || node.id.type !== "ObjectPattern") return false;
	if (node.init === null || nameOf(node.init) !== "process") return false;
	return node.id.properties.some((one) => one.type === "Property" && nameOf(one.key) === "env");
}

function textOf(node: Node): string | null {
	if (node.type === "Literal" && typeof node.value === "string") return node.value;
	return node.type === "TemplateLiteral" ? node.quasis.map(({ value }) => value.raw).join("?") : null;
}

/** The static value of an expression: a string, or a template without expressions. */
function knownText(node: Node): string | null {
	return node.type === "TemplateLiteral" && node.expressions.length > 0 ? null : textOf(node);
}

/** The name of an identifier, or of a property named by a string. */
function nameOf(node: Node): string | null {
	return node.type === "Identifier" ? node.name : textOf(node);
}
