import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createServer } from "vite";
import { readConfig } from "../server/config.ts";

/**
 * `npm run dev`: the server, restarted when its sources change, behind Vite's server, which reloads the page. `PORT`
 * is the API's; Vite prints the address to open.
 */
const { port } = readConfig(process.env);
const mainPath = fileURLToPath(new URL("../server/main.ts", import.meta.url));
const api = spawn(process.execPath, ["--watch", "--watch-preserve-output", mainPath], { stdio: "inherit" });

process.env.LUCHENG_DEV_API = `http://localhost:${port}`;
const vite = await createServer({
	root: fileURLToPath(new URL("../client", import.meta.url)),
	configFile: fileURLToPath(new URL("../vite.config.ts", import.meta.url)),
});
await vite.listen();
vite.printUrls();

async function stop(): Promise<void> {
	await vite.close();
	api.kill("SIGTERM");
}
for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
api.once("exit", async (code) => {
	await vite.close();
	process.exit(code ?? 0);
});
