import { z } from "zod";

export const ROLES = ["public", "official"] as const;
export const roleSchema = z.enum(ROLES);
export type Role = z.infer<typeof roleSchema>;

/** The current role. One-click demo roles exist only for sample data opened on the machine itself. */
export const sessionSchema = z.object({
	role: roleSchema,
	/** Roles that one click may take; empty outside such a demonstration. */
	demoRoles: z.array(roleSchema),
});
export type Session = z.infer<typeof sessionSchema>;
export const roleRequestSchema = z.object({ role: roleSchema });
