import { SESSION_SILENCE_MS } from '../engine/sessions.js';
import type { Personaliser } from '../personaliser.js';
import { sampleVisitors } from './estimate/sample.js';

/** A busy server gives away no more time than this if it has looked at so many visitors by then. */
const ENOUGH = 1_000;
const PATIENCE_MS = 2_000;

/**
 * The segments of each of at most `limit` active visitors, chosen at random, one list of keys a visitor. All
 * of them follow one catalog, the one in force when it is done.
 */
export async function sampleMemberships(
  personaliser: Personaliser,
  limit: number,
): Promise<readonly (readonly string[])[]> {
  const { visitors, clock } = personaliser;
  const size = { most: limit, least: Math.min(limit, ENOUGH), patienceMs: PATIENCE_MS };
  for (;;) {
    const memberships: (readonly string[])[] = [];
    const since = clock() - SESSION_SILENCE_MS + 1;
    const { whole } = await sampleVisitors(visitors, clock, { since, size }, ({ segments }) =>
      memberships.push([...segments.keys()]),
    );
    if (whole) return memberships;
  }
}
