import { DEFAULT_VARIANT, type Json, type JsonObject } from '@tessera/model';
import type { CompiledCatalog } from '../catalog/compiled-catalog.js';
import { type ExplainedSlot, explainSlot } from '../decide/explain.js';
import {
  type ExplainedSegment,
  type ExplainedSignal,
  explainSegments,
  explainSignals,
} from '../engine/explain.js';
import { activeUntil, type Visitor } from '../engine/visitor.js';
import { wholeContext } from '../engine/visits.js';

/** What is kept of a visitor. Instants are epoch ms. */
export interface VisitorState {
  /** Null for a made-up visitor. */
  readonly id: string | null;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly active: boolean;
  /** When the visitor stops being active if nothing more comes. */
  readonly activeUntil: number;
  /** When the page shown now was opened; null before any. */
  readonly pageAt: number | null;
  /** First and last event of each session of the 30 days before the latest event, oldest first. */
  readonly sessions: readonly { readonly from: number; readonly to: number }[];
  /** All that conditions read as `context.*`. */
  readonly context: JsonObject;
  readonly traits: JsonObject;
  readonly consent: JsonObject;
}

/** A visitor at one instant by one catalog: first what is, then why. Instants are epoch ms. */
export interface VisitorView {
  readonly at: number;
  /** Version of the catalog that all of this follows from. */
  readonly catalog: string;
  readonly visitor: VisitorState;
  /** By key; null if missing. */
  readonly signals: Readonly<Record<string, Json>>;
  readonly segments: readonly { readonly key: string; readonly in: boolean; readonly closed?: string }[];
  /** Up to when the segments stand for sure if nothing more happens; null: for good. */
  readonly until: number | null;
  readonly decisions: Readonly<Record<string, DecisionView>>;
  readonly explanation: {
    /** How far into the future was looked for changes of segments; null: for good. */
    readonly foreseenUntil: number | null;
    readonly signals: readonly ExplainedSignal[];
    readonly segments: readonly ExplainedSegment[];
    readonly slots: readonly ExplainedSlot[];
  };
}

export interface DecisionView extends Pick<ExplainedSlot, 'source' | 'segment'> {
  /** `default` for the slot's fallback. */
  readonly variant: string;
  readonly candidates: readonly {
    readonly variant: string;
    readonly name: string;
    /** Why it may not be shown, in words; null if it may. */
    readonly reason: string | null;
  }[];
}

interface ViewOptions {
  readonly leftOut: ReadonlySet<string>;
  /** Somebody said which segments the visitor is in. */
  readonly assumed?: boolean;
}

/** Everything there is to say about a visitor who is up to `now` (epoch ms) by this catalog. Pure. */
export function visitorView(
  { catalog, engine, slots }: CompiledCatalog,
  visitor: Visitor,
  now: number,
  { leftOut, assumed = false }: ViewOptions,
): VisitorView {
  const signals = explainSignals(engine, catalog.signals, visitor, now);
  const { segments, foreseenUntil } = explainSegments(engine, catalog.segments, visitor, now, assumed);
  const explained = [...slots.values()].map((slot) => explainSlot(slot, visitor, engine, now, leftOut));
  return {
    at: now,
    catalog: catalog.version,
    visitor: stateOf(visitor, now),
    signals: Object.fromEntries(signals.map(({ key, value }) => [key, value])),
    segments: segments.map(({ key, in: isIn, closed }) => ({ key, in: isIn, ...(closed ? { closed } : {}) })),
    until: Number.isFinite(visitor.until) ? visitor.until : null,
    decisions: Object.fromEntries(explained.map((slot) => [slot.slot, decisionView(slot)])),
    explanation: { foreseenUntil, signals, segments, slots: explained },
  };
}

function stateOf(visitor: Visitor, now: number): VisitorState {
  const { id, createdAt, seenAt, pageAt, sessions, traits, consent } = visitor;
  return {
    id: id === '' ? null : id,
    createdAt,
    seenAt,
    active: now < activeUntil(seenAt),
    activeUntil: activeUntil(seenAt),
    pageAt: pageAt === 0 ? null : pageAt,
    sessions: sessions.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: sessions[i + 1] as number }] : [])),
    context: wholeContext(visitor),
    traits,
    consent,
  };
}

const decisionView = ({ variant, source, segment, candidates }: ExplainedSlot): DecisionView => ({
  variant: variant ?? DEFAULT_VARIANT,
  source,
  segment,
  candidates: candidates.map(({ variant: key, name, reason }) => ({ variant: key, name, reason })),
});
