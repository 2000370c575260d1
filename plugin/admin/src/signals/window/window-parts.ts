import { readDuration } from '../duration/duration-parts';

/** The windows that have a name, the widest first. */
export const NAMED_WINDOWS = ['ever', 'session', 'page'] as const;
export type NamedWindow = (typeof NAMED_WINDOWS)[number];

/** What a stored window is: one with a name, a sliding duration, or something a signal can't have. */
export type Window = NamedWindow | 'sliding' | 'wrong';

/** How a window begins that somebody makes sliding. */
export const FIRST_SLIDING = '30m';

/** Nothing stored means `ever`. */
export function readWindow(stored: unknown): Window {
  if (stored === null || stored === undefined || stored === '') return 'ever';
  return (
    NAMED_WINDOWS.find((name) => name === stored) ?? (readDuration(stored) === null ? 'wrong' : 'sliding')
  );
}

/** What is stored once `chosen` has been chosen; a duration that is there stays. */
export const chooseWindow = (stored: unknown, chosen: NamedWindow | 'sliding'): string => {
  if (chosen !== 'sliding') return chosen;
  return typeof stored === 'string' && readDuration(stored) ? stored : FIRST_SLIDING;
};
