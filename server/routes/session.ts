import { type Role, roleRequestSchema, type Session, sessionSchema } from "../../geodata/contract/session.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { ROLE_COOKIE, ROLE_COOKIE_OPTIONS } from "../auth/demo-roles.ts";
import type { RequestContext } from "../http/context.ts";
import { route } from "../http/route.ts";

const SESSION = {
	description: "Session",
	mediaType: "application/json",
	schema: sessionSchema.meta({ id: "Session" }),
};

export const SESSION_ROUTES = [
	route({
		method: "get",
		path: "/api/v1/session",
		who: "read-service",
		summary: "The role one has, and those that may be taken by a click",
		answer: SESSION,
		async handler(ctx, res) {
			const { role } = await ctx.actor();
			const session: Session = { role, demoRoles: [...(await rolesToTake(ctx))] };
			res.set("Cache-Control", "no-store").json(session);
		},
	}),
	route({
		method: "post",
		path: "/api/v1/session",
		who: "choose-role",
		summary: "Takes a role: the official's only on the machine itself with sample data",
		body: roleRequestSchema,
		answer: SESSION,
		ownPagesOnly: true,
		async handler(ctx, res) {
			const { role } = ctx.body;
			const allowed = await rolesToTake(ctx);
			if (role === "public") res.clearCookie(ROLE_COOKIE, ROLE_COOKIE_OPTIONS);
			else if (allowed.includes(role)) res.cookie(ROLE_COOKIE, role, ROLE_COOKIE_OPTIONS);
			else {
				throw new GeodataError(
					"ROLE_REFUSED",
					`The role ${role} is for a demonstration on the machine itself with sample data; allowed here is public.`,
					{ value: role, allowed: ["public"] },
				);
			}
			const session: Session = { role, demoRoles: [...allowed] };
			res.set("Cache-Control", "no-store").json(session);
		},
	}),
];

async function rolesToTake({ actors, req, directory }: RequestContext): Promise<readonly Role[]> {
	return actors.rolesToTake(req, await directory.all());
}
