import type { Context, TesseraEvent } from '@tessera/model';
import { Audience } from '../engine/audience.js';
import type { Engine } from '../engine/engine.js';
import { SESSION_SILENCE_MS } from '../engine/sessions.js';
import { activeUntil, newVisitor, type Visitor } from '../engine/visitor.js';
import { Wakeups } from '../engine/wakeups.js';
import { LatestVisitors } from './latest-visitors.js';
import { Links, linkOf, linkRow } from './links.js';
import { type Names, namesOf, pack, readHead, unpack } from './packed/pack.js';
import { VisitorStates } from './packed/visitor-states.js';
import { VisitorTable } from './packed/visitor-table.js';
import type { ProfileStore, StoredProfile } from './profile-store.js';
import { inSlices } from './slices.js';

/** How many visitors may be kept, and for how long (ms) after they were last seen. */
export interface Keeping {
  readonly mostVisitors: number;
  readonly retentionMs: number;
}

/** Visitors let go of, by why. */
export interface LetGo {
  expired: number;
  evicted: number;
}

/** How many visitors are woken or let go of before other work gets its turn. */
const SLICE = 200;

/**
 * All known visitors in memory, each brought up to date whenever it is read. Times are epoch ms. A visitor
 * handed out is a copy of the moment: changes go through the methods here.
 */
export class LiveVisitors {
  readonly letGo: LetGo = { expired: 0, evicted: 0 };
  /** Other names of visitors. They change here only; whoever asks by an id that may be one resolves it first. */
  readonly #links = new Links();
  readonly #table = new VisitorTable();
  readonly #wakeups = new Wakeups();
  readonly #store: ProfileStore;
  readonly #keeping: Keeping;
  #names: Names;
  readonly #state = new VisitorStates();
  readonly #latest = new LatestVisitors();
  #generation = 1;
  #isRestored = false;
  #compacting: Promise<void> | null = null;
  #audience = new Audience();
  /** Counts all active visitors anew after a swap; takes the other one's place when it is complete. */
  #recount: Audience | null = null;

  constructor(engine: Engine, store: ProfileStore, keeping: Keeping) {
    this.#names = namesOf(engine);
    this.#store = store;
    this.#keeping = keeping;
  }

  get known(): number {
    return this.#table.size;
  }

  get audience(): Audience {
    return this.#audience;
  }

  get engine(): Engine {
    return this.#names.engine;
  }

  /** Whether `audience` is behind: not all stored visitors are back, or not all follow the latest engine. */
  get isRecounting(): boolean {
    return !this.#isRestored || this.#recount !== null;
  }

  /** Bytes that profiles take in memory. */
  get bytes(): number {
    return this.#table.bytes;
  }

  /** The instant at which time alone next changes something about an active visitor. */
  get nextWakeup(): number {
    return this.#wakeups.next;
  }

  /** The visitor that an id or another name means by now. */
  resolve(id: string): string {
    return this.#links.resolve(id);
  }

  /** Whom a name stands for, and what else stands for a visitor. */
  get links(): Pick<Links, 'get' | 'namesOf' | 'size'> {
    return this.#links;
  }

  /** Takes in what the store kept, in the order of saving. Throws if the bytes are no visitor's. */
  restore({ id, profile }: StoredProfile): void {
    const link = linkOf(id, profile);
    if (link) {
      this.#links.set(...link);
      return;
    }
    const known = this.#table.find(id);
    if (profile === null) {
      if (known >= 0) this.#drop(known);
      return;
    }
    const head = readHead(profile, 0, profile.length);
    if (head.id !== id) throw new RangeError('is another visitor’s');
    // Who was asked for meanwhile is counted by what was read so far.
    const isUpToDate = known >= 0 && this.#state.follows(known, this.#generation);
    if (isUpToDate) this.#drop(known);
    if (known >= 0 && !isUpToDate) this.#table.replace(known, profile, head.seenAt);
    else this.#state.enter(this.#table.add(id, profile, head.seenAt));
  }

