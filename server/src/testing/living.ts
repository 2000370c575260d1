import type { JsonObject, TesseraEvent } from '@tessera/model';
import { compileEngine, type Engine } from '../engine/engine.js';
import { activeUntil, type Visitor } from '../engine/visitor.js';
import { type Keeping, LiveVisitors } from '../profiles/live-visitors.js';
import { memoryStore } from '../profiles/memory-store.js';
import type { ProfileStore, StoredProfile } from '../profiles/profile-store.js';
import { catalogOf } from './engine/catalogs.js';

/** What tests of living visitors need: engines that differ in part, a clock moved by hand, counting by hand. */

const signals = {
  clicks: { key: 'clicks', kind: 'count', event: 'click' },
  heat: { key: 'heat', kind: 'score', halfLife: '10s', weights: [{ event: 'click', weight: 8 }] },
  value: { key: 'value', kind: 'last', event: 'cart', value: 'props.amount', window: 'session' },
  since: { key: 'since', kind: 'since', event: 'cart' },
};
const segments = [
  { key: 'many', name: 'M', when: { 'signals.clicks': { $gte: 3 } } },
  { key: 'hot', name: 'H', when: { 'signals.heat': { $gt: 4 } }, hold: '5s' },
  { key: 'rich', name: 'R', when: { 'signals.value': { $gt: 2 } } },
  { key: 'left', name: 'L', parent: 'rich', when: { 'signals.since': { $gt: 90 } } },
];

/**
 * 0: as above. 1: `heat` decays faster, `many` asks for more, `rich` is gone, `new` is there. 2: `clicks` counts
 * something else under the same name, and comes last.
 */
export const ENGINES: readonly Engine[] = [
  engineOf(Object.values(signals), segments),
  engineOf(
    [signals.since, signals.clicks, { ...signals.heat, halfLife: '4s' }, signals.value],
    [
      { key: 'new', name: 'N', when: { 'signals.clicks': 1 } },
      { key: 'many', name: 'M', when: { 'signals.clicks': { $gte: 5 } } },
      { key: 'hot', name: 'H', when: { 'signals.heat': { $gt: 4 } } },
    ],
  ),
  engineOf([signals.heat, signals.value, signals.since, { ...signals.clicks, event: 'cart' }], segments),
];

export function engineOf(signalList: readonly unknown[], segmentList: readonly unknown[]): Engine {
  return compileEngine(catalogOf(signalList, segmentList));
}

/** A whole hour, epoch ms. */
export const T0 = 1_800_000_000_000;

export function event(
  type: string,
  time: number,
  props: JsonObject = {},
  id: string | null = null,
): TesseraEvent {
  return { id, type, time, page: {}, props };
}

export class Living {
  readonly visitors: LiveVisitors;
  readonly store: ProfileStore;
  now = T0;
  #swaps = 0;
  #swapped = 0;
  readonly clock = (): number => this.now;

  /** Nothing is looked after before `restored`: what is stored could still come. */
  constructor(keeping: Partial<Keeping> = {}, store = memoryStore(), engine = ENGINES[0] as Engine) {
    this.store = store;
    this.visitors = new LiveVisitors(engine, store, {
      mostVisitors: 1_000_000,
      retentionMs: 30 * 86_400_000,
      ...keeping,
    });
  }

  static async started(...given: ConstructorParameters<typeof Living>): Promise<Living> {
    const living = new Living(...given);
    await living.visitors.restored(living.clock);
    return living;
  }

  take(id: string, type: string, props: JsonObject = {}): void {
    this.visitors.take(id, [event(type, this.now, props)], null, this.now);
  }

  /** Begins a swap; `isSwapping` until it is over. Leaves it the time to end at once if nobody has to be looked at. */
  async swap(engine: Engine): Promise<void> {
    this.#swaps += 1;
    const number = this.#swaps;
    void this.visitors.swap(engine, this.clock).then(() => {
      this.#swapped = Math.max(this.#swapped, number);
    });
    await settled();
  }

  get isSwapping(): boolean {
    return this.#swapped < this.#swaps;
  }

  /** Moves the clock and wakes whoever is due, as often as it takes. */
  wakeAt(now: number): void {
    this.now = now;
    while (this.visitors.wake(now).length > 0);
  }

  /** Segments with the instants of entering, sorted; null if unknown. */
  segmentsOf(id: string): readonly [string, number][] | null {
    const visitor = this.visitors.find(id, this.now);
    return visitor && [...visitor.segments].sort();
  }

  /** Everybody as at this moment, without touching anybody. */
  everybody(): readonly Visitor[] {
    return [...this.visitors.seenSince(-Infinity)].map((number) => {
      const visitor = this.visitors.peek(number, this.now);
      if (!visitor) throw new Error(`number ${number} is nobody's`);
      return visitor;
    });
  }

  /** What the audience says. */
  counted(): Record<string, number> {
    const { audience, engine } = this.visitors;
    const counts = engine.segments.map(({ key }) => [key, audience.in(key)] as const);
    return { active: audience.active, ...Object.fromEntries(counts) };
  }

  /** The same by looking at everybody. */
  countedByHand(): Record<string, number> {
    const active = this.everybody().filter(({ seenAt }) => this.now < activeUntil(seenAt));
    const counts = this.visitors.engine.segments.map(
      ({ key }) => [key, active.filter(({ segments: held }) => held.has(key)).length] as const,
    );
    return { active: active.length, ...Object.fromEntries(counts) };
  }
}

/** A store that keeps every write in order, as a log does, and can be made to fail. */
export function recordingStore() {
  const rows: StoredProfile[] = [];
  let fails = false;
  const write = async (...written: StoredProfile[]): Promise<void> => {
    // As a commit does, it takes effect with the next turn.
    await Promise.resolve();
    if (fails) throw new Error('no room');
    rows.push(...written);
  };
  const store: ProfileStore = {
    ...memoryStore(),
    save: (id, profile) => write({ id, profile: Buffer.from(profile) }),
    commit: (written) =>
      write(...written.map(({ id, profile }) => ({ id, profile: profile && Buffer.from(profile) }))),
    remove: (id) => write({ id, profile: null }),
  };
  return {
    store,
    rows,
    fail: (whether: boolean): void => {
      fails = whether;
    },
  };
}

/** What a new process makes of a log, at `now`. */
export async function restoredFrom(
  rows: readonly StoredProfile[],
  now: number,
  keeping: Partial<Keeping> = {},
): Promise<Living> {
  const living = new Living(keeping);
  living.now = now;
  for (const row of rows) living.visitors.restore(row);
  await living.visitors.restored(living.clock);
  return living;
}

/** What has to happen without anything new coming is a few promises deep. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await Promise.resolve();
}

/** Stands in for `profiles/slices.js`: every step waits to be let go on. */
export class HeldSlices {
  #waiting: (() => void)[] = [];
  isHeld = false;

  readonly inSlices = async (steps: Iterable<unknown>): Promise<void> => {
    for (const _ of steps) if (this.isHeld) await new Promise<void>((goOn) => this.#waiting.push(goOn));
  };

  get underWay(): boolean {
    return this.#waiting.length > 0;
  }

  /** Lets everything under way do one more step. */
  async step(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const goOn of waiting) goOn();
    await settled();
  }

  async finish(): Promise<void> {
    while (this.underWay) await this.step();
  }
}
