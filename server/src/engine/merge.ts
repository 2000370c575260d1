import { lastWrite } from './last-write.js';
import { addId, idsInOrder } from './recent-ids.js';
import { mergeSessions } from './sessions.js';
import type { CompiledSignal } from './signals.js';
import type { Visitor } from './visitor.js';

const GROUPS = ['context', 'traits', 'consent'] as const;

/**
 * Folds `other` into `visitor`, as if all events of both had come to one. Commutative and associative: sums
 * add up, extremes and latest values are the better of two, sessions are joined where they touch. Segments
 * both were in were entered when the first of them did.
 */
export function mergeInto(visitor: Visitor, other: Visitor, signals: readonly CompiledSignal[]): void {
  visitor.createdAt = Math.min(visitor.createdAt, other.createdAt);
  visitor.seenAt = Math.max(visitor.seenAt, other.seenAt);
  visitor.pageAt = Math.max(visitor.pageAt, other.pageAt);
  visitor.sessions = mergeSessions(visitor.sessions, other.sessions);
  for (const group of GROUPS) {
    const merged = lastWrite(
      { fields: visitor[group], stamps: visitor.stamps[group] },
      other[group] as Record<string, unknown>,
      other.stamps[group],
    );
    Object.assign(visitor, { [group]: merged.fields });
    visitor.stamps[group] = merged.stamps;
  }
  for (const signal of signals) {
    const entries = other.signals.entries(signal.number);
    // A copy: folding them into the other works in the same place.
    if (entries) signal.absorb(visitor, [...entries]);
    // Sessions that were two can be one now, and a page can have begun on the other device.
    signal.tidy(visitor);
  }
  for (const [key, enteredAt] of other.segments)
    visitor.segments.set(key, Math.min(enteredAt, visitor.segments.get(key) ?? Infinity));
  for (const id of idsInOrder(other.recentIds)) addId(visitor.recentIds, id);
}
