import express, { type Express } from "express";
import { GeodataError } from "../../geodata/units/error.ts";
import { sendProblem } from "./errors.ts";
import { securityHeaders } from "./security.ts";

/** How far the start has come, in words a person can read. */
export interface StartProgress {
	/** e.g. "Loading the sample city: streets". */
	readonly step: string;
	/** 0–1 within the step; null where unknown. */
	readonly share: number | null;
}

/** What answers while the server starts: alive, not ready, and a page that says how far it is. */
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
	return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="1"><title>鹿城一刻</title>
<style>
body{margin:0;min-height:100vh;display:grid;place-content:center;gap:12px;text-align:center;background:#f6f4ee;color:#20303a;font:16px/1.5 "Noto Sans SC",sans-serif}
h1{margin:0;font-weight:600;font-size:28px}p{margin:0;color:#6b7a80}progress{width:280px;accent-color:#2c8c82}
@media(prefers-color-scheme:dark){body{background:#182228;color:#e8ecee}p{color:#9fb0b8}}
</style></head>
<body><h1>鹿城一刻</h1><p>正在准备… / Starting</p>${bar}<p lang="en">${escapeHtml(step)}</p></body></html>`;
}

function escapeHtml(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
