import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { importSecondCity } from "./second-city.ts";

declare module "vitest" {
	interface ProvidedContext {
		/** Origin of the running product, without a trailing slash. */
		baseUrl: string;
	}
}

const READY_WITHIN_MS = 170_000;

/**
 * The product as a user starts it: the built client, a fresh embedded store, the sample city loaded at the first start,
 * and a second city imported between two starts. All browser tests share one server; each opens its own page.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const folder = mkdtempSync(join(tmpdir(), "lucheng-browser-"));
	process.env.LUCHENG_TEST_CHROMIUM = mkdtempSync(join(tmpdir(), "lucheng-chromium-"));
	const port = await freePort();
	const env = {
		...process.env,
		LUCHENG_DATA: join(folder, "data"),
		PORT: String(port),
		HOST: "127.0.0.1",
		DATABASE_URL: "",
	};
	const baseUrl = `http://127.0.0.1:${port}`;
	await stopped(await started(baseUrl, env));
	await importSecondCity(folder, env);
	const server = await started(baseUrl, env);
	project.provide("baseUrl", baseUrl);
	return async () => {
		await stopped(server);
		rmSync(folder, { recursive: true, force: true });
		rmSync(process.env.LUCHENG_TEST_CHROMIUM ?? folder, { recursive: true, force: true });
	};
}

/** Waits until the server responds. */
async function started(baseUrl: string, env: NodeJS.ProcessEnv): Promise<ChildProcess> {
	const server = spawn(process.execPath, ["scripts/start.ts"], { env, stdio: ["ignore", "pipe", "pipe"] });
	let said = "";
	const hear = (chunk: Buffer) => {
		said = (said + chunk.toString()).slice(-4000);
	};
	server.stdout.on("data", hear);
	server.stderr.on("data", hear);
	await untilReady(baseUrl, server, () => said);
	return server;
}

async function untilReady(baseUrl: string, server: ChildProcess, said: () => string): Promise<void> {
	const giveUpAt = Date.now() + READY_WITHIN_MS;
	while (Date.now() < giveUpAt) {
		if (server.exitCode !== null) throw new Error(`the server ended with ${server.exitCode}:\n${said()}`);
		const ready = await fetch(`${baseUrl}/readyz`).then(
			(response) => response.ok,
			() => false,
		);
		if (ready) return;
		await new Promise((resolve) => setTimeout(resolve, 250));
	}
	server.kill("SIGKILL");
	throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${said()}`);
}

async function stopped(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null) return;
	const ended = new Promise((resolve) => server.once("exit", resolve));
	server.kill("SIGTERM");
	const timer = setTimeout(() => server.kill("SIGKILL"), 10_000);
	await ended;
	clearTimeout(timer);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once("error", reject);
		probe.listen(0, "127.0.0.1", () => {
			const address = probe.address();
			probe.close(() =>
				typeof address === "object" && address ? resolve(address.port) : reject(new Error("no free port")),
			);
		});
	});
}
