import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import type { LedgerRow } from "../../geodata/coverage/ledger.ts";
import { impedanceUnit } from "./figure-words.ts";

export interface LedgerColumn {
	readonly header: string;
	/** Characters; for spreadsheets. */
	readonly width: number;
	/** Excel number format; null for text. */
	readonly format: string | null;
	readonly value: (row: LedgerRow) => string | number | null;
}

/** The ledger's columns, in order: what its CSV and its spreadsheet both hold. */
export function ledgerColumns(response: CoverageResponse): LedgerColumn[] {
	const unit = impedanceUnit(response.provenance.rule);
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
		number("人口 people", "#,##0", (row) => row.people),
		number("覆盖人口 covered people", "#,##0", (row) => row.coveredPeople),
		number("覆盖率 coverage share", "0.0%", (row) => row.coverageShare),
		number("名义圈人口 circle people", "#,##0", (row) => row.circlePeople),
		number(`平均步行 mean walk (${unit})`, "#,##0", (row) => row.meanImpedance),
	];
}

/** The last row: the whole city, from the totals and not from a sum of the rows above. */
export function totalRow({ totals }: CoverageResponse): LedgerRow {
	return {
		key: "",
		name: "合计 total",
		type: null,
		town: null,
		unit: null,
		people: totals.people,
		coveredPeople: totals.coveredPeople,
		coverageShare: totals.people === 0 ? null : totals.coverageShare,
		circlePeople: totals.circlePeople,
		meanImpedance: null,
	};
}

/** One row a community; a city without communities has its total only. */
export function ledgerRows(response: CoverageResponse): LedgerRow[] {
	return [...response.byCommunity, totalRow(response)];
}
