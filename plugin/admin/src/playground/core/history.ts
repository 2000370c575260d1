/** A value that can be taken back, step by step. */
export interface History<Value> {
  readonly past: readonly Value[];
  readonly present: Value;
  /** What the last change was about: many changes of one thing, as while typing, are taken back as one. */
  readonly about: string | null;
}

const MOST = 100;

export const begin = <Value>(present: Value): History<Value> => ({ past: [], present, about: null });

export function changeTo<Value>(
  history: History<Value>,
  present: Value,
  about: string | null,
): History<Value> {
  const { past } = history;
  if (about !== null && about === history.about) return { ...history, present };
  return { past: [...past, history.present].slice(-MOST), present, about };
}

/** As before the last change; as it is, if there was none. */
export function undo<Value>(history: History<Value>): History<Value> {
  const present = history.past.at(-1);
  return present === undefined ? history : { past: history.past.slice(0, -1), present, about: null };
}
