import { findDeadLinks } from "./find-dead-links.ts";

/** Checks that files named and linked in Markdown pages exist. */
const complaints = findDeadLinks(process.cwd());
for (const complaint of complaints) console.error(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
