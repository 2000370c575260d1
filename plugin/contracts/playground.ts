import type { SimulateBody, VisitorView } from './simulate';

/** One thing a made-up visitor does. */
export interface PlaygroundStep {
  /** How long after the one before, ms; of the first one it does not count. */
  readonly gapMs: number;
  readonly type: string;
  readonly page: Readonly<Record<string, string>>;
  readonly props: Readonly<Record<string, unknown>>;
}

/** A made-up visitor, as it is kept in a scenario. */
export interface PlaygroundVisitor {
  /** When the first step happens, ISO 8601; null: whenever it is looked at. */
  readonly start: string | null;
  readonly steps: readonly PlaygroundStep[];
  /** Nested, as in the model. */
  readonly context: Readonly<Record<string, unknown>>;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly consent: Readonly<Record<string, unknown>>;
  /** How long after the last step the end is, ms. */
  readonly laterMs: number;
}

/** What is looked at at the end. */
export interface Expected {
  /** By key: in it or not. */
  readonly segments: Readonly<Record<string, boolean>>;
  /** By key of the slot: the variant's key, or `default` for the slot's fallback. */
  readonly slots: Readonly<Record<string, string>>;
}

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly visitor: PlaygroundVisitor;
  readonly expected: Expected;
}

export const LIMITS = {
  scenarios: 200,
  steps: 50,
  /** Fragment servers take no events that are older than a day when the last one happens, ms. */
  lengthMs: 24 * 3_600_000,
  laterMs: 30 * 24 * 3_600_000,
  name: 100,
  segments: 100,
  slots: 50,
  /** Of a visitor as JSON; with the times of its events it must fit into a fragment server's 64 KiB. */
  characters: 40_000,
} as const;

/** Where it came out otherwise. `got`: null if the catalog has no such segment or slot. */
export type ScenarioDifference =
  | {
      readonly kind: 'segment';
      readonly key: string;
      readonly expected: boolean;
      readonly got: boolean | null;
    }
  | { readonly kind: 'slot'; readonly key: string; readonly expected: string; readonly got: string | null };

export interface ScenarioResult {
  readonly id: string;
  readonly name: string;
  readonly passed: boolean;
  readonly differences: readonly ScenarioDifference[];
  /** Why the fragment server would not play it; null if it did. */
  readonly problem: string | null;
}

/** `POST /tessera/scenarios/run` with `{ "catalog": "published" | "drafts" }`. */
export type RunAnswer =
  | {
      readonly kind: 'ok';
      readonly server: string;
      /** Null if there was nothing to play. */
      readonly catalog: string | null;
      readonly from: 'published' | 'drafts' | null;
      readonly results: readonly ScenarioResult[];
    }
  | { readonly kind: 'none' }
  | {
      readonly kind: 'unreachable' | 'unauthorized' | 'unexpected';
      readonly server: string;
      readonly detail: string;
    };

/** When each step happens, epoch ms. */
export function timesOf({ steps, start }: PlaygroundVisitor, now: number): readonly number[] {
  let time = start === null ? now : Date.parse(start);
  return steps.map(({ gapMs }, index) => {
    if (index > 0) time += gapMs;
    return time;
  });
}

/**
 * What a fragment server is asked: the visitor after its first `count` steps, and then at the instants `laterMs`
 * after, if any are named.
 */
export function simulateBodyOf(
  visitor: PlaygroundVisitor,
  {
    now,
    count,
    laterMs = [],
    catalog,
  }: { now: number; count: number; laterMs?: readonly number[]; catalog: 'published' | 'drafts' },
): SimulateBody {
  const { steps, context, traits, consent, start } = visitor;
  const times = timesOf(visitor, now);
  const first = start === null ? now : Date.parse(start);
  const done = Math.min(count, steps.length);
  const at = times[done - 1] ?? first;
  return {
    events: steps.slice(0, done).map(({ type, page, props }, index) => ({
      type,
      age: at - (times[index] ?? at),
      page,
      props,
    })),
    context,
    traits,
    consent,
    at: [at, ...laterMs.map((ms) => at + ms)],
    catalog,
  };
}

/** Where a visitor is not as expected. */
export function differencesOf(expected: Expected, view: VisitorView): ScenarioDifference[] {
  const isIn = new Map(view.segments.map((one) => [one.key, one.in]));
  const segments = Object.entries(expected.segments).flatMap(([key, wanted]): ScenarioDifference[] => {
    const got = isIn.get(key) ?? null;
    // A segment that is gone has nobody in it, but whoever named it should know.
    return got === wanted ? [] : [{ kind: 'segment', key, expected: wanted, got }];
  });
  const slots = Object.entries(expected.slots).flatMap(([key, wanted]): ScenarioDifference[] => {
    const got = Object.hasOwn(view.decisions, key) ? (view.decisions[key]?.variant ?? null) : null;
    return got === wanted ? [] : [{ kind: 'slot', key, expected: wanted, got }];
  });
  return [...segments, ...slots];
}
