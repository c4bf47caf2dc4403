import { z } from "zod";
import { SLUG } from "../../geodata/catalogue/vocabulary.ts";
import type { Rule } from "../../geodata/cost/profile.ts";
import { CUTOFF_RANGE, ruleOf, statedCutoff } from "../../geodata/cost/rule.ts";
import type { Camera } from "../base-map/camera.ts";
import { LANGUAGES, type Language } from "../i18n/language.ts";
import { KINDS, LAYER_NAMES, type LayerName, OFF_AT_FIRST, type Selection, TABS, type Tab } from "./kinds.ts";
import { type Fields, type ParamName, parseSearch, type Search, stringifySearch } from "./search.ts";

/** `streets`: coverage by the network. `circle`: nominal coverage by the drawn circle. */
export const LENSES = ["streets", "circle"] as const;
export type Lens = (typeof LENSES)[number];

/** `look`: the city as it is. `what-if`: its facilities can be changed. */
export const MODES = ["look", "what-if"] as const;
export type Mode = (typeof MODES)[number];

/** Everything a link restores. null means the default of the city or the service. */
export interface UrlState {
	readonly cityId: string | null;
	readonly serviceId: string | null;
	readonly rule: Rule | null;
	readonly profileId: string | null;
	readonly lang: Language;
	readonly lens: Lens;
	readonly tab: Tab;
	readonly mode: Mode;
	readonly camera: Camera | null;
	readonly selection: Selection | null;
	/** Layers switched off, in the order of {@link LAYER_NAMES}. */
	readonly hidden: readonly LayerName[];
	/** ISO date to compare the present with; null takes the oldest available. */
	readonly since: string | null;
	/** Filters a list to one category: a type of community, a grade of firms. */
	readonly only: string | null;
}

export const DEFAULT_URL_STATE: UrlState = {
	cityId: null,
	serviceId: null,
	rule: null,
	profileId: null,
	lang: "zh",
	lens: "streets",
	tab: "gaps",
	mode: "look",
	camera: null,
	selection: null,
	hidden: OFF_AT_FIRST,
	since: null,
	only: null,
};

const slug = z.string().regex(SLUG);
const numberIn = (low: number, high: number) =>
	z.string().min(1).transform(Number).pipe(z.number().min(low).max(high));
const lngSchema = numberIn(-180, 180);
const latSchema = numberIn(-85, 85);

const ruleParam = z
	.string()
	.regex(/^(distance|time):\d{1,5}$/)
	.transform((text): Rule => {
		const cutoff = Number(text.slice(text.indexOf(":") + 1));
		return ruleOf(text.startsWith("time") ? "time" : "distance", cutoff);
	})
	.refine((rule) => {
		const [least, most] = CUTOFF_RANGE[rule.type];
		return statedCutoff(rule) >= least && statedCutoff(rule) <= most;
	});

const cameraParam = z
	.string()
	.transform((text) => text.split(","))
	.pipe(z.tuple([lngSchema, latSchema, numberIn(0, 24)]))
	.transform(([lngDeg, latDeg, zoom]): Camera => ({ lngDeg, latDeg, zoom }));

const pointParam = z
	.string()
	.transform((text) => text.split(","))
	.pipe(z.tuple([lngSchema, latSchema]))
	.transform((position): Selection => ({ kind: "point", position }));

const NAMED_KINDS = KINDS.filter((kind) => kind !== "point");
const pickedParam = z
	.string()
	.regex(new RegExp(`^(${NAMED_KINDS.join("|")}):.{1,120}$`))
	.transform((text): Selection => {
		const colon = text.indexOf(":");
		const kind = text.slice(0, colon) as (typeof NAMED_KINDS)[number];
		return { kind, id: text.slice(colon + 1) };
	});

const layersParam = z
	.string()
	.transform((text) => text.split(","))
	.pipe(z.array(z.enum(LAYER_NAMES)));

