import { createHash } from 'node:crypto';
import type { TesseraEvent } from '@tessera/model';
import type { LiveVisitors } from '../profiles/live-visitors.js';
import type { Batch } from '../stream/stream.js';
import { identify, type Outcome } from './identify.js';
import { takeName } from './name.js';
import { saidBy } from './user.js';

/** What folding a batch came to. */
export interface Folded {
  /** Whose the browser is from now on. */
  readonly visitor: string;
  readonly repeats: number;
  readonly outcomes: readonly Outcome[];
}

/**
 * Folds a batch into whoever it is about: what came before an identify event into who the browser's visitor was,
 * the event and what follows into who that turns out to be. Resolves when all of it survives `kill -9`.
 */
export async function foldBatch(
  visitors: LiveVisitors,
  { visitor: given, name = null, fresh, events, context, receivedAt }: Batch,
): Promise<Folded> {
  let id = visitors.resolve(given);
  const safe: Promise<void>[] = [];
  if (name !== null) {
    const { visitor, done } = takeName(visitors, id, name, receivedAt);
    id = visitor;
    safe.push(done);
  }
  if (fresh === null) {
    const { repeats } = visitors.take(id, events, context, receivedAt);
    safe.push(visitors.save(id));
    await (safe.length === 1 ? safe[0] : Promise.all(safe));
    return { visitor: id, repeats, outcomes: NONE };
  }
  let repeats = 0;
  const outcomes: Outcome[] = [];
  const fold = (part: readonly TesseraEvent[]): void => {
    repeats += visitors.take(id, part, context, receivedAt).repeats;
  };
  let from = 0;
  for (const [index, event] of events.entries()) {
    const said = saidBy(event);
    if (!said) continue;
    // Nearly always the first: then there is nothing to fold before it.
    if (index > from) fold(events.slice(from, index));
    const before = id;
    const { visitor, outcome, done } = identify(
      visitors,
      id,
      said,
      freshId(fresh, outcomes.length),
      receivedAt,
    );
    if (visitor !== before && outcome !== 'merged' && index > from) safe.push(visitors.save(before));
    id = visitor;
    outcomes.push(outcome);
    safe.push(done);
    from = index;
  }
  fold(from === 0 ? events : events.slice(from));
  await Promise.all([...safe, visitors.save(id)]);
  return { visitor: id, repeats, outcomes };
}

const NONE: readonly Outcome[] = [];

/** Another id from the same chance, for the rare batch in which people come and go. */
const freshId = (fresh: string, used: number): string =>
  used === 0 ? fresh : createHash('sha256').update(`${fresh}${used}`).digest('base64url').slice(0, 21);
