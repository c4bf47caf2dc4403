import { GeodataError } from "../../../geodata/units/error.ts";
import type { QueryRunner } from "../store/store.ts";
import { unknownCity } from "./city.ts";

const PART_BYTES = 4 * 1024 * 1024;

/** Stores a city pack, replacing the present one. */
export async function writeGraph(
	tx: QueryRunner,
	cityId: string,
	hash: string,
	packBytes: Uint8Array,
): Promise<void> {
	await tx.query("delete from graph where city_id = $1", [cityId]);
	await tx.query("insert into graph (city_id, hash, byte_count) values ($1, $2, $3)", [
		cityId,
		hash,
		packBytes.length,
	]);
	for (let partNo = 0; partNo * PART_BYTES < packBytes.length; partNo++) {
		const bytes = packBytes.subarray(partNo * PART_BYTES, (partNo + 1) * PART_BYTES);
		await tx.query("insert into graph_part (city_id, part_no, bytes) values ($1, $2, $3)", [
			cityId,
			partNo,
			bytes,
		]);
	}
}

/**
 * The city pack with this hash, as one array.
 * @throws {GeodataError} CITY_UNKNOWN; GRAPH_UNKNOWN where the city's pack has another hash.
 */
export async function readGraph(db: QueryRunner, cityId: string, hash: string): Promise<Uint8Array> {
	const [graph] = await db.query<{ hash: string; byteCount: number }>(
		`select hash, byte_count as "byteCount" from graph where city_id = $1`,
		[cityId],
	);
	if (graph === undefined) throw await unknownCity(db, cityId);
	if (graph.hash !== hash) throw unknownGraph(hash, graph.hash);
	const bytes = new Uint8Array(graph.byteCount);
	let filled = 0;
	for (let partNo = 0; filled < bytes.length; partNo++) {
		// The hash is checked for every part: an import may replace the pack between two parts.
		const [part] = await db.query<{ bytes: Uint8Array }>(
			`select p.bytes from graph_part p join graph g using (city_id)
			where p.city_id = $1 and p.part_no = $2 and g.hash = $3`,
			[cityId, partNo, hash],
		);
		if (part === undefined) throw unknownGraph(hash, "a newer one");
		bytes.set(part.bytes, filled);
		filled += part.bytes.length;
	}
	return bytes;
}

function unknownGraph(value: string, allowed: string): GeodataError {
	return new GeodataError(
		"GRAPH_UNKNOWN",
		`There is no graph ${value.slice(0, 80)} of this city any more; the present one is ${allowed}.`,
		{ value: value.slice(0, 80), allowed },
	);
}
