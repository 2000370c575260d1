import type { IncomingMessage } from 'node:http';
import { type Context, DEFAULT_VARIANT, FALLBACK_VARIANT, type TesseraEvent } from '@tessera/model';
import { type CompiledCatalog, compileCatalog, emptyCatalog } from './catalog/compiled-catalog.js';
import { type GeoHeaders, RequestContexts } from './collect/request-context.js';
import { type Decision, decide } from './decide/decide.js';
import { type Told, UnknownDecisions } from './decide/unknown-decisions.js';
import type { Freshness } from './engine/freshness.js';
import { Memberships } from './engine/memberships.js';
import { SmallSegments } from './engine/small-segments.js';
import { newVisitor, type Visitor } from './engine/visitor.js';
import { type Keeping, LiveVisitors } from './profiles/live-visitors.js';
import type { ProfileStore } from './profiles/profile-store.js';

const NOTHING: Told = () => undefined;

/** What the latest refresh found; null before the first. */
export interface Refreshed {
  /** When it ended, epoch ms. */
  readonly at: number | null;
  /** What was older than this counted as stale, ms. */
  readonly freshMs: number | null;
  readonly tookMs: number | null;
  readonly bySegment: ReadonlyMap<string, Freshness>;
}

/**
 * The catalog in force and the visitors known, together: whoever asks about a visitor gets an answer by
 * one and the same catalog, exact at the moment of asking.
 */
export class Personaliser {
  readonly visitors: LiveVisitors;
  readonly smallSegments: SmallSegments;
  /** As of the latest refresh. */
  freshness: Refreshed = { at: null, freshMs: null, tookMs: null, bySegment: new Map() };
  /** Whether active visitors are still being looked at by the latest catalog, and what that took, ms. */
  following: { readonly underWay: boolean; readonly tookMs: number | null } = {
    underWay: false,
    tookMs: null,
  };
  readonly clock: () => number;
  readonly requests: RequestContexts;
  readonly #unknown = new UnknownDecisions();
  #current: CompiledCatalog;

  constructor(
    store: ProfileStore,
    settings: Keeping & Partial<GeoHeaders> & { audienceFrom: number },
    clock: () => number = Date.now,
  ) {
    this.clock = clock;
    this.#current = compileCatalog(emptyCatalog, []);
    this.visitors = new LiveVisitors(this.#current.engine, store, settings);
    this.smallSegments = new SmallSegments(settings.audienceFrom);
    this.requests = new RequestContexts({ countryHeader: null, regionHeader: null, ...settings });
  }

  get current(): CompiledCatalog {
    return this.#current;
  }

  /** Puts a compiled catalog in force at once; resolves when all active visitors follow it. */
  async swap(compiled: CompiledCatalog): Promise<void> {
    const start = performance.now();
    this.#current = compiled;
    this.#unknown.forget();
    const followed = this.visitors.swap(compiled.engine, this.clock);
    this.following = { underWay: true, tookMs: this.following.tookMs };
    await followed;
    // Else a newer one has come meanwhile.
    if (this.#current === compiled) this.following = { underWay: false, tookMs: performance.now() - start };
  }

  /** Looks anew which segments are too small by the shares of this moment. */
  judgeSizes(): void {
    this.smallSegments.update(this.#current.catalog.segments, this.visitors.audience);
    this.#unknown.forget();
  }

  /** The visitor whom an id means by now. */
  find(id: string): Visitor | null {
    return this.visitors.find(this.visitors.resolve(id), this.clock());
  }

  decide(visitor: Visitor, slot: string, now: number): Decision | null {
    const compiled = this.#current.slots.get(slot);
    return compiled ? decide(compiled, visitor, this.#current.engine, now, this.smallSegments.leftOut) : null;
  }

  /** The variant for a visitor by id, or for an unknown one with the request's context; null for the fallback. */
  decideFor(id: string | null, slot: string, req: IncomingMessage, query: URLSearchParams): string | null {
    const known = id === null ? null : this.find(id);
    const visitor = known ?? this.madeUp({ context: this.requests.of(req, query) });
    return this.decide(visitor, slot, this.clock())?.variant ?? null;
  }

  /** For a visitor of whom nothing is known but what is told. */
  decideUnknown(slot: string, told: Told): Decision | null {
    const compiled = this.#current.slots.get(slot);
    if (!compiled) return null;
    const now = this.clock();
    return this.#unknown.of(compiled, told, now, (context) =>
      this.decide(this.madeUp({ context, now }), slot, now),
    );
  }

  /**
   * Whether a page that comes without a cookie may show something else than the slot's fallback: what visitors are
   * decided of whom nothing is known but their request, as it is `told` here. Where they are and the campaign that
   * brought them are only known to the edge that asked for the page.
   */
  mayShowAnother(slot: string, ...told: readonly Told[]): boolean {
    const unknown = this.#current.slots.get(slot)?.unknown;
    if (!unknown?.possible) return false;
    return unknown.edgeOnly || told.some((one) => this.decideUnknown(slot, one)?.variant != null);
  }

  /**
   * What a decision is called in URLs and answers: `default` is what visitors without a cookie are shown, so where
   * that is not the fallback, the fallback needs a name of its own.
   */
  nameOf({ slot, variant }: Decision): string {
    if (variant !== null) return variant;
    const shown = this.#current.slots.get(slot)?.unknown.possible ? this.decideUnknown(slot, NOTHING) : null;
    return shown && shown.variant !== null ? FALLBACK_VARIANT : DEFAULT_VARIANT;
  }

  /** A visitor who is not kept, with segments as they would be now. */
  madeUp({
    events = [],
    context = {},
    now = this.clock(),
  }: {
    events?: readonly TesseraEvent[];
    context?: Context;
    now?: number;
  }): Visitor {
    const first = Math.min(now, ...events.map(({ time }) => time));
    const visitor = newVisitor('', first);
    this.#current.engine.take(visitor, events, context, now);
    return visitor;
  }

  /** A visitor in exactly this segment and its parents. */
  inSegment(segment: string): Visitor | null {
    const { segmentByKey } = this.#current.engine;
    const visitor = this.madeUp({});
    visitor.segments = new Memberships();
    visitor.until = Infinity;
    for (let key: string | null = segment; key !== null; key = segmentByKey.get(key)?.parent ?? null) {
      if (!segmentByKey.has(key)) return null;
      visitor.segments.set(key, this.clock());
    }
    return visitor;
  }
}
