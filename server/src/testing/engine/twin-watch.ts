import { type Catalog, durationMs, type Json, type TesseraEvent } from '@tessera/model';
import { type ContextWrite, recompute } from './twin.js';
import { instantsOfChange, numbersComparedWith } from './twin-instants.js';

/** The value of a signal as the engine reads it. */
export type ReadByEngine = (signal: string, at: number) => Json | undefined;

/**
 * Watches one person all along, events in order of time: looks at everything at every instant at which
 * anything may change. The only twin with a memory, because `hold` asks when a segment was entered.
 */
export class Watch {
  /** Segments the visitor is in, with the instant of entering. */
  readonly segments = new Map<string, number>();
  /** Whether rounding has decided once: the engine's value had other bits, a last one beside a threshold. */
  unsure = false;
  readonly #readByEngine: ReadByEngine;
  readonly #catalog: Catalog;
  readonly #events: TesseraEvent[] = [];
  readonly #contexts: ContextWrite[] = [];
  #now: number;

  constructor(catalog: Catalog, now: number, readByEngine: ReadByEngine) {
    this.#catalog = catalog;
    this.#readByEngine = readByEngine;
    this.#now = now;
    this.#look(now);
  }

  /** An event, at the instant up to which time has passed. The engine must have taken it already. */
  happens(event: TesseraEvent, context: ContextWrite['context'] | null): void {
    this.#events.push(event);
    if (context) this.#contexts.push({ at: event.time, context });
    this.#look(event.time);
  }

  /** Lets time pass up to `to`, without an event. */
  passes(to: number): void {
    const known = { events: this.#events, contexts: this.#contexts };
    const instants = [...instantsOfChange(this.#catalog, known, this.#now, to), to];
    for (const at of instants) {
      for (let end = this.#firstHoldEnd(); end < at; end = this.#firstHoldEnd()) this.#look(end);
      this.#look(at);
    }
  }

  /** When the first hold that still runs ends. */
  #firstHoldEnd(): number {
    const ends = this.#catalog.segments.flatMap((segment) => this.#heldUntil(segment) ?? []);
    return Math.min(...ends.filter((end) => end > this.#now));
  }

  #heldUntil({ key, hold }: Catalog['segments'][number]): number | null {
    const enteredAt = this.segments.get(key);
    return enteredAt === undefined || hold === null ? null : enteredAt + durationMs(hold);
  }

  #look(now: number): void {
    this.#now = now;
    const known = { events: this.#events, contexts: this.#contexts };
    const isIn = recompute(this.#catalog, known, now, (segment) => now < (this.#heldUntil(segment) ?? 0));
    for (const [key, value] of isIn.values) {
      if (typeof value !== 'number' || this.#readByEngine(key, now) === value) continue;
      for (const threshold of numbersComparedWith(this.#catalog, `signals.${key}`))
        if (Math.abs(value - threshold) <= 1e-12 * Math.abs(threshold)) this.unsure = true;
    }
    for (const { key } of this.#catalog.segments) {
      if (!isIn.segments.has(key)) this.segments.delete(key);
      else if (!this.segments.has(key)) this.segments.set(key, now);
    }
  }
}
