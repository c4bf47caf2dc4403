import type { Request, Response } from "express";
import type { City } from "../../geodata/contract/city.ts";
import type { Role } from "../../geodata/contract/session.ts";

/** The caller of a request. */
export interface Actor {
	readonly role: Role;
	/** Whether the request comes from the machine itself. */
	readonly local: boolean;
}

/** Identifies callers. */
export interface ActorProvider {
	/** The actor of a request for a city; marks the response as varying by role. */
	actorOf(req: Request, res: Response, city: Pick<City, "sample">): Actor;
	/** Whether a request comes from the machine itself. Needs no role, so the response is not marked. */
	isLocal(req: Request): boolean;
	/** The roles a request may switch to by one click; none outside a demonstration. */
	rolesToTake(req: Request, cities: readonly Pick<City, "sample">[]): readonly Role[];
}