  /** To be called when all is restored. Orders visitors by age; resolves when the active ones are counted. */
  async restored(clock: () => number): Promise<void> {
    this.#isRestored = true;
    this.#table.sort();
    // Everybody is counted anew, also those who were asked for meanwhile.
    this.#generation += 1;
    await this.#adoptActive(clock);
  }

  /** The visitor with segments exact at `now`, or null if unknown. */
  find(id: string, now: number): Visitor | null {
    const number = this.#table.find(id);
    return number < 0 ? null : this.#bringUp(number, now);
  }

  /** Folds a beacon into its visitor, who becomes known by it. Not durable before `save`. */
  take(
    id: string,
    events: readonly TesseraEvent[],
    context: Context | null,
    now: number,
  ): { visitor: Visitor; repeats: number } {
    const { visitor, number, before } = this.#openOrNew(id, now);
    // Should anything throw, what is kept stands.
    this.#latest.delete(number);
    const repeats = this.engine.take(visitor, events, context, now);
    this.#latest.set(this.#keep(number, before, visitor, now), visitor);
    return { visitor, repeats };
  }

  /** Lets a name stand for a visitor; null: for nobody. Resolves when that survives `kill -9`. */
  name(name: string, id: string | null): Promise<void> {
    this.#links.set(name, id);
    return this.#store.commit([linkRow(name, id)]);
  }

