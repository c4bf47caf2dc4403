import request from "supertest";
import { describe, expect, it } from "vitest";
import { problemSchema } from "../../geodata/contract/common.ts";
import { makeWaitingApp, type StartProgress } from "./waiting-app.ts";

let progress: StartProgress = { step: "Opening the database", share: null };
const app = makeWaitingApp(() => progress);

describe("makeWaitingApp", () => {
	it("is alive, and not ready", async () => {
		await request(app).get("/healthz").expect(200, { status: "ok" });
		for (const path of ["/readyz", "/api/v1/cities", "/tiles/x/water.json"]) {
			const response = await request(app).get(path).set("Accept", "text/html").expect(503);
			expect(problemSchema.parse(response.body)).toMatchObject({
				code: "NOT_READY",
				detail: "The server is starting: Opening the database.",
			});
		}
	});

	it("shows a browser how far it is, and asks it to come again", async () => {
		progress = { step: "Storing <streets>", share: 0.25 };
		const response = await request(app).get("/").set("Accept", "text/html").expect(503);
		expect(response.headers["retry-after"]).toBe("1");
		expect(response.text).toContain('<progress value="0.250">');
		expect(response.text).toContain("Storing &lt;streets>");
		expect(response.text).toContain('http-equiv="refresh"');
		expect(response.text).not.toContain("<script");
	});
});
