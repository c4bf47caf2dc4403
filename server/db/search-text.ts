/**
 * A name as it is searched: without case, accents and full-width forms, so that "farmacia" finds "Farmácia" on every
 * database whatever its collation.
 */
export function searchText(name: string): string {
	return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
