import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { GeodataError } from "../../../geodata/units/error.ts";
import { SCHEMA } from "./session-settings.ts";
import type { QueryRunner, Store } from "./store.ts";

export interface Migration {
	/** Consecutive from 1. */
	readonly number: number;
	/** NNNNNN_name.sql */
	readonly file: string;
	readonly sql: string;
	/** SHA-256 of the text with line ends as \n. */
	readonly hash: string;
}

/** Any constant shared by all processes: two servers starting together must not migrate twice. */
const ADVISORY_LOCK = 320_583_001;

const FOLDER = new URL("../migrations/", import.meta.url);
const FILE_NAME = /^(\d{6})_[a-z0-9_]+\.sql$/;

/** The migrations shipped with this version, in order. */
export function shippedMigrations(): Migration[] {
	return readdirSync(FOLDER)
		.filter((file) => FILE_NAME.test(file))
		.sort()
		.map((file) => toMigration(file, readFileSync(new URL(file, FOLDER), "utf8")));
}

export function toMigration(file: string, text: string): Migration {
	const sql = text.replaceAll("\r\n", "\n");
	return {
		number: Number(FILE_NAME.exec(file)?.[1]),
		file,
		sql,
		hash: createHash("sha256").update(sql).digest("hex"),
	};
}

/**
 * Applies missing migrations, each with its ledger row in one transaction. Forward only.
 * @returns Files applied now.
 * @throws {GeodataError} STORE_MIGRATION_CHANGED when an applied file was edited, STORE_MIGRATION_UNKNOWN when the
 * store was written by a newer version.
 */
export async function migrate(
	store: Store,
	migrations: readonly Migration[] = shippedMigrations(),
): Promise<string[]> {
	await store.transaction(async (tx) => {
		await lockLedger(tx);
		await tx.query(`
			create schema if not exists ${SCHEMA};
			create table if not exists ${SCHEMA}.migration (
				number integer primary key,
				file text not null,
				hash text not null,
				applied_at timestamptz not null default now()
			);
			comment on table ${SCHEMA}.migration is 'Which migration files this database has been through.'`);
	});
	await refuseUnknown(store, migrations);
	const applied: string[] = [];
	for (const migration of migrations) {
		const isNew = await store.transaction((tx) => applyOne(tx, migration));
		if (isNew) applied.push(migration.file);
	}
	return applied;
}

async function applyOne(tx: QueryRunner, migration: Migration): Promise<boolean> {
	await lockLedger(tx);
	const [known] = await tx.query<{ hash: string }>("select hash from migration where number = $1", [
		migration.number,
	]);
	if (known !== undefined) {
		if (known.hash === migration.hash) return false;
		throw new GeodataError(
			"STORE_MIGRATION_CHANGED",
			`The migration ${migration.file} was changed after this database applied it; restore the file and add a new one.`,
			{ file: migration.file, expected: known.hash, value: migration.hash },
		);
	}
	await tx.query(migration.sql);
	await tx.query("insert into migration (number, file, hash) values ($1, $2, $3)", [
		migration.number,
		migration.file,
		migration.hash,
	]);
	return true;
}

async function lockLedger(tx: QueryRunner): Promise<void> {
	await tx.query("select pg_advisory_xact_lock($1)", [ADVISORY_LOCK]);
}

async function refuseUnknown(store: Store, migrations: readonly Migration[]): Promise<void> {
	const last = migrations.at(-1)?.number ?? 0;
	const [newer] = await store.query<{ file: string }>(
		"select file from migration where number > $1 order by number limit 1",
		[last],
	);
	if (newer !== undefined) {
		throw new GeodataError(
			"STORE_MIGRATION_UNKNOWN",
			`This database was migrated by a newer version (${newer.file}); start that version or a newer one.`,
			{ file: newer.file },
		);
	}
}
