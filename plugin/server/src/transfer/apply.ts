import type { ImportedEntry, ImportState } from '../../../contracts/transfer';
import { idOf } from './order';
import type { Step } from './plan';

export type Run = Exclude<ImportState, { kind: 'none' }>;

/** No more troubles are told than anybody reads. */
const MAX_TROUBLES = 200;

/**
 * Does a plan's steps in their order. One that fails does not stop the others, but what builds on it stays as it
 * is: published on something that is not as the file means it, it could be shown to the wrong people.
 */
export async function applySteps(
  steps: readonly Step[],
  write: (step: Step) => Promise<void>,
  start: Pick<Run, 'id' | 'startedAt' | 'by'>,
  say: (run: Run) => Promise<void>,
): Promise<Run> {
  const todo = steps.filter(
    ({ action }) => action === 'create' || action === 'update' || action === 'delete',
  );
  const failed = new Set(steps.filter(({ action }) => action === 'refused').map(idOf));
  const counts = { done: 0, failed: 0, skipped: 0 };
  const troubles: ImportedEntry[] = [];
  let done = 0;
  const state = (kind: Run['kind']): Run => ({
    ...start,
    kind,
    total: todo.length,
    done,
    counts: { ...counts },
    troubles: [...troubles],
  });

  for (const step of todo) {
    const { outcome, detail } = await outcomeOf(step, failed, write);
    counts[outcome] += 1;
    if (outcome !== 'done') {
      failed.add(idOf(step));
      const { kind, key, action } = step;
      if (troubles.length < MAX_TROUBLES)
        troubles.push({ kind, key, action: action as ImportedEntry['action'], outcome, detail });
    }
    done += 1;
    await say(state('running'));
  }
  return state('finished');
}

async function outcomeOf(
  step: Step,
  failed: ReadonlySet<string>,
  write: (step: Step) => Promise<void>,
): Promise<Pick<ImportedEntry, 'outcome' | 'detail'>> {
  const missing = step.needs.find((id) => failed.has(id));
  if (missing) {
    const detail = `builds on the ${missing.replace(' ', ' "')}", which could not be imported`;
    return { outcome: 'skipped', detail };
  }
  try {
    await write(step);
    return { outcome: 'done', detail: null };
  } catch (error) {
    return { outcome: 'failed', detail: error instanceof Error ? error.message : String(error) };
  }
}
