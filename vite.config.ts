import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { precompress } from "./scripts/start/precompress.ts";

const API = process.env.LUCHENG_DEV_API ?? "http://localhost:8080";

export default defineConfig({
	root: "client",
	plugins: [react(), precompress(fileURLToPath(new URL("dist/client/assets", import.meta.url)))],
	build: {
		outDir: "../dist/client",
		emptyOutDir: true,
		target: "es2022",
		// Fonts and workers stay files: the content policy of the server allows no data: fonts or scripts.
		assetsInlineLimit: 0,
		chunkSizeWarningLimit: 1600,
	},
	worker: { format: "es" },
	// Not all of /api: the client keeps its own sources in a folder of that name.
	server: { proxy: { "/api/v1": API, "/tiles": API } },
});
