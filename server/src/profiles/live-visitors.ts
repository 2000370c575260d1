import type { Context, TesseraEvent } from '@tessera/model';
import { Audience } from '../engine/audience.js';
import type { Engine } from '../engine/engine.js';
import { isActive, newVisitor, SESSION_SILENCE_MS, type Visitor } from '../engine/visitor.js';
import { Wakeups } from '../engine/wakeups.js';
import { fromStored, renumber, toStored } from './convert.js';
import type { ProfileStore, StoredProfile } from './profile-store.js';

interface Live {
  readonly visitor: Visitor;
  /** The engine whose numbering `visitor.signals` follows. */
  engine: Engine;
}

/** How many visitors are brought up to date before other work gets its turn. */
const SLICE = 500;

/** All known visitors in memory, each brought up to date whenever it is read. Times are epoch ms. */
export class LiveVisitors {
  readonly audience = new Audience();
  readonly #live = new Map<string, Live>();
  readonly #wakeups = new Wakeups();
  readonly #store: ProfileStore;
  #engine: Engine;

  constructor(engine: Engine, store: ProfileStore) {
    this.#engine = engine;
    this.#store = store;
  }

  get known(): number {
    return this.#live.size;
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** Takes in a stored profile at start. */
  restore(profile: StoredProfile, now: number): void {
    const live = { visitor: fromStored(profile, this.#engine.signals, now), engine: this.#engine };
    this.#live.set(profile.id, live);
    this.#settle(live, now);
  }

  /** The visitor with segments exact at `now`, or null if unknown. */
  find(id: string, now: number): Visitor | null {
    const live = this.#live.get(id);
    if (!live) return null;
    this.#adopt(live, now);
    if (live.visitor.until <= now) this.#settle(live, now);
    return live.visitor;
  }

  /** Folds a beacon into its visitor, who becomes known by it. Not durable before `save`. */
  take(
    id: string,
    events: readonly TesseraEvent[],
    context: Context | null,
    now: number,
  ): { visitor: Visitor; repeats: number } {
    let live = this.#live.get(id);
    if (!live) {
      live = { visitor: newVisitor(id, now), engine: this.#engine };
      this.#live.set(id, live);
    }
    this.#adopt(live, now);
    const repeats = this.#engine.take(live.visitor, events, context, now);
    this.#settle(live, now);
    return { visitor: live.visitor, repeats };
  }

  /** Resolves when the visitor, as it is now, survives `kill -9`. */
  save(id: string): Promise<void> {
    const live = this.#live.get(id);
    return live ? this.#store.save(toStored(live.visitor, live.engine.signals)) : Promise.resolve();
  }

  /** Forgets a visitor everywhere. */
  async forget(id: string): Promise<void> {
    this.#live.delete(id);
    this.audience.leave(id);
    await this.#store.remove(id);
  }

  /** The instant at which time alone next changes something about anybody. */
  get nextWakeup(): number {
    return this.#wakeups.next;
  }

  /** Brings up those whom time may have changed by `now`, at most a slice of them. */
  wake(now: number): void {
    for (const id of this.#wakeups.due(now, SLICE)) {
      const live = this.#live.get(id);
      if (!live) continue;
      this.#adopt(live, now);
      this.#settle(live, now);
    }
  }

  /** Puts another engine in force at once; visitors follow when they are read, and all of them in slices. */
  async swap(engine: Engine, clock: () => number): Promise<void> {
    this.#engine = engine;
    let left = SLICE;
    for (const live of this.#live.values()) {
      if (this.#engine !== engine) return; // a newer one has come
      this.#adopt(live, clock());
      if (--left > 0) continue;
      left = SLICE;
      await new Promise(setImmediate);
    }
  }

  #adopt(live: Live, now: number): void {
    if (live.engine === this.#engine) return;
    renumber(live.visitor, live.engine.signals, this.#engine.signals, now);
    live.engine = this.#engine;
    this.#settle(live, now);
  }

  #settle({ visitor }: Live, now: number): void {
    this.#engine.advance(visitor, now);
    if (isActive(visitor, now)) {
      this.audience.count(visitor.id, visitor.segments.keys());
      this.#wakeups.schedule(visitor.id, Math.min(visitor.until, visitor.seenAt + SESSION_SILENCE_MS));
    } else {
      this.audience.leave(visitor.id);
      this.#wakeups.schedule(visitor.id, visitor.until);
    }
  }
}