/** Parameters shared by all workspaces: they are kept when the workspace changes. */
export const SHARED_FIELDS = {
	city: slug,
	service: slug,
	rule: ruleParam,
	walk: slug,
	at: cameraParam,
	lang: z.enum(LANGUAGES),
} as const;

/** Parameters of the explore workspace. */
export const EXPLORE_FIELDS = {
	lens: z.enum(LENSES),
	tab: z.enum(TABS),
	mode: z.enum(MODES),
	point: pointParam,
	sel: pickedParam,
	on: layersParam,
	off: layersParam,
	since: z.iso.date(),
	only: slug,
} as const;

/** The state of a query string. Only an invalid part falls back to its default. */
export function parseUrlState(search: string): UrlState {
	const params = parseSearch(search);
	const shared = read(SHARED_FIELDS, params);
	const explore = read(EXPLORE_FIELDS, params);
	return {
		cityId: shared("city"),
		serviceId: shared("service"),
		rule: shared("rule"),
		profileId: shared("walk"),
		lang: shared("lang") ?? DEFAULT_URL_STATE.lang,
		lens: explore("lens") ?? DEFAULT_URL_STATE.lens,
		tab: explore("tab") ?? DEFAULT_URL_STATE.tab,
		mode: explore("mode") ?? DEFAULT_URL_STATE.mode,
		camera: shared("at"),
		selection: explore("point") ?? explore("sel"),
		hidden: hiddenLayers(explore("on") ?? [], explore("off") ?? []),
		since: explore("since"),
		only: explore("only"),
	};
}

function read<F extends Fields>(fields: F, params: Search) {
	return <K extends keyof F & ParamName>(key: K): z.output<F[K]> | null => {
		const parsed = (fields[key] as z.ZodType | undefined)?.safeParse(params[key]);
		return parsed?.success ? (parsed.data as z.output<F[K]>) : null;
	};
}

function hiddenLayers(on: readonly LayerName[], off: readonly LayerName[]): readonly LayerName[] {
	if (on.length === 0 && off.length === 0) return OFF_AT_FIRST;
	return LAYER_NAMES.filter(
		(layer) => off.includes(layer) || (OFF_AT_FIRST.includes(layer) && !on.includes(layer)),
	);
}

/** The query string of a state, "" for the default; `parseUrlState` reverses it (positions to 1e-5°). */
export const formatUrlState = (state: UrlState): string => stringifySearch(searchOf(state));

/** A state as query parameters; undefined for defaults. */
export function searchOf(state: UrlState): Readonly<Record<ParamName, string | undefined>> {
	const { rule, camera, selection, hidden } = state;
	const unless = <T>(value: T, byDefault: T) => (value === byDefault ? undefined : value);
	const on = OFF_AT_FIRST.filter((layer) => !hidden.includes(layer));
	const off = hidden.filter((layer) => !OFF_AT_FIRST.includes(layer));
	return {
		city: state.cityId ?? undefined,
		service: state.serviceId ?? undefined,
		rule: rule ? `${rule.type}:${statedCutoff(rule)}` : undefined,
		walk: state.profileId ?? undefined,
		lens: unless(state.lens, DEFAULT_URL_STATE.lens),
		tab: unless(state.tab, DEFAULT_URL_STATE.tab),
		mode: unless(state.mode, DEFAULT_URL_STATE.mode),
		at: camera ? `${degrees(camera.lngDeg)},${degrees(camera.latDeg)},${round(camera.zoom, 2)}` : undefined,
		point: selection?.kind === "point" ? selection.position.map(degrees).join(",") : undefined,
		sel: selection && selection.kind !== "point" ? `${selection.kind}:${selection.id}` : undefined,
		on: on.join(",") || undefined,
		off: off.join(",") || undefined,
		since: state.since ?? undefined,
		only: state.only ?? undefined,
		lang: unless(state.lang, DEFAULT_URL_STATE.lang),
	};
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const degrees = (value: number) => round(value, 5);
