/**
 * A name as it is searched: without case, accents and full-width forms, so that "farmacia" finds "Farmácia" in the
 * lists of a page as in every database, whatever its collation.
 */
export function searchText(name: string): string {
	return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * What finds a row as one types: whether any of its names holds the query; an empty query finds every row.
 *
 * @returns A test of the names of a row, those it has not passed over.
 */
export function finder(query: string): (...names: readonly (string | null | undefined)[]) => boolean {
	const sought = searchText(query);
	return (...names) => sought === "" || names.some((name) => name && searchText(name).includes(sought));
}
