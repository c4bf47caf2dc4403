import type { FeatureCollection, Geometry } from "geojson";
import { useEffect, useMemo } from "react";
import type { CommunityType } from "../../../geodata/catalogue/vocabulary.ts";
import type { CommunityFeature } from "../../api/city-api.ts";
import { labelPosition } from "../../derived/geometry-bbox.ts";
import type { Tokens } from "../../styles/tokens.ts";
import { collection, EMPTY, feature, pointFeature, useSource } from "../features.ts";
import type { LayerProps } from "../thing.ts";
import { communityTypeOf, FUND_STATES, fundImage, TYPE_LOOKS, typeImage } from "./looks.ts";

const NONE: readonly CommunityFeature[] = [];

/** Outlines and names; with a list of communities open, their tint or count. */
export function CommunityLayer({ controller, scene }: LayerProps): null {
	const { system, only, tokens, communityCode } = scene;
	const communities = scene.lists.communities ?? NONE;
	const outlines = useMemo(() => outlineFeatures(communities, communityCode), [communities, communityCode]);
	const names = useMemo(() => nameFeatures(communities, communityCode), [communities, communityCode]);
	const areas = useMemo(() => {
		if (system === "community") return typeAreas(communities, communityTypeOf(only), tokens);
		if (system !== "community-fund") return EMPTY;
		const wanted = communities.filter(
			({ properties }) =>
				(only !== "has" || properties.communityFund) && (only !== "lacks" || !properties.communityFund),
		);
		return fundAreas(wanted, tokens);
	}, [system, communities, only, tokens]);
	const counts = useMemo(
		() =>
			system === "volunteer-team"
				? countPoints(communities, ({ properties }) => properties.volunteerTeams)
				: EMPTY,
		[system, communities],
	);
	useSource(controller, "communities", outlines);
	useSource(controller, "community-names", names);
	useSource(controller, "system-areas", areas);
	useSource(controller, "system-counts", counts);
	const named = communities.length > 0;
	useEffect(() => controller.setVisible("villages", !named), [controller, named]);
	return null;
}

function outlineFeatures(
	communities: readonly CommunityFeature[],
	pickedCode: string | null,
): FeatureCollection {
	return collection(
		communities.flatMap(({ geometry, properties: { code, name } }) =>
			geometry ? feature(geometry as Geometry, { id: code, name, picked: code === pickedCode }) : [],
		),
	);
}

/** Each name once, at the middle of the community's extent where that is inside it. */
function nameFeatures(
	communities: readonly CommunityFeature[],
	pickedCode: string | null,
): FeatureCollection {
	return collection(
		communities.flatMap(({ geometry, properties: { code, name } }) => {
			const centre = labelPosition(geometry as Geometry | null);
			return centre ? pointFeature(centre, { id: code, name, picked: code === pickedCode }) : [];
		}),
	);
}

/** Communities filled by type; only one type where `only` is given. */
function typeAreas(
	communities: readonly CommunityFeature[],
	only: CommunityType | null,
	tokens: Tokens,
): FeatureCollection {
	return tintedAreas(communities, ({ type: name }) => {
		const type = communityTypeOf(name);
		if (!type || (only && type !== only)) return null;
		return { pattern: typeImage(type), colour: tokens[TYPE_LOOKS[type].colour] };
	});
}

/** Communities by whether they have a fund; unknown ones are not filled. */
function fundAreas(communities: readonly CommunityFeature[], tokens: Tokens): FeatureCollection {
	return tintedAreas(communities, ({ communityFund }) => {
		if (communityFund === null) return null;
		const state = communityFund ? "has" : "lacks";
		return { pattern: fundImage(state), colour: tokens[FUND_STATES[state].colour] };
	});
}

function tintedAreas(
	communities: readonly CommunityFeature[],
	look: (properties: CommunityFeature["properties"]) => { pattern: string; colour: string } | null,
): FeatureCollection {
	return collection(
		communities.flatMap(({ geometry, properties }) => {
			const drawn = geometry && look(properties);
			return drawn ? feature(geometry as Geometry, { id: properties.code, ...drawn }) : [];
		}),
	);
}

/** A number at the middle of each community with a count above zero. */
function countPoints(
	communities: readonly CommunityFeature[],
	countOf: (community: CommunityFeature) => number | null,
): FeatureCollection {
	return collection(
		communities.flatMap((community) => {
			const value = countOf(community);
			const centre = value ? labelPosition(community.geometry as Geometry | null) : null;
			return centre ? pointFeature(centre, { id: community.properties.code, value }) : [];
		}),
	);
}
