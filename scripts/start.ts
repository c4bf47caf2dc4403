import { main } from "../server/main.ts";
import { buildClient } from "./start/build-client.ts";

/** `npm start`: builds the map's page where it is missing or older than its sources, then runs the server. */
await buildClient();
await main(process.env);
