import type { TesseraEvent } from '@tessera/model';
import type { Personaliser } from '../../personaliser.js';
import { RecentEvents } from './recent-events.js';
import { SegmentHistory } from './segment-history.js';
import { ShownVariants } from './shown-variants.js';

/** How often it is looked at whether something is due, ms. */
const OFTEN_MS = 1_000;

/** What is remembered of visitors beside their profiles, for figures that editors ask for. Gone with the process. */
export class LiveFigures {
  readonly recent: RecentEvents;
  readonly shown: ShownVariants;
  readonly history = new SegmentHistory();
  readonly #personaliser: Personaliser;

  constructor(personaliser: Personaliser) {
    const now = personaliser.clock();
    this.#personaliser = personaliser;
    this.recent = new RecentEvents(now);
    this.shown = new ShownVariants(now);
  }

  /** A batch has been folded, of which so many events had come before. Every beacon pays for this. */
  folded(visitor: string, events: readonly TesseraEvent[], repeats: number, now: number): void {
    if (events.length === repeats) return;
    const fresh = repeats === 0 ? events : this.#withoutRepeats(visitor, events);
    const { slots } = this.#personaliser.current;
    for (const event of fresh) this.shown.count(event, slots, now);
    this.recent.add(visitor, fresh, now);
  }

  /** To be called often. */
  tick(): void {
    const { visitors, clock, current } = this.#personaliser;
    const now = clock();
    this.recent.tidy(now);
    // What is counted meanwhile is of the catalog before, or of nobody yet.
    if (visitors.isRecounting) return;
    this.history.tick(
      now,
      visitors.audience,
      current.engine.segments.map(({ key }) => key),
    );
  }

  /** Nothing of the visitor is kept here. */
  forget(visitor: string): void {
    this.recent.forget(visitor);
  }

  /** The engine tells how many came before, not which: those that are kept here, and those that come twice now. */
  #withoutRepeats(visitor: string, events: readonly TesseraEvent[]): readonly TesseraEvent[] {
    const known = new Set(this.recent.of(visitor).map(({ id }) => id));
    return events.filter(({ id }) => {
      if (id === null) return true;
      if (known.has(id)) return false;
      known.add(id);
      return true;
    });
  }
}

/** Keeps the figures going; returns what stops it. */
export function keepCounting(live: LiveFigures): () => void {
  const timer = setInterval(() => live.tick(), OFTEN_MS);
  timer.unref();
  live.tick();
  return () => clearInterval(timer);
}
