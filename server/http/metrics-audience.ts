/** Who may read the metrics: requests from the machine itself, all, or none. */
export const METRICS_AUDIENCES = ["local", "all", "off"] as const;
export type MetricsAudience = (typeof METRICS_AUDIENCES)[number];
