import { defineConfig } from "vite";
import { clientConfig } from "./scripts/start/client-config.ts";
import { PAGES } from "./scripts/start/pages.ts";

export default defineConfig(clientConfig(PAGES, process.env.LUCHENG_DEV_API ?? "http://localhost:8080"));
