import { main } from "../server/main.ts";
import { buildClient } from "./start/build-client.ts";

/** `npm start`: builds the client where the build is missing or older than its sources, then runs the server. */
await buildClient();
await main(process.env);
