import { act, createElement, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

/** Renders a hook in its own component, in an in-memory document. */
export interface RenderedHook<P, R> {
	/** Its last return value. */
	readonly current: R;
	render(input: P): Promise<void>;
	unmount(): Promise<void>;
}

function Probe<P>({ use, input }: { readonly use: (input: P) => void; readonly input: P }): null {
	use(input);
	return null;
}

/** @param wrap Wrapper around the component: providers. */
export async function renderHook<P, R>(
	hook: (input: P) => R,
	input: P,
	wrap: (child: ReactNode) => ReactNode = (child) => child,
): Promise<RenderedHook<P, R>> {
	Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
	const returned: R[] = [];
	const use = (next: P) => void returned.push(hook(next));
	const root = createRoot(document.createElement("div"));
	const render = (next: P) =>
		act(async () => root.render(wrap(createElement(Probe<P>, { use, input: next }))));
	await render(input);
	return {
		get current() {
			return returned.at(-1) as R;
		},
		render,
		unmount: () => act(async () => root.unmount()),
	};
}
