/**
 * Import cycles between files, type imports included, each cycle once.
 *
 * @param arrows What each file imports; targets without an entry are ignored.
 * @returns The members of every strongly connected component of two or more files, or of one that imports itself.
 * Source: Tarjan, Depth-first search and linear graph algorithms, 1972.
 */
export function findCircles(arrows: ReadonlyMap<string, readonly string[]>): string[][] {
	const circles: string[][] = [];
	const order = new Map<string, number>();
	const lowest = new Map<string, number>();
	const open: string[] = [];
	const isOpen = new Set<string>();

	function visit(file: string): number {
		const own = order.size;
		order.set(file, own);
		let low = own;
		open.push(file);
		isOpen.add(file);
		for (const target of arrows.get(file) ?? []) {
			if (!order.has(target)) low = Math.min(low, visit(target));
			else if (isOpen.has(target)) low = Math.min(low, lowest.get(target) ?? order.get(target)!);
		}
		lowest.set(file, low);
		if (low === own) {
			const members = open.splice(open.indexOf(file));
			for (const member of members) isOpen.delete(member);
			if (members.length > 1 || arrows.get(file)?.includes(file)) circles.push(members);
		}
		return low;
	}

	for (const file of arrows.keys()) if (!order.has(file)) visit(file);
	return circles;
}
