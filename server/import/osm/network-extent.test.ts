import { describe, expect, it } from "vitest";
import { type OsmElements, osmXml, readContent, readElements } from "../../test/osm-files.ts";
import type { OsmOptions } from "./osm-city.ts";

const between = (a: readonly [number, number], b: readonly [number, number]): OsmElements => ({
	nodes: [
		{ id: 1, lng: a[0], lat: a[1] },
		{ id: 2, lng: a[0], lat: a[1] + 0.001 },
		{ id: 3, lng: b[0], lat: b[1] },
		{ id: 4, lng: b[0], lat: b[1] + 0.001 },
	],
	ways: [
		{ id: 101, nodes: [1, 2], tags: { highway: "residential" } },
		{ id: 102, nodes: [3, 4], tags: { highway: "residential" } },
	],
});
const refusal = (content: string, options: OsmOptions = {}) =>
	readContent(content, options).then(
		() => expect.fail("it was accepted"),
		(error: { code: string; message: string }) => error,
	);

describe("a network", () => {
	it("that lies on two continents is refused, naming both", async () => {
		const error = await refusal(osmXml(between([-8.61, 41.14], [121.47, 31.23])));
		expect(error.code).toBe("NETWORK_TOO_WIDE");
		expect(error.message).toMatch(
			/drawn\.osm spans 130\.1 degrees of longitude, from way 101 at -8\.61, 41\.14 to way 102 at 121\.47, 31\.23; allowed are 10\. Choose a part by --boundary\.$/,
		);
		const tall = await refusal(osmXml(between([10, 50], [10, 61])));
		expect(tall.message).toMatch(/spans 11\.0 degrees of latitude, from way 101 at 10, 50 to way 102/);
	});

	it("of which one continent is clipped is read", async () => {
		const elements = between([-8.61, 41.14], [121.47, 31.23]);
		const { bbox } = await readElements(elements, { clip: [121, 31, 122, 32] });
		expect(bbox).toEqual([121.47, 31.23, 121.47, 31.231]);
	});

	it("may span 10 degrees", async () => {
		expect((await readElements(between([10, 50], [20, 50]))).bbox).toEqual([10, 50, 20, 50.001]);
	});

	it("on both sides of the 180th meridian is refused for that", async () => {
		const error = await refusal(osmXml(between([179.95, -16.8], [-179.9, -16.8])));
		expect(error.code).toBe("NETWORK_ACROSS_MERIDIAN");
		expect(error.message).toMatch(
			/on both sides of the 180th meridian, such as way 102 at -179\.9, -16\.8 and way 101 at 179\.95, -16\.8/,
		);
		// Far from it on either side, it is only too wide.
		expect((await refusal(osmXml(between([170, 0], [-160, 0])))).code).toBe("NETWORK_TOO_WIDE");
	});
});

describe("a file with nothing to walk on", () => {
	const STREET = between([10, 50], [10, 51]);
	it.each<[string, string, RegExp, OsmOptions?]>([
		["no elements", osmXml({ nodes: [], ways: [] }), /has 0 nodes and 0 ways, and no way is a street/],
		["nodes alone", osmXml({ ...STREET, ways: [] }), /has 4 nodes and 0 ways, and no way is a street/],
		[
			"no street",
			osmXml({ ...STREET, ways: [{ id: 1, nodes: [1, 2], tags: { waterway: "river" } }] }),
			/has 4 nodes and 1 way, and no way is a street \(tagged highway\); at least one street is needed\.$/,
		],
		[
			"streets that name no nodes",
			osmXml({ nodes: [], ways: STREET.ways.map((way) => ({ ...way, nodes: [] })) }),
			/has 2 streets that name no nodes, as Overpass does on "out tags" or "out ids"/,
		],
		[
			"streets without positions",
			osmXml({ ...STREET, nodes: [] }),
			/has 2 streets and no positions of their nodes, which Overpass adds on "out geom" or/,
		],
		[
			"streets without their nodes",
			osmXml({ ...STREET, nodes: STREET.nodes.slice(0, 1) }),
			/has 2 streets and the nodes of none of them; at least/,
		],
		[
			"streets elsewhere",
			osmXml(STREET),
			/has 2 streets and the nodes of none of them inside the boundary; at least/,
			{ clip: [0, 0, 1, 1] },
		],
	])("is refused for having %s", async (_what, content, message, options) => {
		const error = await refusal(content, options);
		expect(error.code).toBe("NETWORK_EMPTY");
		expect(error.message).toMatch(message);
	});
});
