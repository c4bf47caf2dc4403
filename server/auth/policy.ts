import { AUDIENCES, type Audience } from "../../geodata/catalogue/vocabulary.ts";
import { ROLES, type Role } from "../../geodata/contract/session.ts";
import { GeodataError } from "../../geodata/units/error.ts";
import type { Actor } from "./actor.ts";

/** Actions on the server. */
export type Action =
	/** Health, API description, session. */
	| "read-service"
	/** A city's catalogue, lists, tiles, network and history, each limited to its audience. */
	| "read-city"
	/** Coverages and isochrones. */
	| "compute"
	/** Switching the role by one click; the provider of actors decides which roles. */
	| "choose-role"
	/** Staff data. */
	| "read-staff"
	/** Durations, memory, waiting jobs. */
	| "read-metrics";

/** Whether a role may: always, never, or only on the machine itself. */
export type Permission = "yes" | "no" | "local";

/** The permission table. A route names its action; everything else about permissions follows from this table. */
export const POLICY: Readonly<Record<Action, Readonly<Record<Role, Permission>>>> = {
	"read-service": { public: "yes", official: "yes" },
	"read-city": { public: "yes", official: "yes" },
	compute: { public: "yes", official: "yes" },
	"choose-role": { public: "yes", official: "yes" },
	"read-staff": { public: "no", official: "yes" },
	"read-metrics": { public: "local", official: "local" },
};

/** Whether the permission depends on the role; where not, the role is not read. */
export function dependsOnRole(action: Action): boolean {
	return new Set(ROLES.map((role) => POLICY[action][role])).size > 1;
}

export function permits(action: Action, { role, local }: Actor): boolean {
	const permission = POLICY[action][role];
	return permission === "yes" || (permission === "local" && local);
}

/** The audiences whose rows and columns an actor sees; every list, tile and catalogue is limited to them. */
export function audiencesOf(actor: Actor): readonly Audience[] {
	return AUDIENCES.filter((audience) => audience === "public" || permits("read-staff", actor));
}

/** The 403 error of a refused action. */
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
