import { type Request, Router } from "express";
import { ROLES, type Role, roleRequestSchema, type Session } from "../../geodata/contract/session.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import { jsonBody } from "../http/body.ts";
import { accept } from "../http/refusal.ts";
import { ROLE_COOKIE, ROLE_COOKIE_OPTIONS, type Roles, refuseCrossOrigin } from "../http/roles.ts";
import type { CityDirectory } from "./city-directory.ts";

const PATH = "/session";

export interface SessionRouteDeps {
	readonly roles: Roles;
	readonly directory: CityDirectory;
}

/** GET and POST `/session`: the role one has, and taking another where that is allowed by a click. */
export function sessionRoutes({ roles, directory }: SessionRouteDeps): Router {
	const router = Router();

	const demoRoles = async (req: Request): Promise<Role[]> => {
		if (!roles.isLocal(req)) return [];
		const cities = await directory.all();
		return cities.some((city) => city.sample) ? [...ROLES] : [];
	};

	router.get(PATH, async (req, res) => {
		const role = roles.of(req, res, { sample: (await directory.all()).some((city) => city.sample) });
		const session: Session = { role, demoRoles: await demoRoles(req) };
		res.set("Cache-Control", "no-store").json(session);
	});

	router.post(PATH, jsonBody);
	router.post(PATH, async (req, res) => {
		refuseCrossOrigin(req);
		const { role } = accept(roleRequestSchema, req.body);
		const allowed = await demoRoles(req);
		if (role === "public") res.clearCookie(ROLE_COOKIE, ROLE_COOKIE_OPTIONS);
		else if (allowed.includes(role)) res.cookie(ROLE_COOKIE, role, ROLE_COOKIE_OPTIONS);
		else {
			throw new GeodataError(
				"ROLE_REFUSED",
				`The role ${role} is for a demonstration on the machine itself with sample data; allowed here is public.`,
				{ value: role, allowed: ["public"] },
			);
		}
		const session: Session = { role, demoRoles: allowed };
		res.set("Cache-Control", "no-store").json(session);
	});
	return router;
}
