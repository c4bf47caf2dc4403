import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { PROFILES } from "../../geodata/catalogue/rules.ts";
import { buildCityPack } from "../../geodata/city/build-city-pack.ts";
import { encodeCityPack, packHash } from "../../geodata/city/city-pack-file.ts";
import type { FacilityPlace } from "../../geodata/city/demand.ts";
import { ENGINE } from "../../geodata/engine/functions.ts";
import { OpenCity } from "../../geodata/engine/open-city.ts";
import { facility, home, Scene } from "../../geodata/test/scene.ts";
import type { Position } from "../../geodata/units/position.ts";
import { WorkerCaller, type WorkerLike } from "../engine/call-worker.ts";
import { createFunctions, type EngineFunctions } from "../engine/functions.ts";
import type { FromWorker, ToWorker } from "../engine/rpc.ts";
import type { ChangedFacility, Edit, HomePaint } from "../engine/scenario-types.ts";
import { serve } from "../engine/serve.ts";
import { EMPTY_LOG } from "./edit-log.ts";
import { type Setup, WhatIfSession } from "./session.ts";

/** 25 m per cell; blocks of 100 m by 50 m. The canal is crossed only at its two ends. */
const TOWN = new Scene(
	`
A---B---C---D---E
|   |   |   |   |
F---G---I---J---K
|               |
|###############|
|###############|
|               |
L---M---N---O---P
|   |   |   |   |
Q---R---S---T---U`,
	{ cellM: 25 },
);
/** Powers of two: a sum identifies its homes. */
const HOMES = [..."ABCDEFGIJKLMNOPQRSTU"].map((letter, i) => home(letter, TOWN.at(letter), 2 ** i));
const { pack } = buildCityPack(TOWN.city(HOMES));
const BYTES = encodeCityPack(pack);
const ADULT = PROFILES[0]!;
const BASE: readonly FacilityPlace[] = ["G", "J", "S"].map((at) => facility(`s-${at}`, TOWN.at(at)));
const SETUP: Setup = {
	places: BASE,
	rule: { type: "distance", cutoffM: 160 },
	profile: ADULT,
	targetGroup: "all",
	axisEnd: 2000,
	// The red value of a colour is its band, from 1.
	palette: Uint8Array.from([1, 2, 3, 4, 5].flatMap((band) => [band, 0, 0, 255, band, 0, 0, 255])),
};
const MIDDLE_OF_THE_CANAL = TOWN.at([8, 5.2]);

const open: (() => void)[] = [];
beforeAll(() => {
	let frames = 0;
	globalThis.requestAnimationFrame = (show) => {
		setTimeout(() => show(0), 0);
		return ++frames;
	};
	globalThis.cancelAnimationFrame = () => undefined;
});
afterEach(() => {
	for (const close of open.splice(0)) close();
});
afterAll(() => {
	Reflect.deleteProperty(globalThis, "requestAnimationFrame");
	Reflect.deleteProperty(globalThis, "cancelAnimationFrame");
});

/**
 * The worker's functions behind a message channel, with the town open.
 *
 * @param beforeRest Delays the rest answer after it is computed.
 */
async function startThread(beforeRest: () => Promise<void> = async () => undefined) {
	const { port1, port2 } = new MessageChannel();
	const steps: string[] = [];
	const functions = createFunctions();
	serve(
		{
			...functions,
			scenarioStep: (input: Parameters<typeof functions.scenarioStep>[0]) => {
				steps.push(input.step.do === "edit" ? input.step.edit.op : input.step.do);
				return functions.scenarioStep(input);
			},
			scenarioRest: async () => {
				const rest = functions.scenarioRest(null);
				await beforeRest();
				return rest;
			},
		},
		{
			postMessage: (message, transfer) => port2.postMessage(message, transfer),
			onMessage: (listener) => {
				port2.onmessage = (event: MessageEvent<ToWorker>) => listener(event.data);
			},
		},
	);
	const worker: WorkerLike = {
		postMessage: (message, transfer) => port1.postMessage(message, transfer ?? []),
		terminate: () => port1.close(),
		onmessage: null,
		onerror: null,
		onmessageerror: null,
	};
	const caller = new WorkerCaller<EngineFunctions>(worker, () => undefined);
	port1.onmessage = (event: MessageEvent<FromWorker>) => worker.onmessage?.(event);
	open.push(() => {
		port1.close();
		port2.close();
	});
	const url = `data:application/octet-stream;base64,${Buffer.from(BYTES).toString("base64")}`;
	await caller.call("open", { url, graphHash: packHash(BYTES), fresh: false });
	return { caller, steps };
}

