import {
	createLazyRoute,
	createRootRoute,
	createRoute,
	createRouter,
	type RouterHistory,
	retainSearchParams,
} from "@tanstack/react-router";
import { parseSearch, type SearchOf, stringifySearch, validSearch } from "../state/search.ts";
import { EXPLORE_FIELDS, SHARED_FIELDS } from "../state/url-state.ts";
import { App } from "./app.tsx";
import { NoPage, NoWorkspace, Page } from "./page.tsx";

const root = createRootRoute({
	validateSearch: (search) => validSearch(SHARED_FIELDS, search),
	search: {
		middlewares: [
			retainSearchParams<SearchOf<typeof SHARED_FIELDS>>(["city", "service", "rule", "walk", "at", "lang"]),
		],
	},
	component: Page,
	notFoundComponent: NoPage,
});

/** The city with its map, around the open workspace. */
const city = createRoute({ getParentRoute: () => root, id: "city", component: App });

const explore = createRoute({
	getParentRoute: () => city,
	path: "/",
	validateSearch: (search) => validSearch(EXPLORE_FIELDS, search),
	errorComponent: NoWorkspace,
}).lazy(() =>
	import("../workspaces/explore/explore.tsx").then(({ Explore }) =>
		createLazyRoute("/city/")({ component: Explore }),
	),
);

/** @param history The browser's by default. */
export function makeRouter(history?: RouterHistory) {
	return createRouter({
		routeTree: root.addChildren([city.addChildren([explore])]),
		parseSearch,
		stringifySearch,
		...(history ? { history } : {}),
	});
}

declare module "@tanstack/react-router" {
	interface Register {
		readonly router: ReturnType<typeof makeRouter>;
	}
}
