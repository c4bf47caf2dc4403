import helmet from "helmet";

/** Headers of every answer: nothing is loaded from elsewhere, and no script runs that the product did not ship. */
export const securityHeaders = helmet({
	contentSecurityPolicy: {
		useDefaults: false,
		directives: {
			defaultSrc: ["'self'"],
			scriptSrc: ["'self'"],
			// The map library starts its worker from a blob.
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
	// Public layers are read by other systems' pages too.
	crossOriginResourcePolicy: { policy: "cross-origin" },
});
