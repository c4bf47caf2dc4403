import type { Edit, EditLog } from "../engine/scenario-types.ts";

export const EMPTY_LOG: EditLog = { edits: [], done: 0 };

/**
 * The log with a new edit; undone edits are dropped.
 * @param continues Replaces the last edit, if that moves the same facility.
 */
export function recorded(log: EditLog, edit: Edit, continues = false): EditLog {
	const past = log.edits.slice(0, log.done);
	if (continues && continuesLast(log, edit)) past.pop();
	return { edits: [...past, edit], done: past.length + 1 };
}

/** Whether a drag's move can replace the last edit. */
export function continuesLast(log: EditLog, edit: Edit): boolean {
	const last = log.edits[log.done - 1];
	return log.done === log.edits.length && last?.op === "move" && edit.op === "move" && last.id === edit.id;
}

export const canUndo = (log: EditLog): boolean => log.done > 0;
export const canRedo = (log: EditLog): boolean => log.done < log.edits.length;
export const undone = (log: EditLog): EditLog => (canUndo(log) ? { ...log, done: log.done - 1 } : log);
export const redone = (log: EditLog): EditLog => (canRedo(log) ? { ...log, done: log.done + 1 } : log);

/** The log without one edit, at any index. */
export function without(log: EditLog, edit: Edit): EditLog {
	const at = log.edits.indexOf(edit);
	if (at < 0) return log;
	return { edits: log.edits.toSpliced(at, 1), done: log.done - (at < log.done ? 1 : 0) };
}
