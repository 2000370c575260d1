import type { CompiledSignal } from '../engine/signals.js';
import type { SignalState, Visitor } from '../engine/visitor.js';
import type { StoredProfile } from './profile-store.js';

type Numbering = readonly CompiledSignal[];

export function toStored(visitor: Visitor, signals: Numbering): StoredProfile {
  const { id, createdAt, seenAt, sessionAt, pageAt, context, traits, consent, recentIds } = visitor;
  const states: Record<string, StoredProfile['signals'][string]> = {};
  for (const { number, fingerprint } of signals) {
    const state = visitor.signals[number];
    if (state) states[fingerprint] = [state.value, state.at, state.window];
  }
  return {
    id,
    createdAt,
    seenAt,
    sessionAt,
    pageAt,
    context,
    traits,
    consent,
    recentIds,
    signals: states,
    segments: Object.fromEntries(visitor.segments),
  };
}

/** The visitor's segments come back as they were stored, to be looked at anew at `now`. */
export function fromStored(profile: StoredProfile, signals: Numbering, now: number): Visitor {
  return {
    ...profile,
    recentIds: [...profile.recentIds],
    segments: new Map(Object.entries(profile.segments)),
    until: now,
    signals: signals.map(({ fingerprint }): SignalState | undefined => {
      const stored = profile.signals[fingerprint];
      return stored && { value: stored[0], at: stored[1], window: stored[2] };
    }),
  };
}

/**
 * Renumbers a visitor's signals for another catalog; a signal with another definition starts anew. The
 * instants of the old catalog say nothing about the new one, so all is looked at anew at `now`.
 */
export function renumber(visitor: Visitor, before: Numbering, after: Numbering, now: number): void {
  const states = new Map(before.map(({ fingerprint, number }) => [fingerprint, visitor.signals[number]]));
  visitor.signals = after.map(({ fingerprint }) => states.get(fingerprint));
  visitor.until = now;
}
