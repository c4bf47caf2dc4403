import { z } from "zod";

const fewValues = { enum: z.array(z.string()).optional() };

/** The part of the server's OpenAPI document that is used to build addresses. */
export const openApiSchema = z.object({
	paths: z.record(
		z.string(),
		z.object({
			get: z
				.object({
					summary: z.string().default(""),
					parameters: z
						.array(
							z.object({
								name: z.string(),
								in: z.string(),
								required: z.boolean().default(false),
								/** The allowed values of a parameter, if listed; `anyOf` if it has several forms. */
								schema: z.object({ ...fewValues, anyOf: z.array(z.object(fewValues)).optional() }).optional(),
							}),
						)
						.default([]),
				})
				.optional(),
		}),
	),
});
export type OpenApi = z.infer<typeof openApiSchema>;
