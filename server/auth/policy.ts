import { AUDIENCES, type Audience } from "../../geodata/catalogue/vocabulary.ts";
import { ROLES, type Role } from "../../geodata/contract/session.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import type { Actor } from "./actor.ts";

/** What can be asked of the server. */
export type Action =
	/** Whether it is alive, what it knows, who one is. */
	| "read-service"
	/** A city: its catalogue, lists, tiles, network and history, each as its audience may see it. */
	| "read-city"
	/** Coverages and isochrones. */
	| "compute"
	/** Taking another role by a click; which ones, the provider of actors decides. */
	| "choose-role"
	/** What is for the staff. */
	| "read-staff"
	/** Durations, memory, waiting jobs. */
	| "read-metrics";

/** Whether a role may: always, never, or on the machine itself alone. */
export type Permission = "yes" | "no" | "local";

/** Who may do what; a route names its action, and everything else about permission follows from this table. */
export const POLICY: Readonly<Record<Action, Readonly<Record<Role, Permission>>>> = {
	"read-service": { public: "yes", official: "yes" },
	"read-city": { public: "yes", official: "yes" },
	compute: { public: "yes", official: "yes" },
	"choose-role": { public: "yes", official: "yes" },
	"read-staff": { public: "no", official: "yes" },
	"read-metrics": { public: "local", official: "local" },
};

/** Whether the answer to "may they?" depends on the role; where it does not, nobody's role need be known. */
export function dependsOnRole(action: Action): boolean {
	return new Set(ROLES.map((role) => POLICY[action][role])).size > 1;
}

export function permits(action: Action, { role, local }: Actor): boolean {
	const permission = POLICY[action][role];
	return permission === "yes" || (permission === "local" && local);
}

/** The audiences whose rows and columns an actor sees; every list, tile and catalogue is cut down to them. */
export function audiencesOf(actor: Actor): readonly Audience[] {
	return AUDIENCES.filter((audience) => audience === "public" || permits("read-staff", actor));
}

/** Why an action is refused: 403. */
export function refusalOf(action: Action, { role }: Actor): GeodataError {
	if (action === "read-metrics") {
		return new GeodataError(
			"METRICS_LOCAL",
			"Metrics are told on the machine itself only; METRICS=all would tell them to anyone.",
			{ allowed: "requests from the machine itself" },
		);
	}
	const allowed = ROLES.filter((one) => POLICY[action][one] !== "no");
	return new GeodataError(
		"STAFF_ONLY",
		`This is not for the role ${role}; allowed is ${allowed.join(", ")}.`,
		{ value: role, allowed },
	);
}
