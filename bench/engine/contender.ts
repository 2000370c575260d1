import type { Catalog, Signal, TesseraEvent } from '@tessera/model';
import { compileEngine } from '../../server/src/engine/engine.js';
import { newVisitor } from '../../server/src/engine/visitor.js';

/** Folds an event of a visitor and evaluates the segments; answers the keys of those the visitor is in. */
export interface Contender {
  readonly name: string;
  take(visitor: number, event: TesseraEvent): void;
  segmentsOf(visitor: number, now: number): string[];
}

export function ours(catalog: Catalog, visitors: number, start: number): Contender {
  const engine = compileEngine(catalog);
  const all = Array.from({ length: visitors }, (_, i) => newVisitor(`v${i}`, start));
  const visitorOf = (i: number) => all[i] as (typeof all)[number];
  return {
    name: 'Tessera',
    take: (visitor, event) => void engine.take(visitorOf(visitor), [event], null, event.time),
    segmentsOf: (visitor, now) => {
      engine.advance(visitorOf(visitor), now);
      return [...visitorOf(visitor).segments.keys()];
    },
  };
}

type Test = (subject: object) => boolean;
interface State {
  value: number;
  at: number;
  window: number;
}
interface Profile {
  readonly states: Record<string, State>;
  readonly ids: Set<string>;
  pageAt: number;
  sessionAt: number;
  seenAt: number;
  segments: string[];
}

const SESSION_MS = 30 * 60_000;

/**
 * The same rules with a library that tests plain objects: a profile is an object, an event is folded by the
 * signals of its type whose `where` the library says holds, then the values of all signals are put into an
 * object and every segment's rule is asked. `compile` is done once per rule, as far as the library can.
 */
export function withLibrary(
  name: string,
  compile: (condition: object) => Test,
  catalog: Catalog,
  visitors: number,
): Contender {
  const inputs = catalog.signals.flatMap((signal) =>
    (signal.kind === 'score'
      ? signal.weights
      : [{ event: signal.event, where: signal.where, weight: 1 }]
    ).map(({ event, where, weight }) => ({
      signal,
      event,
      weight,
      where: where === null ? null : compile(where),
    })),
  );
  const segments = catalog.segments.map(({ key, parent, when }) => ({ key, parent, test: compile(when) }));
  const profiles = Array.from(
    { length: visitors },
    (): Profile => ({
      states: {},
      ids: new Set(),
      pageAt: 0,
      sessionAt: 0,
      seenAt: 0,
      segments: [],
    }),
  );
  const evaluate = (profile: Profile, now: number): string[] => {
    const signals: Record<string, number | undefined> = {};
    for (const signal of catalog.signals) signals[signal.key] = read(signal, profile, now);
    const subject = { signals };
    const held: string[] = [];
    for (const { key, parent, test } of segments)
      if ((parent === null || held.includes(parent)) && test(subject)) held.push(key);
    return held;
  };
  return {
    name,
    take: (visitor, event) => {
      const profile = profiles[visitor] as Profile;
      if (event.id !== null && profile.ids.has(event.id)) return;
      if (event.id !== null) profile.ids.add(event.id);
      if (profile.ids.size > 128) profile.ids.delete(profile.ids.values().next().value as string);
      if (event.time >= profile.seenAt + SESSION_MS) profile.sessionAt = event.time;
      profile.seenAt = event.time;
      if (event.type === 'page_view') profile.pageAt = event.time;
      for (const { signal, event: type, where, weight } of inputs)
        if (type === event.type && (where === null || where(event))) fold(signal, profile, event, weight);
      profile.segments = evaluate(profile, event.time);
    },
    segmentsOf: (visitor, now) => evaluate(profiles[visitor] as Profile, now),
  };
}

const halfLifeMs = (signal: Signal): number =>
  'halfLife' in signal && signal.halfLife !== null ? Number.parseInt(signal.halfLife, 10) * 60_000 : Infinity;
const windowStart = ({ window }: Signal, { pageAt, sessionAt }: Profile): number =>
  window === 'page' ? pageAt : window === 'session' ? sessionAt : 0;

function fold(signal: Signal, profile: Profile, { time, props }: TesseraEvent, weight: number): void {
  const window = windowStart(signal, profile);
  const before = profile.states[signal.key];
  const state = before && before.window >= window ? before : undefined;
  const amount = 'value' in signal ? (props.amount as number) : weight;
  let value = amount;
  if (signal.kind === 'max') value = Math.max(amount, state?.value ?? -Infinity);
  else if (signal.kind !== 'last' && signal.kind !== 'since' && state)
    value = amount + state.value * 2 ** (-(time - state.at) / halfLifeMs(signal));
  profile.states[signal.key] = { value, at: time, window };
}

function read(signal: Signal, profile: Profile, now: number): number | undefined {
  const state = profile.states[signal.key];
  const isNumber = signal.kind === 'count' || signal.kind === 'sum' || signal.kind === 'score';
  if (!state || state.window < windowStart(signal, profile)) return isNumber ? 0 : undefined;
  if (signal.kind === 'since') return (now - state.at) / 1_000;
  if (!isNumber) return state.value;
  const value = state.value * 2 ** (-(now - state.at) / halfLifeMs(signal));
  return signal.kind === 'score' ? Math.min(signal.max ?? Infinity, value) : value;
}
