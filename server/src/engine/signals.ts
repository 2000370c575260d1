import { createHash } from 'node:crypto';
import {
  type CompiledCondition,
  type Condition,
  compileCondition,
  type Field,
  type FieldOf,
  type Json,
  lookUp,
  type Signal,
  type TesseraEvent,
} from '@tessera/model';
import { kindOf, type SignalKind } from './signal-kinds.js';
import { SESSION_SILENCE_MS, type SignalState, type Visitor } from './visitor.js';

/** One published signal, ready to fold events and to be read. */
export interface CompiledSignal {
  readonly key: string;
  /** Its place in every visitor's `signals`. */
  readonly number: number;
  /** Changes with the definition: state folded by another definition is not this signal's. */
  readonly fingerprint: string;
  /** Types of the events it may fold. */
  readonly eventTypes: readonly string[];
  fold(visitor: Visitor, event: TesseraEvent): void;
  readonly field: Field<Visitor>;
}

export function compileSignal(signal: Signal, number: number): CompiledSignal {
  const kind = kindOf(signal);
  const inputs = inputsOf(signal);
  return {
    key: signal.key,
    number,
    fingerprint: createHash('sha256')
      .update(JSON.stringify({ ...signal, name: null }))
      .digest('base64url')
      .slice(0, 12),
    eventTypes: [...new Set(inputs.map(({ event }) => event))],
    fold: (visitor, event) => {
      const window = windowStart(signal.window, visitor);
      if (event.time < window) return;
      for (const input of inputs) {
        if (input.event !== event.type || !(input.where?.holds(event, event.time) ?? true)) continue;
        const amount = input.amountOf(event);
        if (amount === undefined) continue;
        const state = current(visitor.signals[number], window);
        visitor.signals[number] = { ...kind.fold(state, amount, event.time), window };
      }
    },
    field: fieldOf(signal, number, kind),
  };
}

interface Input {
  readonly event: string;
  readonly where: CompiledCondition<TesseraEvent> | null;
  amountOf(event: TesseraEvent): Json | undefined;
}

const eventField: FieldOf<TesseraEvent> = (path) => {
  const parts = path.split('.');
  return { read: (event) => lookUp(event, parts) };
};

function inputsOf(signal: Signal): readonly Input[] {
  const compiled = (where: Condition | null) => (where ? compileCondition(where, eventField) : null);
  if (signal.kind === 'score') {
    return signal.weights.map(({ event, where, weight }) => ({
      event,
      where: compiled(where),
      amountOf: () => weight,
    }));
  }
  const path = 'value' in signal ? signal.value.split('.') : null;
  const amountOf = path ? (event: TesseraEvent) => lookUp(event, path) : () => 1;
  return [{ event: signal.event, where: compiled(signal.where), amountOf }];
}

const windowStart = (window: Signal['window'], visitor: Visitor): number => {
  if (window === 'page') return visitor.pageAt;
  return window === 'session' ? visitor.sessionAt : 0;
};

const current = (state: SignalState | undefined, window: number): SignalState | undefined =>
  state && state.window >= window ? state : undefined;

function fieldOf(signal: Signal, number: number, kind: SignalKind): Field<Visitor> {
  const stateAt = (visitor: Visitor, now: number) => {
    if (signal.window === 'session' && now >= visitor.seenAt + SESSION_SILENCE_MS) return undefined;
    return current(visitor.signals[number], windowStart(signal.window, visitor));
  };
  return {
    read: (visitor, now) => {
      const state = stateAt(visitor, now);
      return state ? kind.read(state, now) : kind.empty;
    },
    nextCrossing: (visitor, now, thresholds) => {
      const state = stateAt(visitor, now);
      if (!state) return Infinity;
      let first = signal.window === 'session' ? visitor.seenAt + SESSION_SILENCE_MS : Infinity;
      if (kind.nextCrossing) {
        for (const threshold of thresholds) first = Math.min(first, kind.nextCrossing(state, now, threshold));
      }
      return first;
    },
  };
}
