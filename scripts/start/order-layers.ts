import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

/**
 * A plugin that puts the order of all layers before each style sheet of the client: whichever of a page's sheets comes
 * first, one that pages share or one fetched later, declares the same order.
 * @param sheet File with that declaration and nothing else.
 * @param folder Whose sheets are meant.
 */
export function orderLayers(sheet: string, folder: string): Plugin {
	return {
		name: "order-layers",
		enforce: "pre",
		transform(code, id) {
			if (!id.startsWith(folder) || !id.endsWith(".css")) return null;
			this.addWatchFile(sheet);
			return { code: `${readFileSync(sheet, "utf8")}${code}`, map: null };
		},
	};
}
