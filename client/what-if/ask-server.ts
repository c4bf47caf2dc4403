import type { CoverageRequest, CoverageResponse } from "../../geodata/contract/coverage.ts";
import { postCoverages } from "../api/city-api.ts";
import type { Situation } from "../derived/situation.ts";
import type { ChangedFacility } from "../engine/scenario-types.ts";

type Changes = NonNullable<CoverageRequest["changes"]>;

/** The body of POST /coverages for the figures of the what-if. */
export function requestOf(
	{ service, rule, profile, city }: Situation,
	changed: readonly ChangedFacility[],
): CoverageRequest {
	return {
		service: service.serviceId,
		rule,
		profile: profile.profileId,
		dataVersion: city.dataVersion,
		changes: changed.flatMap(({ id, status, position }): Changes => {
			if (status === "kept") return [];
			if (status === "closed") return [{ op: "close", id }];
			const op = status === "added" ? "add" : "move";
			return [{ op, id, position: [position[0], position[1]] }];
		}),
	};
}

/** @throws {GeodataError} DATA_VERSION_CHANGED and other server codes, or SERVER_DOWN. */
export const askServer = (
	situation: Situation,
	changed: readonly ChangedFacility[],
): Promise<CoverageResponse> => postCoverages(situation.city.cityId, requestOf(situation, changed));
