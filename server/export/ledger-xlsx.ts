import writeExcel, { type Cell, type Row } from "write-excel-file/node";
import type { CoverageResponse } from "../../geodata/contract/coverage.ts";
import { provenanceLines } from "./figure-words.ts";
import { ledgerColumns, ledgerRows } from "./ledger-columns.ts";

const HEADER_COLOUR = "#DAD6CB";

/**
 * The ledger as a spreadsheet: title, provenance, one row per community and the total last. Numbers are numeric
 * cells, shares are percentages.
 */
export async function ledgerXlsx(
	response: CoverageResponse,
	city: { readonly name: string; readonly source: string },
): Promise<Uint8Array> {
	const columns = ledgerColumns(response);
	const title: Row = [
		{
			value: `${city.name} · ${response.provenance.service} · 台账 ledger`,
			fontWeight: "bold",
			fontSize: 14,
		},
	];
	const about = provenanceLines(response.provenance, city.name, city.source).map(
		([label, words]): Row => [{ value: label, fontWeight: "bold" }, words],
	);
	const header: Row = columns.map(({ header: value, format }) => ({
		value,
		fontWeight: "bold",
		backgroundColor: HEADER_COLOUR,
		align: format === null ? "left" : "right",
		wrap: true,
	}));
	const rows = ledgerRows(response).map((row, i, all): Row => {
		const isTotal = i === all.length - 1;
		return columns.map(({ value, format }): Cell => {
			const content = value(row);
			if (content === null) return null;
			return {
				value: content,
				...(format === null ? {} : { format }),
				...(isTotal ? { fontWeight: "bold" as const } : {}),
			};
		});
	});
	const sheetData = [title, ...about, [], header, ...rows];
	const buffer = await writeExcel(sheetData, {
		sheet: "台账 ledger",
		columns: columns.map(({ width }) => ({ width })),
		stickyRowsCount: about.length + 3,
	}).toBuffer();
	return buffer;
}
