import { z } from "zod";

export const ROLES = ["public", "official"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** Who asks. Roles by one click are for a demonstration on the machine itself with sample data, and nowhere else. */
export const sessionSchema = z.object({
	role: roleSchema,
	/** Roles that may be taken by a click; empty but on such a demonstration. */
	demoRoles: z.array(roleSchema),
});
export type Session = z.infer<typeof sessionSchema>;
export const roleRequestSchema = z.object({ role: roleSchema });
