import { durationMs, type Json, type Signal } from '@tessera/model';
import { decayCrossing, decayed } from './decay.js';
import type { SignalState } from './visitor.js';

type Folded = Omit<SignalState, 'window'>;

/** How one kind of signal folds what its events bring, and how it is read. */
export interface SignalKind {
  /** The value before any event; undefined means missing. */
  readonly empty: Json | undefined;
  fold(state: Folded | undefined, amount: Json, time: number): Folded;
  read(state: Folded, now: number): Json;
  /** As `Field.nextCrossing`, for one threshold; left out by kinds that stand still between events. */
  nextCrossing?(state: Folded, now: number, threshold: number): number;
}

export function kindOf(signal: Signal): SignalKind {
  switch (signal.kind) {
    case 'count':
      return total({ halfLife: signal.halfLife, scale: 1, max: Infinity });
    case 'sum':
      return total({ halfLife: signal.halfLife, scale: signal.scale, max: Infinity });
    case 'score':
      return total({ halfLife: signal.halfLife, scale: 1, max: signal.max ?? Infinity });
    case 'max':
      return greatest(signal.scale);
    case 'last':
      return latest(signal.scale);
    case 'since':
      return since;
  }
}

const numeric = (value: Json): number => (typeof value === 'number' ? value : 0);

/** Sums; the cap is applied when read, so that the order of events can't matter. */
function total(of: { halfLife: string | null; scale: number; max: number }): SignalKind {
  const halfLife = of.halfLife === null ? null : durationMs(of.halfLife);
  const fold: SignalKind['fold'] = (state, amount, time) => {
    const added = numeric(amount);
    if (!state) return { value: added, at: time };
    const at = Math.max(state.at, time);
    const before = decayed(numeric(state.value), state.at, at, halfLife);
    return { value: before + decayed(added, time, at, halfLife), at };
  };
  const read: SignalKind['read'] = (state, now) =>
    Math.min(of.max, decayed(numeric(state.value), state.at, now, halfLife) * of.scale);
  if (halfLife === null) return { empty: 0, fold, read };
  const nextCrossing: SignalKind['nextCrossing'] = (state, now, threshold) =>
    decayCrossing({ value: numeric(state.value) * of.scale, at: state.at }, now, halfLife, threshold);
  return { empty: 0, fold, read, nextCrossing };
}

const scaled = (value: Json, scale: number): Json => (typeof value === 'number' ? value * scale : value);

function greatest(scale: number): SignalKind {
  return {
    empty: undefined,
    fold: (state, amount, time) =>
      state && numeric(state.value) >= numeric(amount) ? state : { value: numeric(amount), at: time },
    read: (state) => scaled(state.value, scale),
  };
}

function latest(scale: number): SignalKind {
  return {
    empty: undefined,
    fold: (state, amount, time) => (state && state.at > time ? state : { value: amount, at: time }),
    read: (state) => scaled(state.value, scale),
  };
}

/** Seconds since the latest matching event. */
const since: SignalKind = {
  empty: undefined,
  fold: (state, _amount, time) => ({ value: null, at: Math.max(state?.at ?? time, time) }),
  read: (state, now) => (now - state.at) / 1_000,
  nextCrossing: (state, now, threshold) => {
    const at = Math.ceil(state.at + threshold * 1_000);
    if (at > now) return at;
    return at === now ? now + 1 : Infinity;
  },
};
