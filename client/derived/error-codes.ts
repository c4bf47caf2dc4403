/** The caller aborted the work. */
export const CANCELLED = "CANCELLED";
export const WORKER_DIED = "WORKER_DIED";
/** The browser cannot run the worker. */
export const NO_MODULE_WORKER = "NO_MODULE_WORKER";
/** The server's code for a pack that was replaced while the page was open. */
export const GRAPH_STALE = "GRAPH_STALE";
