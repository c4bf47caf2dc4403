/** Told as the work goes on: which phase, how far, out of how much (0 where the end is not known). */
export type OnProgress = (phase: string, done: number, total: number) => void;
