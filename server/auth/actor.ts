import type { Request, Response } from "express";
import type { City } from "../../geodata/contract/city.ts";
import type { Role } from "../../geodata/contract/session.ts";

/** Who makes a request. */
export interface Actor {
	readonly role: Role;
	/** Whether the request was made on the machine itself. */
	readonly local: boolean;
}

/** Where actors come from. */
export interface ActorProvider {
	/** Who asks, towards a city; marks the answer as one that differs by role. */
	actorOf(req: Request, res: Response, city: Pick<City, "sample">): Actor;
	/** Whether a request was made on the machine itself; needs no role, so the answer is not marked. */
	isLocal(req: Request): boolean;
	/** The roles a request may take by a click; none where this is no demonstration. */
	rolesToTake(req: Request, cities: readonly Pick<City, "sample">[]): readonly Role[];
}
