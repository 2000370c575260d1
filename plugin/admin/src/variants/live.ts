import type { LiveSegment } from '../../../contracts/answers';
import type { Audience, LiveVariants } from '../../../contracts/live';
import { type Told, useAsk } from '../app/ask';
import { useRight } from '../app/rights';

const EVERY_MS = 5_000;

/** Live figures of all segments or variants; whoever may not see them asks nothing. One question, however many show it. */
export function useLiveSegments(): Told<Audience> | null {
  const may = useRight('readSegments');
  const told = useAsk<Audience>('audience', { every: EVERY_MS, skip: !may });
  return may ? told : null;
}

export function useLiveVariants(): Told<LiveVariants> | null {
  const may = useRight('readVariants');
  const told = useAsk<LiveVariants>('variants', { every: EVERY_MS, skip: !may });
  return may ? told : null;
}

export const segmentIn = (told: Told<Audience> | null, key: string): LiveSegment | null =>
  (told?.kind === 'ok' && told.answer.segments.find((one) => one.key === key)) || null;

/** A variant's figures, one for each slot it fills. */
export const variantIn = (told: Told<LiveVariants> | null, key: string): LiveVariants['variants'] =>
  told?.kind === 'ok' ? told.answer.variants.filter((one) => one.key === key) : [];
