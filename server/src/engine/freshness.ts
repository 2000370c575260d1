import type { Engine } from './engine.js';
import type { CompiledSignal } from './signals.js';
import type { Visitor } from './visitor.js';

/** How fresh a segment's members are; all null while nobody's signals say anything. */
export interface Freshness {
  /** Share of the members' signal weight, 0 to 1, that comes from signals older than the horizon. */
  readonly staleShare: number | null;
  /** Mean weight of the members' signals, 0 to 1. */
  readonly meanWeight: number | null;
}

export const UNKNOWN_FRESHNESS: Freshness = { staleShare: null, meanWeight: null };

interface Sums {
  weight: number;
  stale: number;
  signals: number;
}

/**
 * Adds up, member by member, how much the signals that a segment reads still say. A signal weighs
 * 2^(−age/h): age since its latest event, h its half-life, or the horizon where it has none.
 */
export class FreshnessCount {
  readonly #engine: Engine;
  readonly #horizonMs: number;
  readonly #sums: Sums[];
  /** By a segment's place: the signals it reads. */
  readonly #reads: readonly (readonly CompiledSignal[])[];

  /** `horizonMs`: what is older counts as stale. */
  constructor(engine: Engine, horizonMs: number) {
    this.#engine = engine;
    this.#horizonMs = horizonMs;
    const byPath = new Map(engine.signals.map((signal) => [`signals.${signal.key}`, signal]));
    this.#reads = engine.segments.map(({ when }) => when.reads.flatMap((path) => byPath.get(path) ?? []));
    this.#sums = engine.segments.map(() => ({ weight: 0, stale: 0, signals: 0 }));
  }

  add(visitor: Visitor, now: number): void {
    for (const [place, { key }] of this.#engine.segments.entries()) {
      if (!visitor.segments.has(key)) continue;
      const sums = this.#sums[place] as Sums;
      for (const { latest, halfLifeMs } of this.#reads[place] ?? []) {
        const at = latest(visitor);
        if (at === null) continue;
        const age = Math.max(0, now - at);
        const weight = 2 ** (-age / (halfLifeMs ?? this.#horizonMs));
        sums.weight += weight;
        sums.signals += 1;
        if (age > this.#horizonMs) sums.stale += weight;
      }
    }
  }

  /** By segment. */
  result(): ReadonlyMap<string, Freshness> {
    return new Map(
      this.#engine.segments.map(({ key }, place) => [key, freshnessOf(this.#sums[place] as Sums)]),
    );
  }
}

const freshnessOf = ({ weight, stale, signals }: Sums): Freshness =>
  signals === 0
    ? UNKNOWN_FRESHNESS
    : { staleShare: weight === 0 ? 1 : stale / weight, meanWeight: weight / signals };
