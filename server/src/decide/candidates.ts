import {
  type Catalog,
  type CompiledCondition,
  compileCondition,
  namedSegments,
  type Slot,
  signalsRead,
  type Variant,
} from '@tessera/model';
import type { Engine } from '../engine/engine.js';
import type { Visitor } from '../engine/visitor.js';
import { type UnknownVisitor, UnknownVisitors } from './unknown-visitor.js';

/** One variant that may fill a slot, ready to be judged. Instants are epoch ms. */
export interface Candidate {
  readonly variant: Variant;
  readonly from: number;
  readonly until: number;
  readonly when: CompiledCondition<Visitor> | null;
  /** Why nobody is shown it (it names something that is not published), or null. */
  readonly closed: string | null;
}

export interface CompiledSlot {
  readonly slot: Slot;
  /** Highest priority first, then the key's order. Without the slot's fallback, which everybody may see. */
  readonly candidates: readonly Candidate[];
  readonly fallback: Variant | null;
  /** What a visitor without any history may be shown. */
  readonly unknown: UnknownVisitor;
}

export function compileSlots(catalog: Catalog, engine: Engine): ReadonlyMap<string, CompiledSlot> {
  const unknown = new UnknownVisitors(engine, catalog.segments);
  return new Map(catalog.slots.map((slot) => [slot.key, compileSlot(slot, catalog, engine, unknown)]));
}

function compileSlot(slot: Slot, catalog: Catalog, engine: Engine, unknown: UnknownVisitors): CompiledSlot {
  const candidates = catalog.variants
    .filter((variant) => variant.slots.includes(slot.key) && variant.key !== slot.fallback)
    .sort((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
    .map((variant) => compileCandidate(variant, engine));
  const fallback = catalog.variants.find(({ key }) => key === slot.fallback) ?? null;
  return { slot, candidates, fallback, unknown: unknown.of(candidates) };
}

function compileCandidate(variant: Variant, engine: Engine): Candidate {
  const { schedule, when } = variant;
  return {
    variant,
    from: schedule.from === null ? -Infinity : Date.parse(schedule.from),
    until: schedule.until === null ? Infinity : Date.parse(schedule.until),
    when: when === null ? null : compileCondition(when, engine.fieldOf),
    closed: whyClosed(variant, engine),
  };
}

/**
 * A variant that names a segment that is not published is shown to nobody, wherever it names it: with
 * the name simply dropped, `none: ["employee"]` would suddenly show it to employees.
 */
function whyClosed({ segments: { any, all, none }, when }: Variant, engine: Engine): string | null {
  for (const key of [...any, ...all, ...none, ...namedSegments(when ?? {})]) {
    const segment = engine.segmentByKey.get(key);
    if (!segment) return `it names segment "${key}", which is not published`;
    if (segment.closed) return `it names segment "${key}", which nobody is in: ${segment.closed}`;
  }
  const published = new Set(engine.signals.map(({ key }) => key));
  const missing = signalsRead(when).find((key) => !published.has(key));
  return missing === undefined ? null : `it reads signal "${missing}", which is not published`;
}
