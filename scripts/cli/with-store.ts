import { readConfig } from "../../server/config.ts";
import { openStore } from "../../server/db/store/open-store.ts";
import type { Store } from "../../server/db/store/store.ts";
import type { CommandContext } from "./run-command.ts";

/**
 * Runs `work` on the store of the environment (`DATABASE_URL`, or the folder `LUCHENG_DATA`) and always closes it.
 * The store is opened on first use, so that errors in files are reported without waiting.
 */
export async function withStore<T>(
	{ progress }: CommandContext,
	work: (open: () => Promise<Store>) => Promise<T>,
): Promise<T> {
	const { databaseUrl, dataFolder } = readConfig(process.env);
	let opened: Store | null = null;
	const open = async (): Promise<Store> => {
		if (opened) return opened;
		opened = await openStore({
			...(databaseUrl === null ? { folder: dataFolder } : { databaseUrl }),
			onProgress: (step) => progress.show(`${step} store`, 0, 0),
		});
		return opened;
	};
	try {
		return await work(open);
	} finally {
		// Assigned in the closure above, which the compiler does not track.
		await (opened as Store | null)?.close();
	}
}
