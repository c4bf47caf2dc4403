import { describe, expect, it } from "vitest";
import { PROFILES } from "../catalogue/rules.ts";
import { buildCityPack } from "../city/build-city-pack.ts";
import { CityModel, snapFacilities } from "../city/city-model.ts";
import { shapePointCount } from "../graph/edge-shape.ts";
import { reachFrom } from "../search/reach.ts";
import { facility, line, Scene } from "../test/scene.ts";
import { centreCityRaster, newCityRaster } from "./city-raster.ts";
import { paintReach } from "./paint-reach.ts";
import { paintPieceOf } from "./paint-stretch.ts";
import { layReachRaster, newReachRaster } from "./reach-raster.ts";

/** 10 m a cell: one street from A to B round four corners, with a wall beside it. */
const BENT = `
A------+
       |
       |    +----B
       |    |
       |    |
       +----+`;

describe("paintReach", () => {
	it("paints whole segments of a partly walked street as without the cache", () => {
		const scene = new Scene(BENT);
		const wall = line("wall", [scene.at([3, 1]), scene.at([9, 1])]);
		const model = new CityModel(buildCityPack(scene.city([], [wall]), { minSubnetworkNodes: 1 }).pack);
		const { graph } = model;
		expect([graph.edgeCount, shapePointCount(graph, 0)]).toEqual([1, 6]);
		const { access } = snapFacilities(model, [facility("a", scene.at("A"))]);
		const { network } = model.costsOf(PROFILES[0]!, "mm");
		const [lng, lat] = scene.at("A");
		const cityRaster = newCityRaster(model);
		// From A: 7 cells, 5, then 3 of 5 across.
		const cutoffMm = 150_000;
		for (const already of [false, true]) {
			const reach = reachFrom(model.workspace, graph, network, access, "to", cutoffMm);
			const frame = centreCityRaster(cityRaster, lng, lat, 200);
			paintReach(cityRaster, reach, -1, cutoffMm);
			const anew = newReachRaster();
			layReachRaster(anew, model.barrierIndex, frame, cityRaster.cellM);
			const forward = graph.nodeLng[graph.edgeFrom[0]!]! < graph.nodeLng[graph.edgeTo[0]!]!;
			const walked = [1, 1, 0.6, 0, 0];
			walked.forEach((share, place) => {
				const piece = forward ? place : 4 - place;
				if (share > 0) paintPieceOf(anew, graph, 0, piece, forward ? 0 : 1 - share, forward ? share : 1);
			});
			let worstM = 0;
			for (let i = 0; i < frame.columns * frame.rows; i++) {
				const [drawnM, anewM] = [cityRaster.raster, anew].map(({ field }) => Math.sqrt(field.squaredM2[i]!));
				if (drawnM !== anewM) worstM = Math.max(worstM, Math.abs(drawnM! - anewM!));
			}
			// Stored distances have steps of 0.8 mm, and the end of 15 cells is known to the mm.
			expect([already, worstM < 0.005]).toEqual([already, true]);
		}
	});
});
