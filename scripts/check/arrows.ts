import { findViolations } from "./find-violations.ts";
import { ROOMS } from "./rooms.ts";

/** Checks all imports against the table in `rooms.ts`. */
const complaints = findViolations(process.cwd(), ROOMS);
for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
