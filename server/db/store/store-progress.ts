/** Steps of opening a store, in order; the first two apply to a folder only. */
export type StoreStep = "create" | "open" | "check" | "migrate";

/** Called as each step begins. */
export type StoreProgress = (step: StoreStep) => void;
