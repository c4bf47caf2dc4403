/**
 * A thread's death without a word. A thread that is ended from outside, ends itself or is struck down by the
 * system sends no event; but it holds a lock of the browser as long as it lives, and whoever waits for that lock
 * is given it the moment the thread is gone.
 *
 * Locks exist on https and on localhost alone. Elsewhere a thread is only known to be dead by an error event.
 */
const locks = (): LockManager | undefined =>
	typeof navigator === "undefined" ? undefined : (navigator as { readonly locks?: LockManager }).locks;

/** In the thread: takes the lock for life. @returns Once it is held; false where there are no locks. */
export async function holdHeartbeat(name: string): Promise<boolean> {
	const manager = locks();
	if (!manager) return false;
	return new Promise((held, failed) => {
		manager
			.request(name, () => {
				held(true);
				return new Promise<never>(() => undefined);
			})
			.catch(failed);
	});
}

/** Calls `onEnd` when the thread that holds the lock is gone. @returns Stops waiting. */
export function watchHeartbeat(name: string, onEnd: () => void): () => void {
	const controller = new AbortController();
	locks()
		?.request(name, { signal: controller.signal }, () => {
			if (!controller.signal.aborted) onEnd();
		})
		// Waiting was given up.
		.catch(() => undefined);
	return () => controller.abort();
}
