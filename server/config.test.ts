import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

describe("readConfig", () => {
	it("has a default for everything, and treats an empty variable as unset", () => {
		const defaults = {
			dataFolder: resolve("data"),
			databaseUrl: null,
			port: 8080,
			host: null,
			logLevel: "warn",
			metrics: "local",
		};
		expect(readConfig({})).toEqual(defaults);
		expect(
			readConfig({ LUCHENG_DATA: "", DATABASE_URL: "", PORT: "", HOST: "", LOG_LEVEL: "", METRICS: "" }),
		).toEqual(defaults);
	});

	it("reads every variable", () => {
		const databaseUrl = "postgresql://u:p@localhost/x";
		expect(
			readConfig({
				LUCHENG_DATA: "/srv/x",
				DATABASE_URL: databaseUrl,
				PORT: "0",
				HOST: "::1",
				LOG_LEVEL: "info",
				METRICS: "off",
			}),
		).toEqual({ dataFolder: "/srv/x", databaseUrl, port: 0, host: "::1", logLevel: "info", metrics: "off" });
	});

	it.each(["65536", "-1", "80a", "8080.5", "1e3", " 80"])("refuses the port %j", (PORT) => {
		expect(() => readConfig({ PORT })).toThrow(
			`PORT is "${PORT}"; allowed is a whole number from 0 to 65535.`,
		);
	});

	it("refuses unknown readers of the metrics, an unknown log level, and a database address without repeating its password", () => {
		expect(() => readConfig({ METRICS: "yes" })).toThrow('METRICS is "yes"; allowed is local, all, off.');
		expect(() => readConfig({ LOG_LEVEL: "loud" })).toThrow(/LOG_LEVEL is "loud"; allowed is trace,/);
		expect(() => readConfig({ DATABASE_URL: "mysql://root:hunter2@db/x" })).toThrow(
			expect.objectContaining({ code: "CONFIG_INVALID", message: expect.not.stringContaining("hunter2") }),
		);
	});
});
