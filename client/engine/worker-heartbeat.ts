/**
 * Detects the silent death of a worker. A worker that is terminated, closes itself or is killed by the system sends no
 * event. But it holds a Web Lock while it lives, and a waiting lock request is granted as soon as the worker is gone.
 *
 * Web Locks exist only on https and localhost. Elsewhere only an error event shows that a worker died.
 */
const locks = (): LockManager | undefined =>
	typeof navigator === "undefined" ? undefined : (navigator as { readonly locks?: LockManager }).locks;

/** In the worker: takes the lock for its lifetime. @returns Once it is held; false without Web Locks. */
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

/** Calls `onEnd` when the worker that holds the lock is gone. @returns A function that stops waiting. */
export function watchHeartbeat(name: string, onEnd: () => void): () => void {
	const controller = new AbortController();
	locks()
		?.request(name, { signal: controller.signal }, () => {
			if (!controller.signal.aborted) onEnd();
		})
		// The wait was aborted.
		.catch(() => undefined);
	return () => controller.abort();
}
