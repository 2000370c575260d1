import {
  type Checked,
  type Condition,
  checkSegment,
  comparisons,
  compileCondition,
  namedSegments,
  operatorRefusals,
  type Refusal,
  refuse,
  type Signal,
} from '@tessera/model';
import type { Engine } from '../../engine/engine.js';
import { visitorTime } from '../../engine/evaluation.js';
import type { Visitor } from '../../engine/visitor.js';

/** A segment's rule that is not published yet. */
export interface Draft {
  readonly when: Condition;
  readonly parent: string | null;
}

/**
 * Checks a draft as publishing it beside the catalog in force would. What is only warned of there is refused
 * here: a name that nobody is in or that is not published makes an estimate of 0 that says nothing.
 */
export function checkDraft(
  { when, parent }: { readonly when?: unknown; readonly parent?: unknown },
  engine: Engine,
  signals: readonly Signal[],
): Checked<Draft> {
  if (when === undefined || when === null)
    return {
      ok: false,
      refusals: [refuse('when', when, 'is required: a condition such as { "signals.clicks": { "$gt": 3 } }')],
    };
  const checked = checkSegment({ key: 'draft', name: 'Draft', when, parent });
  if (!checked.ok) return checked;
  const draft = checked.value;
  const byKey = new Map(signals.map((signal) => [signal.key, signal]));
  const refusals = [
    ...operatorRefusals(draft.when, byKey, { at: 'when', inSegment: true }),
    ...nameRefusals(draft, engine),
  ];
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: draft };
}

/** Whether a visitor who is up to `now` (epoch ms) would be in the draft then; segments are as they are. */
export function compileDraft(
  { when, parent }: Draft,
  engine: Engine,
): (visitor: Visitor, now: number) => boolean {
  const { holds } = compileCondition(when, engine.fieldOf);
  return (visitor, now) =>
    (parent === null || visitor.segments.has(parent)) && holds(visitor, visitorTime(visitor, now));
}

function* nameRefusals({ when, parent }: Draft, engine: Engine): Generator<Refusal> {
  const signals = engine.signals.map(({ key }) => key);
  if (parent !== null) yield* segmentRefusal('parent', parent, engine);
  for (const { path, expected, place } of comparisons(when, 'when')) {
    if (path === 'segments') {
      for (const key of namedSegments({ segments: expected })) yield* segmentRefusal(place, key, engine);
    } else if (path.startsWith('signals.')) {
      const key = path.slice('signals.'.length);
      if (!signals.includes(key))
        yield refuse(place, expected, `signal "${key}" is not published; published: ${listed(signals)}`);
    }
  }
}

function* segmentRefusal(place: string, key: string, engine: Engine): Generator<Refusal> {
  const segment = engine.segmentByKey.get(key);
  if (!segment) {
    const published = listed(engine.segments.map((one) => one.key));
    yield refuse(place, key, `segment "${key}" is not published; published: ${published}`);
  } else if (segment.closed) yield refuse(place, key, `nobody is in segment "${key}": ${segment.closed}`);
}

const MOST_LISTED = 20;

function listed(keys: readonly string[]): string {
  if (keys.length === 0) return 'none';
  const shown = keys.slice(0, MOST_LISTED).join(', ');
  return keys.length > MOST_LISTED ? `${shown} and ${keys.length - MOST_LISTED} more` : shown;
}
