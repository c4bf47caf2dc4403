/** Reports progress: the phase, the amount done and the total (0 where unknown). */
export type OnProgress = (phase: string, done: number, total: number) => void;
