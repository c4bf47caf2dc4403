import type { Express } from "express";
import pino from "pino";
import { afterAll, beforeAll } from "vitest";
import { type AppDeps, makeApp } from "../app.ts";
import type { Store } from "../db/store/store.ts";
import { type Engine, openEngine } from "../engine/engine-pool.ts";
import { saveTinyCity, saveTwinCity } from "./tiny-city.ts";
import { withStore } from "./with-store.ts";

export interface TestApp {
	readonly app: Express;
	readonly store: Store;
	readonly graphHash: string;
	readonly packBytes: Uint8Array;
	/** The app's log, one parsed line each. */
	readonly logged: Record<string, unknown>[];
}

/**
 * The app on a real store with the tiny city and its twin, with real engine workers. Call it at the top level of a
 * test file, read it inside hooks and tests.
 */
export function withApp(deps: Partial<Omit<AppDeps, "store" | "log">> = {}): TestApp {
	const opened = withStore();
	const logged: Record<string, unknown>[] = [];
	let engine: Engine | null = null;
	let made: Omit<TestApp, "logged"> | null = null;
	beforeAll(async () => {
		const { store } = opened;
		const saved = await saveTinyCity(store);
		await saveTwinCity(store);
		engine = deps.engine ?? openEngine({ threads: 2 });
		const log = pino({ level: "info" }, { write: (line: string) => void logged.push(JSON.parse(line)) });
		made = { app: makeApp({ clientFolder: null, ...deps, store, engine, log }), store, ...saved };
	});
	afterAll(() => engine?.close());
	const get = () => {
		if (made === null) throw new Error("The app is there only inside hooks and tests.");
		return made;
	};
	return {
		get app() {
			return get().app;
		},
		get store() {
			return get().store;
		},
		get graphHash() {
			return get().graphHash;
		},
		get packBytes() {
			return get().packBytes;
		},
		logged,
	};
}
