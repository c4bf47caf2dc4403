import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import type { LedgerRow } from "../../geodata/coverage/ledger.ts";
import { type Figures, MEASURES } from "../../geodata/coverage/measures.ts";
import { impedanceUnit } from "./figure-words.ts";

export interface LedgerColumn {
	readonly header: string;
	/** Characters, for spreadsheets. */
	readonly width: number;
	/** Excel number format; null for text. */
	readonly format: string | null;
	readonly value: (row: LedgerRow) => string | number | null;
}

/** The columns of the ledger in order, for CSV and spreadsheet. */
export function ledgerColumns(response: CoverageResponse): LedgerColumn[] {
	const walkUnit = impedanceUnit(response.provenance.rule);
	const text = (header: string, width: number, value: LedgerColumn["value"]): LedgerColumn => ({
		header,
		width,
		format: null,
		value,
	});
	const number = (header: string, format: string, value: LedgerColumn["value"]): LedgerColumn => ({
		header,
		width: Math.max(12, header.length + 4),
		format,
		value,
	});
	return [
		text("编码 code", 16, (row) => row.key),
		text("社区 community", 24, (row) => row.name),
		text("类型 type", 16, (row) => row.type),
		text("镇 town", 16, (row) => row.town),
		text("区镇 unit", 18, (row) => row.unit),
		...MEASURES.map(({ id, unit, nameZh, nameEn }) =>
			number(
				`${nameZh} ${nameEn}${unit === "walk" ? ` (${walkUnit})` : ""}`,
				unit === "share" ? "0.0%" : "#,##0",
				(row) => row[id],
			),
		),
	];
}

/** The last row: the whole city, from the totals, not summed from the rows. */
export function totalRow({ totals }: CoverageResponse): LedgerRow {
	return {
		key: "",
		name: "合计 total",
		type: null,
		town: null,
		unit: null,
		...measuresOf(totals),
	};
}

/** A figure missing from the totals, and a share without people, is null. */
function measuresOf(totals: CoverageResponse["totals"]): Figures {
	const known: Partial<Figures> = totals.people === 0 ? { ...totals, coverageShare: null } : totals;
	return Object.fromEntries(MEASURES.map(({ id }) => [id, known[id] ?? null])) as unknown as Figures;
}

/** One row per community; a city without communities has only its total. */
export function ledgerRows(response: CoverageResponse): LedgerRow[] {
	return [...response.byCommunity, totalRow(response)];
}
