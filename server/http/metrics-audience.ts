/** Who may read the metrics: whoever asks on the machine itself, anyone, or nobody. */
export const METRICS_AUDIENCES = ["local", "all", "off"] as const;
export type MetricsAudience = (typeof METRICS_AUDIENCES)[number];
