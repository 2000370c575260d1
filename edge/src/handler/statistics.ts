import type { SkipReason } from '@tessera/esi-fragments';
import type { CacheState } from './exchange.js';

/** What the edge has done since it started. */
export type Statistics = {
  /** Answers to visitors, by how they came about. */
  answers: Record<CacheState, number>;
  /** Requests that waited for another one's fetch. */
  collapsed: number;
  /** Objects removed by purging. */
  purged: number;
  /** Includes that left nothing in their page, by reason. */
  skipped: Partial<Record<SkipReason, number>>;
};

export const emptyStatistics = (): Statistics => ({
  answers: { HIT: 0, MISS: 0, STALE: 0, PASS: 0 },
  collapsed: 0,
  purged: 0,
  skipped: {},
});
