import express, { type Express } from "express";
import { GeodataError } from "../../geodata/units/error.ts";
import { sendProblem } from "./errors.ts";
import { plainPage } from "./plain-page.ts";
import { securityHeaders } from "./security.ts";

/** Progress of the start as readable text. */
export interface StartProgress {
	/** e.g. "Loading the sample city: streets". */
	readonly step: string;
	/** 0–1 within the step; null where unknown. */
	readonly share: number | null;
}

/** The app that answers while the server starts: alive, not ready, with a progress page. */
export function makeWaitingApp(progress: () => StartProgress): Express {
	const app = express();
	app.disable("x-powered-by");
	app.use(securityHeaders);
	app.get("/healthz", (_req, res) => {
		res.set("Cache-Control", "no-store").json({ status: "ok" });
	});
	app.use((req, res) => {
		const { step, share } = progress();
		if (req.method === "GET" && !/^\/(api|tiles|readyz)\b/.test(req.path) && req.accepts("html")) {
			res
				.status(503)
				.set({ "Cache-Control": "no-store", "Retry-After": "1" })
				.type("html")
				.send(waitingPage(step, share));
			return;
		}
		res.locals.requestId = "starting";
		sendProblem(
			res,
			new GeodataError("NOT_READY", `The server is starting: ${step}.`, { value: { step, share } }),
		);
	});
	return app;
}

function waitingPage(step: string, share: number | null): string {
	const bar = share === null ? "<progress></progress>" : `<progress value="${share.toFixed(3)}"></progress>`;
	return plainPage(
		`<p>正在准备… / Starting</p>${bar}<p lang="en">${escapeHtml(step)}</p>`,
		'<meta http-equiv="refresh" content="1">',
	);
}

function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
