import express, { type RequestHandler } from "express";
import { GeodataError } from "../../geodata/units/error.ts";
import { BODY_LIMIT_BYTES } from "./errors.ts";

const parse = express.json({ limit: BODY_LIMIT_BYTES, strict: false });

/** Reads a JSON body; any other media type is refused. */
export const jsonBody: RequestHandler = (req, res, next) => {
	const mediaType = (req.headers["content-type"] ?? "missing").slice(0, 80);
	if (!/^application\/([\w.-]+\+)?json\b/i.test(mediaType)) {
		throw new GeodataError(
			"MEDIA_TYPE_UNSUPPORTED",
			`Content-Type is ${mediaType}; allowed is application/json.`,
			{ value: mediaType, allowed: "application/json" },
		);
	}
	parse(req, res, next);
};
