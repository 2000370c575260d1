import { type Explanation, explainCondition, type Json, type Segment, type Signal } from '@tessera/model';
import type { Engine } from './engine.js';
import { visitorTime } from './evaluation.js';
import { type Forecast, forecast } from './forecast.js';
import type { CompiledSegment } from './segments.js';
import type { Visitor } from './visitor.js';

/**
 * Why a visitor is in a segment (`holds`; `held`: only by the segment's hold), or is not. `assumed`: the
 * segments were given, not worked out.
 */
export type SegmentReason = 'holds' | 'held' | 'does_not_hold' | 'not_in_parent' | 'closed' | 'assumed';

/** One segment as it is for one visitor, as plain JSON. Instants are epoch ms. */
export interface ExplainedSegment {
  readonly key: string;
  readonly name: string;
  readonly in: boolean;
  readonly why: SegmentReason;
  /** When the visitor entered it; null if not in it. */
  readonly since: number | null;
  /** The condition does not hold any more; the segment's hold keeps the visitor in it until then. */
  readonly heldUntil: number | null;
  readonly parent: { readonly key: string; readonly in: boolean } | null;
  /** Why nobody is in it, or null. */
  readonly closed: string | null;
  /**
   * Its condition, part by part, each with what it found and what it asks for. Its own `nextChange` says when
   * to look again, which may be before anything changes.
   */
  readonly when: Explanation;
  /** When the visitor enters or leaves it if nothing more happens; null if never, as far as was looked. */
  readonly nextChange: number | null;
}

export interface ExplainedSegments {
  /** In dependency order. */
  readonly segments: readonly ExplainedSegment[];
  /** How far into the future was looked for changes; null: for good. */
  readonly foreseenUntil: number | null;
}

/** One signal as it is for one visitor, as plain JSON. */
export interface ExplainedSignal {
  readonly key: string;
  readonly name: string | null;
  readonly kind: Signal['kind'];
  readonly window: Signal['window'];
  /** Null if missing. */
  readonly value: Json;
  /** When the latest event came that it has folded, whether or not it still counts, epoch ms; null before any. */
  readonly latest: number | null;
}

/**
 * Why each segment is as it is for a visitor who is up to `now` (epoch ms). `assumed`: somebody said which
 * segments the visitor is in; then nothing follows from conditions, and nothing changes with time.
 */
export function explainSegments(
  engine: Engine,
  definitions: readonly Segment[],
  visitor: Visitor,
  now: number,
  assumed = false,
): ExplainedSegments {
  const time = visitorTime(visitor, now);
  const byKey = new Map(definitions.map((segment) => [segment.key, segment]));
  const future: Forecast = assumed
    ? { changes: new Map(), foreseenUntil: Infinity }
    : forecast(engine, visitor, now);
  const segments = engine.segments.flatMap((compiled): ExplainedSegment[] => {
    const definition = byKey.get(compiled.key);
    if (!definition) return [];
    const { key, parent, closed } = compiled;
    const since = visitor.segments.get(key) ?? null;
    const when = explainCondition(definition.when, engine.fieldOf, visitor, time);
    const why = assumed ? 'assumed' : whyOf(compiled, when.holds, visitor, time);
    return [
      {
        key,
        name: definition.name,
        in: since !== null,
        why,
        since,
        heldUntil: why === 'held' && since !== null ? since + compiled.holdMs : null,
        parent: parent === null ? null : { key: parent, in: visitor.segments.has(parent) },
        closed,
        when,
        nextChange: future.changes.get(key) ?? null,
      },
    ];
  });
  return { segments, foreseenUntil: finite(future.foreseenUntil) };
}

/** The same steps as the engine's evaluation takes, in words. */
function whyOf(
  { key, parent, closed, holdMs }: CompiledSegment,
  holds: boolean,
  visitor: Visitor,
  time: number,
): SegmentReason {
  if (closed !== null) return 'closed';
  if (parent !== null && !visitor.segments.has(parent)) return 'not_in_parent';
  if (holds) return 'holds';
  const since = visitor.segments.get(key);
  return since !== undefined && time < since + holdMs ? 'held' : 'does_not_hold';
}

/** What each signal says about a visitor at `now` (epoch ms). */
export function explainSignals(
  engine: Engine,
  definitions: readonly Signal[],
  visitor: Visitor,
  now: number,
): readonly ExplainedSignal[] {
  const time = visitorTime(visitor, now);
  return engine.signals.flatMap(({ key, window, field, latest }, place) => {
    const definition = definitions[place];
    if (!definition) return [];
    const { name, kind } = definition;
    return [{ key, name, kind, window, value: field.read(visitor, time) ?? null, latest: latest(visitor) }];
  });
}

const finite = (instant: number): number | null => (Number.isFinite(instant) ? instant : null);
