import type { PlaygroundVisitor } from '../../../contracts/playground';
import { simulateBodyOf } from '../../../contracts/playground';
import type { SimulatedViews, VisitorView } from '../../../contracts/simulate';
import { type Told, useAsk } from '../app/ask';

export type Catalog = 'published' | 'drafts';

/** What all that is played has in common. */
export interface Stage {
  readonly visitor: PlaygroundVisitor;
  /** When a visitor without a start begins, epoch ms. */
  readonly now: number;
  readonly catalog: Catalog;
}

/**
 * The visitor after its first `count` steps, and so many ms later. One question per number of steps: what is asked
 * by several parts of the page is asked once, and an edit asks only about what comes after it.
 */
export function useViews(
  { visitor, now, catalog }: Stage,
  count: number,
  laterMs: number,
): Told<SimulatedViews> {
  const body = simulateBodyOf(visitor, { now, count, catalog, laterMs: laterMs > 0 ? [laterMs] : [] });
  return useAsk<SimulatedViews>('simulate', { body: { ...body } });
}

/** The first (after the steps) or last (later) view of an answer. */
export const viewIn = (told: Told<SimulatedViews>, which: 0 | -1 = 0): VisitorView | null =>
  told.kind === 'ok' ? (told.answer.views.at(which) ?? null) : null;
