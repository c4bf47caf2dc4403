import { z } from "zod";
import type { Rule } from "../../geodata/cost/profile.ts";
import { CUTOFF_RANGE, ruleOf, statedCutoff } from "../../geodata/cost/rule.ts";
import type { Position } from "../../geodata/units/position.ts";
import type { Camera } from "../base-map/camera.ts";
import { LANGUAGES, type Language } from "../i18n/language.ts";

const PICKED_KINDS = ["gap", "facility", "park", "courtyard", "community", "home", "plot", "firm"] as const;

/** What is picked on the map or in a list; one thing at a time. */
export type Selection =
	| { readonly kind: (typeof PICKED_KINDS)[number]; readonly id: string }
	| { readonly kind: "point"; readonly position: Position };

/** `streets`: what the network allows. `circle`: what the drawn circle promises. */
export const LENSES = ["streets", "circle"] as const;
export type Lens = (typeof LENSES)[number];

export const TABS = ["gaps", "communities", "parks", "plots"] as const;
export type Tab = (typeof TABS)[number];

/** What a reader may switch on and off on the map. */
export const LAYER_NAMES = [
	"homes",
	"areas",
	"gaps",
	"facilities",
	"parks",
	"plots",
	"courtyards",
	"communities",
] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
/** Of those, what is not drawn until it is asked for. */
const OFF_AT_FIRST: readonly LayerName[] = ["plots"];

/** `look`: the city as it is. `what-if`: its facilities may be moved. */
export const MODES = ["look", "what-if"] as const;
export type Mode = (typeof MODES)[number];

/** Everything that a link restores. null means: the default of the city or the service. */
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
	/** Layers that are off, in the order of {@link LAYER_NAMES}. */
	readonly hidden: readonly LayerName[];
	/** ISO date the present is compared with; null takes the oldest there is. */
	readonly since: string | null;
	/** Of a list, the rows of one sort alone: a type of community, a grade of firms. */
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

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
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

const pickedParam = z
	.string()
	.regex(new RegExp(`^(${PICKED_KINDS.join("|")}):.{1,120}$`))
	.transform((text): Selection => {
		const colon = text.indexOf(":");
		return {
			kind: text.slice(0, colon) as Exclude<Selection["kind"], "point">,
			id: text.slice(colon + 1),
		};
	});

const layersParam = z
	.string()
	.transform((text) => text.split(","))
	.pipe(z.array(z.enum(LAYER_NAMES)));

const fields = {
	city: slug,
	service: slug,
	rule: ruleParam,
	walk: slug,
	lang: z.enum(LANGUAGES),
	lens: z.enum(LENSES),
	tab: z.enum(TABS),
	mode: z.enum(MODES),
	at: cameraParam,
	point: pointParam,
	sel: pickedParam,
	on: layersParam,
	off: layersParam,
	since: z.iso.date(),
	only: slug,
} as const;

/** The state a query string stands for. A part that is not valid falls back to its default, alone. */
export function parseUrlState(search: string): UrlState {
	const params = new URLSearchParams(search);
	const read = <K extends keyof typeof fields>(key: K): z.output<(typeof fields)[K]> | null => {
		const text = params.get(key);
		if (text === null) return null;
		const parsed = fields[key].safeParse(text);
		return parsed.success ? (parsed.data as z.output<(typeof fields)[K]>) : null;
	};
	return {
		cityId: read("city"),
		serviceId: read("service"),
		rule: read("rule"),
		profileId: read("walk"),
		lang: read("lang") ?? DEFAULT_URL_STATE.lang,
		lens: read("lens") ?? DEFAULT_URL_STATE.lens,
		tab: read("tab") ?? DEFAULT_URL_STATE.tab,
		mode: read("mode") ?? DEFAULT_URL_STATE.mode,
		camera: read("at"),
		selection: read("point") ?? read("sel"),
		hidden: hiddenLayers(read("on") ?? [], read("off") ?? []),
		since: read("since"),
		only: read("only"),
	};
}

function hiddenLayers(on: readonly LayerName[], off: readonly LayerName[]): readonly LayerName[] {
	if (on.length === 0 && off.length === 0) return OFF_AT_FIRST;
	return LAYER_NAMES.filter(
		(layer) => off.includes(layer) || (OFF_AT_FIRST.includes(layer) && !on.includes(layer)),
	);
}

/** The query string of a state, "" for the default; `parseUrlState` gives the state back (positions to 1e-5°). */
export function formatUrlState(state: UrlState): string {
	const params: string[] = [];
	const put = (key: keyof typeof fields, value: string | null, unless?: string) => {
		if (value !== null && value !== unless) params.push(`${key}=${encode(value)}`);
	};
	const { rule, camera, selection, hidden } = state;
	put("city", state.cityId);
	put("service", state.serviceId);
	put("rule", rule && `${rule.type}:${statedCutoff(rule)}`);
	put("walk", state.profileId);
	put("lens", state.lens, DEFAULT_URL_STATE.lens);
	put("tab", state.tab, DEFAULT_URL_STATE.tab);
	put("mode", state.mode, DEFAULT_URL_STATE.mode);
	put("at", camera && `${degrees(camera.lngDeg)},${degrees(camera.latDeg)},${round(camera.zoom, 2)}`);
	if (selection?.kind === "point")
		put("point", `${degrees(selection.position[0])},${degrees(selection.position[1])}`);
	else if (selection) put("sel", `${selection.kind}:${selection.id}`);
	const on = OFF_AT_FIRST.filter((layer) => !hidden.includes(layer));
	const off = hidden.filter((layer) => !OFF_AT_FIRST.includes(layer));
	put("on", on.length > 0 ? on.join(",") : null);
	put("off", off.length > 0 ? off.join(",") : null);
	put("since", state.since);
	put("only", state.only);
	put("lang", state.lang, DEFAULT_URL_STATE.lang);
	return params.length === 0 ? "" : `?${params.join("&")}`;
}

const round = (value: number, digits: number) => Number(value.toFixed(digits));
const degrees = (value: number) => round(value, 5);

/** Readable in an address bar: colons and commas are legal in a query and stay. */
const encode = (text: string) =>
	encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
