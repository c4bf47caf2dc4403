import { useLayoutEffect } from "react";
import { applyTokens, DARK, LIGHT, type Tokens } from "./tokens.ts";
import { useMediaQuery } from "./use-media-query.ts";

/** The tokens of the reader's colour scheme, set on the document and returned for the map. */
export function useTokens(): Tokens {
	const tokens = useMediaQuery("(prefers-color-scheme: dark)") ? DARK : LIGHT;
	useLayoutEffect(() => applyTokens(tokens), [tokens]);
	return tokens;
}
