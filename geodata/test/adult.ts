import type { Profile } from "../cost/profile.ts";

/** An adult with round numbers: 1.25 m/s, 30 s at a signal, 120 s for a climb. */
export const ADULT: Profile = {
	profileId: "adult",
	nameZh: "成人",
	nameEn: "adult",
	speedMps: 1.25,
	stepsAllowed: true,
	signalPenaltySec: 30,
	overpassPenaltySec: 120,
	source: "",
	verified: false,
};
