import { type Catalog, type Context, checkCatalog, durationMs, type Json } from '@tessera/model';
import { compileEngine, type Engine } from '../../server/src/engine/engine.js';
import { newVisitor, type Visitor } from '../../server/src/engine/visitor.js';

const START = Date.parse('2026-11-24T09:00:00Z');

/** A catalog of these signals and segments, in the form in which they are published. */
export function rules(signals: unknown[], segments: unknown[]): Engine {
  const json = { version: 'story#1', signals, segments, slots: [], variants: [], experiments: [] };
  const checked = checkCatalog(json);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return compileEngine(checked.value as Catalog);
}

/** One clock for everybody in a story. */
export class Clock {
  now = START;
}

/** Somebody with one browser. Everything is told in the order in which it happens. */
export class Shopper {
  readonly visitor: Visitor;
  readonly #engine: Engine;
  readonly #clock: Clock;
  #page: { type: string; category?: string } = { type: 'home' };

  constructor(engine: Engine, clock = new Clock(), name = 'shopper') {
    this.#engine = engine;
    this.#clock = clock;
    this.visitor = newVisitor(name, clock.now);
  }

  /** Comes with this device, network or campaign. */
  with(context: Context): this {
    this.#engine.take(this.visitor, [], context, this.#clock.now);
    return this;
  }

  opens(type: string, category?: string): this {
    this.#page = category === undefined ? { type } : { type, category };
    return this.does('page_view');
  }

  /** Stays on the page, looking at it: the tag tells so every five seconds. */
  reads(time: string): this {
    for (let left = durationMs(time); left > 0; left -= 5_000) {
      const ms = Math.min(5_000, left);
      this.#clock.now += ms;
      this.does('dwell', { ms });
    }
    return this;
  }

  /** Lets time pass without anything to tell. */
  waits(time: string | number): this {
    this.#clock.now += typeof time === 'number' ? time : durationMs(time);
    return this;
  }

  does(type: string, props: Record<string, Json> = {}): this {
    const event = { id: null, type, time: this.#clock.now, page: this.#page, props };
    this.#engine.take(this.visitor, [event], null, this.#clock.now);
    return this;
  }

  /** Turns out to be the same person as somebody on another device. */
  isAlso(other: Shopper): this {
    this.#engine.merge(this.visitor, other.visitor, this.#clock.now);
    return this;
  }

  /** The segments the shopper is in at this very millisecond. */
  get segments(): string[] {
    this.#engine.advance(this.visitor, this.#clock.now);
    return [...this.visitor.segments.keys()].sort();
  }
}
