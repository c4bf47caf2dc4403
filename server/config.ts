import { resolve } from "node:path";
import { GeodataError } from "../geodata/units/error.ts";
import { METRICS_AUDIENCES, type MetricsAudience } from "./http/metrics-audience.ts";

export interface ServerConfig {
	/** Folder of the embedded store; unused where `databaseUrl` is set. */
	readonly dataFolder: string;
	readonly databaseUrl: string | null;
	/** 0 lets the system choose a free port. */
	readonly port: number;
	/** Address to listen on; null is every address of the machine. */
	readonly host: string | null;
	readonly logLevel: LogLevel;
	readonly metrics: MetricsAudience;
}

export const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const DEFAULT_PORT = 8080;

/**
 * Settings of the server from the environment: `LUCHENG_DATA`, `DATABASE_URL`, `PORT`, `HOST`, `LOG_LEVEL`, `METRICS`.
 * An empty variable counts as unset.
 *
 * @throws {GeodataError} CONFIG_INVALID
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ServerConfig {
	const databaseUrl = env.DATABASE_URL || null;
	if (databaseUrl !== null && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
		// The value may contain a password, so it is not repeated.
		throw new GeodataError(
			"CONFIG_INVALID",
			"DATABASE_URL is not a PostgreSQL address; allowed is postgresql://user:password@host:port/database.",
			{ allowed: "postgresql://user:password@host:port/database" },
		);
	}
	const logLevel = env.LOG_LEVEL || "warn";
	const known = LOG_LEVELS.find((level) => level === logLevel);
	if (known === undefined) throw invalid("LOG_LEVEL", logLevel, LOG_LEVELS.join(", "));
	const metrics = env.METRICS || "local";
	const audience = METRICS_AUDIENCES.find((one) => one === metrics);
	if (audience === undefined) throw invalid("METRICS", metrics, METRICS_AUDIENCES.join(", "));
	return {
		dataFolder: resolve(env.LUCHENG_DATA || "data"),
		databaseUrl,
		port: readPort(env.PORT),
		host: env.HOST || null,
		logLevel: known,
		metrics: audience,
	};
}

function readPort(text: string | undefined): number {
	if (!text) return DEFAULT_PORT;
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) throw invalid("PORT", text, "a whole number from 0 to 65535");
	return port;
}

function invalid(name: string, value: string, allowed: string): GeodataError {
	return new GeodataError("CONFIG_INVALID", `${name} is "${value}"; allowed is ${allowed}.`, {
		value,
		allowed,
	});
}
