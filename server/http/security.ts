import helmet from "helmet";

/** Headers of every response: nothing is loaded from other origins, and only shipped scripts run. */
export const securityHeaders = helmet({
	contentSecurityPolicy: {
		useDefaults: false,
		directives: {
			defaultSrc: ["'self'"],
			scriptSrc: ["'self'"],
			// MapLibre starts its worker from a blob.
			workerSrc: ["'self'", "blob:"],
			styleSrc: ["'self'", "'unsafe-inline'"],
			imgSrc: ["'self'", "data:", "blob:"],
			connectSrc: ["'self'", "data:", "blob:"],
			fontSrc: ["'self'", "data:"],
			objectSrc: ["'none'"],
			baseUri: ["'none'"],
			formAction: ["'self'"],
			frameAncestors: ["'self'"],
		},
	},
	// Public layers are also used by pages of other systems.
	crossOriginResourcePolicy: { policy: "cross-origin" },
});
