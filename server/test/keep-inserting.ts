import { openEmbeddedStore } from "../db/store/embedded/embedded-store.ts";

// Runs as a separate process, to be killed: inserts 1, 2, 3… and prints each number once it is acknowledged.
const folder = process.argv[2];
if (folder === undefined) throw new Error("A folder is needed.");
const store = await openEmbeddedStore({ folder, statementTimeoutMs: 60_000 });
for (let n = 1; ; n++) {
	await store.transaction(async (tx) => {
		await tx.query("insert into acknowledged values ($1)", [n]);
		await tx.query("insert into acknowledged_twice values ($1, $2)", [n, "x".repeat(2000)]);
	});
	process.stdout.write(`${n}\n`);
}
