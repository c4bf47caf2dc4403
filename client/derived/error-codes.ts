/** The work was given up by whoever asked for it. */
export const CANCELLED = "CANCELLED";
export const WORKER_DIED = "WORKER_DIED";
/** Of a browser that cannot run the computing thread. */
export const NO_MODULE_WORKER = "NO_MODULE_WORKER";
/** The server's code for a pack that was replaced while the page was open. */
export const GRAPH_STALE = "GRAPH_STALE";