  /**
   * Makes `id` the one person that it and `other` turn out to be; whatever comes for `other`, or by one of its
   * names, is that person's from now on. Killed at any moment, either all of it has happened or nothing; it can
   * be asked for once more after a failure of the store.
   */
  merge(id: string, other: string, now: number): Promise<void> {
    if (id === other) return Promise.resolve();
    const gone = this.find(other, now);
    if (gone) {
      this.#drop(this.#table.find(other));
      const { visitor, number, before } = this.#openOrNew(id, now);
      this.#latest.delete(number);
      this.engine.merge(visitor, gone, now);
      this.#keep(number, before, visitor, now);
    }
    const moved = this.#links.move(other, id);
    return this.#store.commit([
      ...this.#rowOf(id),
      ...moved.map((name) => linkRow(name, id)),
      linkRow(id, null),
      { id: other, profile: null },
    ]);
  }

  /** Resolves when the visitor, as it is now, survives `kill -9`. */
  save(id: string): Promise<void> {
    const number = this.#table.find(id);
    if (number < 0) return Promise.resolve();
    return this.#table.read(number, (bytes, from, to) => this.#store.save(id, bytes.subarray(from, to)));
  }

  /** Forgets a visitor everywhere, with all names. Resolves when nothing comes back. */
  forget(id: string): Promise<void> {
    return this.#store.commit(this.#forgotten(id));
  }

  /** As `forget`; resolves when no byte of the visitor, nor of any name, is left anywhere. */
  async erase(id: string): Promise<void> {
    // A name can have been the id of a visitor, and the id a name.
    const names = [id, ...this.#links.namesOf(id)];
    // Should it be killed in between, nothing comes back all the same.
    await this.#store.commit(this.#forgotten(id));
    await this.#store.erase(names.flatMap((name) => [name, linkRow(name, null).id]));
  }

  #forgotten(id: string): StoredProfile[] {
    const number = this.#table.find(id);
    if (number >= 0) this.#drop(number);
    return [{ id, profile: null }, ...this.#unlinked(id)];
  }

  /** Brings up those whom time has changed by `now`, at most a slice of them. Answers how late (ms) each was. */
  wake(now: number): readonly number[] {
    const late: number[] = [];
    while (late.length < SLICE) {
      const due = this.#wakeups.next;
      const number = this.#wakeups.takeDue(now);
      if (number < 0) break;
      late.push(now - due);
      this.#bringUp(number, now);
    }
    return late;
  }

  /**
   * Puts another engine in force at once: whoever is read from now on follows it. Resolves when all active
   * visitors do, who are looked at in slices; the others follow when they come back.
   */
  async swap(engine: Engine, clock: () => number): Promise<void> {
    this.#names = namesOf(engine);
    // Their signals are numbered as the old catalog does.
    this.#latest.clear();
    this.#generation += 1;
    await this.#adoptActive(clock);
  }

  /**
   * Lets go of visitors who have not been seen for the retention time, and of those beyond the cap after it was
   * lowered; at most a slice of them.
   */
  expire(now: number): void {
    // While the log is read, who looks old may come once more.
    if (!this.#isRestored) return;
    for (let i = 0; i < SLICE && this.#table.oldest >= 0; i++) {
      const isExpired = this.#table.seenAt(this.#table.oldest) < now - this.#keeping.retentionMs;
      if (!isExpired && this.known <= this.#keeping.mostVisitors) return;
      this.#letGoOfOldest(isExpired ? 'expired' : 'evicted');
    }
  }

  get isStoreDamaged(): boolean {
    return this.#store.damaged;
  }

  /** Whether `compact` is worth its while, and not under way; never before all that is stored is known. */
  get wantsCompaction(): boolean {
    return this.#isRestored && !this.#compacting && this.#store.wantsCompaction(this.known);
  }

  /** Has the store write everything anew in slices, if that is worth it. */
  compact(): Promise<void> {
    if (!this.#compacting && !this.wantsCompaction) return Promise.resolve();
    this.#compacting ??= this.#store.compact(this.#everything()).finally(() => {
      this.#compacting = null;
    });
    return this.#compacting;
  }

  /** Numbers of active visitors, for `peek`. */
  activeNow(now: number): Int32Array {
    return this.seenSince(now - SESSION_SILENCE_MS + 1);
  }

  /** Numbers of visitors seen at or after `since`, for `peek`. */
  seenSince(since: number): Int32Array {
    return this.#table.seenSince(since);
  }

  /** Numbers of at most so many who were seen last, the latest first, for `peek`. */
  seenLast(most: number): readonly number[] {
    return this.#table.newest(most);
  }

  /** A copy of a visitor as it is at `now`, without touching what is kept; null if nobody has the number. */
  peek(number: number, now: number): Visitor | null {
    if (!this.#table.isUsed(number)) return null;
    const visitor = this.#unpacked(number);
    this.#advance(number, visitor, now);
    return visitor;
  }

  /** A copy of the visitor at `now`, the segments it is counted in (null: it is not), and whether it has to be kept. */
  #open(
    number: number,
    now: number,
  ): { visitor: Visitor; before: readonly string[] | null; changed: boolean } {
    const visitor = this.#latest.get(number) ?? this.#unpacked(number);
    const counted = this.#state.follows(number, this.#generation) && this.#state.isCounted(number);
    const before = counted ? [...visitor.segments.keys()] : null;
    return { visitor, before, changed: this.#advance(number, visitor, now) };
  }

  #unpacked(number: number): Visitor {
    return this.#table.read(number, (bytes, from, to) => unpack(bytes, from, to, this.#names));
  }

  /** Answers whether it had to change anything. */
  #advance(number: number, visitor: Visitor, now: number): boolean {
    const follows = this.#state.follows(number, this.#generation);
    if (follows && visitor.until > now && visitor.evaluatedAt <= now) return false;
    this.engine.advance(visitor, now);
    if (!follows) this.engine.adopt(visitor, now);
    return true;
  }

  /** `number` is -1 for somebody new, who is not kept yet. */
  #openOrNew(
    id: string,
    now: number,
  ): { visitor: Visitor; before: readonly string[] | null; number: number } {
    const number = this.#table.find(id);
    if (number >= 0) return { ...this.#open(number, now), number };
    return { visitor: newVisitor(id, now), before: null, number };
  }

  /** Answers the number it is kept under. */
  #keep(number: number, before: readonly string[] | null, visitor: Visitor, now: number): number {
    if (number >= 0) this.#table.replace(number, pack(visitor, this.#names), visitor.seenAt);
    const kept = number < 0 ? this.#add(visitor) : number;
    this.#settle(kept, before, visitor, now);
    return kept;
  }

  #bringUp(number: number, now: number): Visitor {
    const { visitor, before, changed } = this.#open(number, now);
    if (changed) this.#keep(number, before, visitor, now);
    // Nothing has changed, unless the visitor has just ceased to be active.
    else if ((before !== null) !== now < activeUntil(visitor.seenAt))
      this.#settle(number, before, visitor, now);
    return visitor;
  }

  #add(visitor: Visitor): number {
    // Two for one, where the cap was lowered: `expire` does the rest, without keeping this one waiting.
    for (let i = 0; i < 2 && this.known >= this.#keeping.mostVisitors; i++) this.#letGoOfOldest('evicted');
    const number = this.#table.add(visitor.id, pack(visitor, this.#names), visitor.seenAt);
    this.#state.enter(number);
    return number;
  }

  /** Counts the visitor as it is now, and sees to it that it is looked at when time changes something. */
  #settle(number: number, before: readonly string[] | null, visitor: Visitor, now: number): void {
    const activeTo = activeUntil(visitor.seenAt);
    const isActive = now < activeTo;
    const audience = this.#recount ?? this.#audience;
    const after = [...visitor.segments.keys()];
    if (before === null) {
      if (isActive) audience.enter(after);
    } else if (isActive) audience.move(before, after);
    else audience.leave(before);
    this.#state.set(number, this.#generation, isActive);
    // Nobody looks at those who are not active before they come back.
    this.#wakeups.schedule(number, isActive ? Math.min(visitor.until, activeTo) : Infinity);
  }

  async #adoptActive(clock: () => number): Promise<void> {
    const generation = this.#generation;
    const recount = new Audience();
    this.#recount = recount;
    await inSlices(this.#adopting(generation, clock));
    if (this.#recount !== recount) return; // a newer catalog has come
    this.#audience = recount;
    this.#recount = null;
  }

  *#adopting(generation: number, clock: () => number): Generator<void> {
    for (let number = 0; number < this.#table.numbers; number++) {
      if (this.#generation !== generation) return;
      if (this.#state.follows(number, generation) || !this.#table.isUsed(number)) continue;
      const now = clock();
      if (now >= activeUntil(this.#table.seenAt(number))) continue;
      this.#bringUp(number, now);
      yield;
    }
  }

  #letGoOfOldest(why: keyof LetGo): void {
    const { oldest } = this.#table;
    const { id } = this.#table.read(oldest, readHead);
    this.#drop(oldest);
    this.letGo[why] += 1;
    // If it can't be written now, the visitor comes back with a restart and is let go of again.
    this.#store.commit([{ id, profile: null }, ...this.#unlinked(id)]).catch(() => undefined);
  }

  #drop(number: number): void {
    if (this.#state.follows(number, this.#generation) && this.#state.isCounted(number)) {
      const { segments } = this.#unpacked(number);
      (this.#recount ?? this.#audience).leave(segments.keys());
    }
    this.#wakeups.cancel(number);
    this.#latest.delete(number);
    this.#state.enter(number);
    this.#table.remove(number);
  }

  /** The visitor as it is to be stored; nothing if unknown. */
  #rowOf(id: string): StoredProfile[] {
    const number = this.#table.find(id);
    if (number < 0) return [];
    return [
      { id, profile: this.#table.read(number, (bytes, from, to) => Buffer.from(bytes.subarray(from, to))) },
    ];
  }

  /** Lets go of all names of a visitor; answers the rows that say so. */
  #unlinked(id: string): StoredProfile[] {
    const names = this.#links.namesOf(id);
    for (const name of names) this.#links.set(name, null);
    return names.map((name) => linkRow(name, null));
  }

  *#everything(): Generator<StoredProfile> {
    for (const [name, visitor] of this.#links) yield linkRow(name, visitor);
    for (let number = 0; number < this.#table.numbers; number++) {
      if (!this.#table.isUsed(number)) continue;
      yield this.#table.read(number, (bytes, from, to) => ({
        id: readHead(bytes, from, to).id,
        profile: bytes.subarray(from, to),
      }));
    }
  }
}
