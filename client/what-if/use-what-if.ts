import { useCallback, useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore as useSelected } from "zustand";
import type { Position } from "../../geodata/units/position.ts";
import type { FacilityFeature } from "../api/city-api.ts";
import { isOpen, placesOf } from "../derived/facility-places.ts";
import { homePalette } from "../derived/home-colours.ts";
import type { Situation } from "../derived/situation.ts";
import type { CoverageResult } from "../engine/types.ts";
import type { Engine } from "../engine/use-engine.ts";
import { useStore } from "../state/store.ts";
import type { Tokens } from "../styles/tokens.ts";
import type { WhatIfSession } from "./session.ts";
import type { WhatIfSessions } from "./sessions.ts";
import { nextNewNumber, type Standing, standingOf } from "./standing.ts";

/** The active what-if mode. */
export interface WhatIf {
	readonly session: WhatIfSession;
	/** The city's own open facilities; planned ones serve nobody yet and are excluded. */
	readonly base: readonly FacilityFeature[];
	readonly planned: readonly FacilityFeature[];
	/** The current facilities, updated while nothing is dragged. */
	readonly standing: Standing;
	/** The city's own result until that of the what-if is ready. */
	readonly result: CoverageResult | null;
	/** Only the what-if's result; null while changes are being computed. */
	readonly rest: CoverageResult | null;
	/** Facilities that differ from the city. */
	readonly changedIds: ReadonlySet<string>;
	/** Facilities drawn as HTML elements while nothing is dragged: changed or selected. */
	readonly pinned: ReadonlySet<string>;
	/** The next click on the map adds a facility. */
	readonly adding: boolean;
	readonly setAdding: (adding: boolean) => void;
	/** @returns Whether the what-if handled the click. */
	readonly takePress: (position: Position) => boolean;
	/** Version of the data the stored edits refer to, if another one. */
	readonly workOfVersion: string | null;
	/** Reopens the what-if after a worker failure. */
	readonly reopen: () => void;
}

/** @returns null while the mode is off. */
export function useWhatIf(
	on: boolean,
	sessions: WhatIfSessions,
	situation: Situation,
	engine: Engine | null,
	facilities: readonly FacilityFeature[] | null,
	base: CoverageResult | null,
	pickedId: string | null,
	tokens: Tokens,
): WhatIf | null {
	const { t } = useTranslation();
	const set = useStore((state) => state.set);
	const { session, workOfVersion } = useMemo(() => sessions.of(situation), [sessions, situation]);
	const { rule, profile, service, axisEnd, city } = situation;
	const palette = useMemo(() => homePalette(tokens, 1), [tokens]);
	const features = useMemo(() => facilities?.filter(isOpen) ?? null, [facilities]);
	const planned = useMemo(() => facilities?.filter((row) => !isOpen(row)) ?? [], [facilities]);
	const places = useMemo(() => features && placesOf(features), [features]);

	const setup = useMemo(
		() => places && { places, rule, profile, targetGroup: service.targetGroup, axisEnd, palette },
		[places, rule, profile, service, axisEnd, palette],
	);
	useEffect(() => {
		if (on && engine && setup) session.attach(engine.caller, setup);
	}, [on, engine, session, setup]);
	useEffect(() => {
		if (!on) return;
		if (engine) return () => session.detach();
		session.interrupt();
	}, [on, engine, session]);
	const reopen = useCallback(() => {
		if (engine && setup) session.reopen(engine.caller, setup);
	}, [engine, session, setup]);

	const settled = useSelected(session.store, (state) => state.settled);
	const rest = useSelected(session.store, (state) => state.rest);
	const changedIds = useMemo(() => new Set(settled.map(({ id }) => id)), [settled]);
	const pinned = useMemo(
		() => new Set([...settled.map(({ id }) => id), ...(pickedId ? [pickedId] : [])]),
		[settled, pickedId],
	);
	const standing = useMemo(
		() => standingOf(features ?? [], settled, city.sample),
		[features, settled, city.sample],
	);
	const [adding, setAdding] = useState(false);
	const takePress = useCallback(
		(position: Position): boolean => {
			if (!adding) return false;
			setAdding(false);
			const number = nextNewNumber(session.store.getState().log);
			const id = `new-${number}`;
			const name = t("whatIf.newName", { number });
			session.edit({ op: "add", id, kind: service.kinds[0] ?? service.serviceId, name, position });
			set({ selection: { kind: "facility", id } });
			return true;
		},
		[adding, session, service, set, t],
	);
	const result = rest ?? base;
	return useMemo(
		() =>
			on && features
				? {
						session,
						base: features,
						planned,
						standing,
						result,
						rest,
						changedIds,
						pinned,
						adding,
						setAdding,
						takePress,
						workOfVersion,
						reopen,
					}
				: null,
		[
			on,
			session,
			features,
			planned,
			standing,
			result,
			rest,
			changedIds,
			pinned,
			adding,
			takePress,
			workOfVersion,
			reopen,
		],
	);
}