async function until(session: WhatIfSession, done: () => boolean): Promise<void> {
	const giveUpAt = Date.now() + 20_000;
	while (!done()) {
		if (Date.now() > giveUpAt) throw new Error(`never: ${JSON.stringify(session.store.getState().log)}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
const resting = (session: WhatIfSession) => until(session, () => session.store.getState().rest !== null);
/** Ignores the earlier rest result. */
async function restAgain(session: WhatIfSession): Promise<void> {
	session.store.setState({ rest: null });
	await resting(session);
}

/** The facilities after the changes, computed in the simplest way. */
function placesAfter(changed: readonly ChangedFacility[]): FacilityPlace[] {
	const byId = new Map(changed.map((row) => [row.id, row]));
	const moved = BASE.flatMap((place): FacilityPlace[] => {
		const change = byId.get(place.facilityId);
		if (change?.status === "closed") return [];
		return [change ? { ...place, lngDeg: change.position[0], latDeg: change.position[1] } : place];
	});
	const added = changed.filter(({ status }) => status === "added");
	return [
		...moved,
		...added.map(({ id, kind, name, position }) => ({
			facilityId: id,
			kind,
			name,
			lngDeg: position[0],
			latDeg: position[1],
			entrances: [],
		})),
	];
}

function reportOf(places: readonly FacilityPlace[], { rule, profile, targetGroup }: Setup = SETUP) {
	return ENGINE.coverage(new OpenCity(pack), { places, rule, profile, targetGroup }).report;
}

function expectFromScratch(session: WhatIfSession, setup: Setup = SETUP): void {
	const { live, rest, settled, byCommunity } = session.store.getState();
	const report = reportOf(placesAfter(settled), setup);
	expect(live?.totals).toEqual(report.totals);
	expect(rest?.figures.totals).toEqual(report.totals);
	expect(rest?.figures.gaps).toEqual(report.gaps);
	expect(byCommunity).toEqual(report.byCommunity);
	expect(live?.changed).toEqual(settled);
}

const at = (letter: string): Position => TOWN.at(letter);
const add = (id: string, position: Position): Edit => ({
	op: "add",
	id,
	kind: "party-station",
	name: id,
	position,
});
const move = (id: string, position: Position): Edit => ({ op: "move", id, name: id, position });
const one = (op: "close" | "reopen" | "restore", id: string): Edit => ({ op, id, name: id });

describe("a what-if over the worker's functions", () => {
	it("after any sequence of actions equals a computation from scratch on the changes it would send", async () => {
		const { caller } = await startThread();
		const letters = [..."ABCDEFGIJKLMNOPQRSTU"];
		const hand = fc.oneof(
			{ weight: 3, arbitrary: fc.record({ do: fc.constant("add"), pick: fc.nat(50), to: fc.nat(19) }) },
			{ weight: 4, arbitrary: fc.record({ do: fc.constant("drag"), pick: fc.nat(50), to: fc.nat(19) }) },
			{
				weight: 5,
				arbitrary: fc.record({
					do: fc.constantFrom("toggle", "restore", "undo", "redo", "clear"),
					pick: fc.nat(50),
					to: fc.nat(19),
				}),
			},
		);
		await fc.assert(
			fc.asyncProperty(fc.array(hand, { minLength: 1, maxLength: 10 }), async (hands) => {
				const session = new WhatIfSession(EMPTY_LOG, () => undefined);
				session.attach(caller, SETUP);
				let added = 0;
				for (const { do: what, pick, to } of hands) {
					const changed = session.store.getState().settled;
					const ids = [
						...BASE.map(({ facilityId }) => facilityId),
						...changed.filter((row) => row.status === "added").map(({ id }) => id),
					];
					const id = ids[pick % ids.length] ?? "";
					const place = at(letters[to] ?? "A");
					const closed = changed.some((row) => row.id === id && row.status === "closed");
					if (what === "add") session.edit(add(`n-${added++}`, place));
					else if (what === "drag") {
						session.grab(id);
						session.edit(move(id, MIDDLE_OF_THE_CANAL));
						session.edit(move(id, at("N")), true);
						session.edit(move(id, place), true);
						session.putDown();
					} else if (what === "toggle") session.edit(one(closed ? "reopen" : "close", id));
					else if (what === "restore") session.edit(one("restore", id));
					else if (what === "clear") session.edit({ op: "clear" });
					else if (what === "undo") session.undo();
					else session.redo();
					// Sometimes edits come faster than the worker answers.
					if (pick % 3 !== 0) await new Promise((resolve) => setTimeout(resolve, 3));
				}
				await restAgain(session);
				expectFromScratch(session);
				session.detach();
			}),
			{ numRuns: 25 },
		);
	});

	it("lets the newest move of a drag replace waiting ones, and undoes them as one", async () => {
		const { caller, steps } = await startThread();
		const session = new WhatIfSession(EMPTY_LOG, () => undefined);
		session.attach(caller, SETUP);
		await resting(session);
		session.grab("s-G");
		for (let i = 0; i < 200; i++) session.edit(move("s-G", [i * 1e-6, 0]), i > 0);
		session.edit(move("s-G", at("N")), true);
		session.putDown();
		await restAgain(session);
		// All two hundred came before the worker could answer the first.
		expect(steps.filter((step) => step === "move").length).toBeLessThanOrEqual(2);
		expect(session.store.getState().settled).toMatchObject([
			{ id: "s-G", status: "moved", position: at("N") },
		]);
		expectFromScratch(session);
		session.undo();
		await restAgain(session);
		expect(session.store.getState().settled).toEqual([]);
		expect(session.store.getState().log).toMatchObject({
			done: 0,
			edits: [{ op: "move", position: at("N") }],
		});
	});

	it("is replayed completely in the next worker when one dies during a drag", async () => {
		const first = await startThread();
		const session = new WhatIfSession(EMPTY_LOG, () => undefined);
		session.attach(first.caller, SETUP);
		await resting(session);
		session.edit(one("close", "s-S"));
		session.edit(add("n-1", at("A")));
		session.undo();
		session.grab("s-J");
		session.edit(move("s-J", at("O")));
		first.caller.lose("struck down in the test");
		session.interrupt();
		session.edit(move("s-J", at("P")), true);
		await until(session, () => session.store.getState().status === "waiting");
		session.putDown();
		const { log } = session.store.getState();
		expect(log.edits.map(({ op }) => op)).toEqual(["close", "move"]);

		const second = await startThread();
		session.attach(second.caller, SETUP);
		await restAgain(session);
		expect(session.store.getState()).toMatchObject({ log, interrupted: "restarted", refused: [] });
		expect(session.store.getState().settled.map(({ id, status }) => [id, status])).toEqual([
			["s-J", "moved"],
			["s-S", "closed"],
		]);
		expectFromScratch(session);
		// Earlier undo steps are still available.
		session.undo();
		session.undo();
		await restAgain(session);
		expectFromScratch(session);
		expect(session.store.getState().settled).toEqual([]);
	});

	it("names the edits that cannot be replayed on other data, and replays the rest", async () => {
		const { caller } = await startThread();
		const log = {
			edits: [move("gone", at("A")), one("close", "s-S"), one("restore", "gone"), add("n-1", at("K"))],
			done: 3,
		};
		const session = new WhatIfSession(log, () => undefined);
		session.attach(caller, SETUP);
		await resting(session);
		const { refused, log: left } = session.store.getState();
		expect(refused.map(({ edit, code }) => [edit, code])).toEqual([[log.edits[0], "FACILITY_UNKNOWN"]]);
		expect(left).toEqual({ edits: [log.edits[1], log.edits[3]], done: 1 });
		session.redo();
		await restAgain(session);
		expectFromScratch(session);
		expect(session.store.getState().settled.map(({ status }) => status)).toEqual(["closed", "added"]);
	});

	it("keeps a facility placed in water: counted, serving nobody, undoable", async () => {
		const { caller } = await startThread();
		const session = new WhatIfSession(EMPTY_LOG, () => undefined);
		session.attach(caller, SETUP);
		session.edit(move("s-G", MIDDLE_OF_THE_CANAL));
		await resting(session);
		const { live, settled } = session.store.getState();
		expect(settled).toMatchObject([{ id: "s-G", snapped: false, position: MIDDLE_OF_THE_CANAL }]);
		expect(live?.totals).toMatchObject({ facilities: 3, unsnappedFacilities: 1 });
		expectFromScratch(session);
		// Within 160 m of G but not of J: A (1), B (2), F (32), G (64).
		expect(live?.difference).toMatchObject({ lostPeople: 99, gainedPeople: 0 });
		session.undo();
		await restAgain(session);
		expect(session.store.getState().live?.difference).toMatchObject({ lostPeople: 0, gainedPeople: 0 });
	});

	it("drops a rest answer if newer steps came before it", async () => {
		const gate = Promise.withResolvers<void>();
		let askedTimes = 0;
		// The first answer, before any change, is not delayed.
		const { caller } = await startThread(async () => {
			if (askedTimes++ > 0) await gate.promise;
		});
		const session = new WhatIfSession(EMPTY_LOG, () => undefined);
		session.attach(caller, SETUP);
		await resting(session);
		const rested: unknown[] = [];
		session.store.subscribe(({ rest, live }, before) => {
			if (rest !== before.rest) rested.push([rest?.figures.totals.facilities, live?.totals.facilities]);
		});
		session.edit(one("close", "s-S"));
		await until(session, () => askedTimes === 2);
		// The delayed answer has two of three facilities; now one more closes.
		session.edit(one("close", "s-G"));
		await until(session, () => session.store.getState().live?.totals.facilities === 1);
		gate.resolve();
		await until(session, () => session.store.getState().rest?.figures.totals.facilities === 1);
		expect(rested).toEqual([[1, 1]]);
		expectFromScratch(session);
	});

	it("applies another cutoff in the same scenario, and another profile in a new one", async () => {
		const { caller, steps } = await startThread();
		const session = new WhatIfSession(EMPTY_LOG, () => undefined);
		session.attach(caller, SETUP);
		session.edit(one("close", "s-S"));
		await resting(session);
		const wider: Setup = { ...SETUP, rule: { type: "distance", cutoffM: 300 } };
		session.attach(caller, wider);
		await restAgain(session);
		expect(steps).toEqual(["close", "rule"]);
		expectFromScratch(session, wider);
		const slow: Setup = { ...SETUP, rule: { type: "time", cutoffSec: 200 }, profile: PROFILES[2]! };
		session.attach(caller, slow);
		await restAgain(session);
		expect(steps).toEqual(["close", "rule"]);
		expectFromScratch(session, slow);
	});
});

describe("the homes of a what-if", () => {
	it("are painted by band, marked against the unchanged city, in reused buffers", async () => {
		const { caller } = await startThread();
		const session = new WhatIfSession(EMPTY_LOG, () => undefined);
		const seen: { readonly buffer: ArrayBuffer; readonly bands: number[]; readonly marks: number[] }[] = [];
		session.setPaint(({ colours, marks }: HomePaint, release) => {
			const bands = Array.from(marks, (_, i) => colours[i * 4] ?? -1);
			seen.push({ buffer: colours.buffer as ArrayBuffer, bands, marks: [...marks] });
			release();
		});
		session.attach(caller, SETUP);
		await resting(session);
		session.edit(move("s-S", at("A")));
		await restAgain(session);
		session.edit({ op: "clear" });
		await restAgain(session);

		const [before] = seen;
		const moved = seen.find(({ marks }) => marks.some((mark) => mark !== 0));
		const last = seen.at(-1);
		// Band 5 is beyond the cutoff. The marks are exactly the homes that crossed it.
		const crossed = before?.bands.map((band, i) => {
			const now = moved?.bands[i];
			return (band === 5) === (now === 5) ? 0 : band === 5 ? 1 : 2;
		});
		expect(moved?.marks).toEqual(crossed);
		expect(moved?.marks).toContain(2);
		expect(last?.bands).toEqual(before?.bands);
		expect(last?.marks.every((mark) => mark === 0)).toBe(true);
		// The first buffer was transferred back and reused: here it is detached.
		expect(before?.buffer.byteLength).toBe(0);
	});
});
