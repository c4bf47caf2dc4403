import type { Request, Response } from "express";
import type { z } from "zod";
import type { Actor } from "../auth/actor.ts";
import { refuseCrossOrigin } from "../auth/own-pages.ts";
import { type Action, dependsOnRole, permits, refusalOf } from "../auth/policy.ts";
import {
	type CityContext,
	cityContext,
	type RequestContext,
	requestContext,
	type Services,
} from "./context.ts";
import { accept } from "./refusal.ts";

/** A kind of work with a rate limit per address. */
export type Cost = "computation";

/** The successful response of a route. */
export interface Answer {
	readonly description: string;
	readonly mediaType: string;
	readonly schema: z.ZodType;
	/** Description of a possible response without body: 204. */
	readonly empty?: string;
}

/** Everything known of a route except its handler. */
export interface RouteDescription {
	readonly method: "get" | "post";
	/** `:name` is a parameter. */
	readonly path: `/${string}`;
	/** The action of a request, for which the policy decides who may. */
	readonly who: Action;
	readonly summary: string;
	/** Schemas of parameters for the document, where they are not plain text. */
	readonly params?: Readonly<Record<string, z.ZodType>>;
	/** Without it, any query is accepted and ignored. */
	readonly query?: z.ZodObject;
	/** JSON; without it no body is read. */
	readonly body?: z.ZodType;
	/** Null hides the route from the document. */
	readonly answer: Answer | null;
	readonly cost?: Cost;
	/** Whether requests from other sites' pages are refused. */
	readonly ownPagesOnly?: boolean;
}

/** A route with its handler. */
export interface Route extends RouteDescription {
	run(services: Services, req: Request, res: Response): Promise<void>;
}

type NameIn<S extends string> = S extends `${infer A}/${string}`
	? NameIn<A>
	: S extends `${infer A}.${string}`
		? A
		: S;
type ParamsIn<Path extends string> = Path extends `${string}:${infer Rest}`
	? NameIn<Rest> | ParamsIn<Rest>
	: never;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** The parsed input of a request. */
export interface Input<Path extends string, Q, B> {
	readonly params: Readonly<Record<ParamsIn<Path>, string>>;
	readonly query: Parsed<Q>;
	readonly body: Parsed<B>;
}

type Spec<Context, Path extends `/${string}`, Q, B> = Omit<RouteDescription, "path" | "query" | "body"> & {
	readonly path: Path;
	readonly query?: Q;
	readonly body?: B;
	/** Writes the response; errors become problems. */
	handler(ctx: Context & Input<Path, Q, B>, res: Response): void | Promise<void>;
};

type Query = z.ZodObject | undefined;
type Body = z.ZodType | undefined;

/** A route without a city. */
export function route<
	const Path extends `/${string}`,
	Q extends Query = undefined,
	B extends Body = undefined,
>({ handler, ...description }: Spec<RequestContext, Path, Q, B>): Route {
	return {
		...(description as RouteDescription),
		async run(services, req, res) {
			if (description.ownPagesOnly) refuseCrossOrigin(req);
			const ctx = requestContext(services, req, res);
			await refuseUnlessMay(description.who, ctx);
			await handler({ ...ctx, ...inputOf<Path, Q, B>(description, req) }, res);
		},
	};
}

/** A route of the city in `:cityId`, which is looked up before all other checks. */
export function cityRoute<
	const Path extends `/${string}/:cityId/${string}`,
	Q extends Query = undefined,
	B extends Body = undefined,
>({ handler, ...description }: Spec<CityContext, Path, Q, B>): Route {
	return {
		...(description as RouteDescription),
		async run(services, req, res) {
			if (description.ownPagesOnly) refuseCrossOrigin(req);
			const ctx = await cityContext(services, req, res);
			await refuseUnlessMay(description.who, ctx);
			await handler({ ...ctx, ...inputOf<Path, Q, B>(description, req) }, res);
		},
	};
}

/** @throws {GeodataError} 403 where the policy refuses. */
async function refuseUnlessMay(action: Action, ctx: RequestContext): Promise<void> {
	const actor: Actor = dependsOnRole(action)
		? await ctx.actor()
		: { role: "public", local: ctx.actors.isLocal(ctx.req) };
	if (!permits(action, actor)) throw refusalOf(action, actor);
}

/** @throws {GeodataError} REQUEST_INVALID and the codes of {@link accept} */
function inputOf<Path extends string, Q, B>(
	{ query, body }: { readonly query?: unknown; readonly body?: unknown },
	req: Request,
): Input<Path, Q, B> {
	return {
		params: req.params as Input<Path, Q, B>["params"],
		query: (query === undefined ? undefined : accept(query as z.ZodType, req.query)) as Parsed<Q>,
		body: (body === undefined ? undefined : accept(body as z.ZodType, req.body)) as Parsed<B>,
	};
}
