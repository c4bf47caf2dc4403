/**
 * The search form of a name: case, accents and full-width forms removed, so that "farmacia" finds "Farmácia" in the
 * browser and in every database, whatever its collation.
 */
export function searchText(name: string): string {
	return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

/**
 * Makes a filter for a search box: true where any of a row's names contains the query. An empty query matches every
 * row.
 *
 * @returns A predicate over the names of a row; null and undefined names are skipped.
 */
export function finder(query: string): (...names: readonly (string | null | undefined)[]) => boolean {
	const sought = searchText(query);
	return (...names) => sought === "" || names.some((name) => name && searchText(name).includes(sought));
}
