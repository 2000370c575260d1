import type { Explanation, Json } from '@tessera/model';

/*
 * `POST /admin/simulate`: a made-up visitor, its segments, every slot's decision and why. Nothing is kept. Times are
 * epoch ms.
 */

/** One thing the visitor did; `age`: how many ms before `at`. At most 200, none older than a day. */
export interface SimulatedEvent {
  readonly type: string;
  readonly age: number;
  readonly page?: {
    readonly url?: string;
    readonly path?: string;
    readonly type?: string;
    readonly category?: string;
  };
  readonly props?: Readonly<Record<string, unknown>>;
}

export interface SimulateBody {
  readonly events?: readonly SimulatedEvent[];
  /** Nested as in the model: `{ "device": { "type": "mobile" } }`. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly consent?: Readonly<Record<string, unknown>>;
  /** In exactly these segments and their parents, whatever else is known; at most 50. An empty list: in none. */
  readonly segments?: readonly string[];
  /**
   * Epoch ms or ISO 8601 with a time zone; now, if left out. A list of at most 200 instants is answered with
   * SimulatedViews; events are as old as they say at the first of them.
   */
  readonly at?: number | string | readonly (number | string)[];
  /** `published` if left out. A server whose catalog is a file has no drafts: see `from`. */
  readonly catalog?: 'published' | 'drafts';
}

/** What a list of instants is answered with, in the order asked. */
export interface SimulatedViews {
  readonly views: readonly VisitorView[];
}

/** A visitor at one instant by one catalog, as far as the panel reads it: first what is, then why. */
export interface VisitorView {
  readonly at: number;
  /** Version of the catalog that all of this follows from. */
  readonly catalog: string;
  /** Which catalog that was. Only `simulate` says it. */
  readonly from?: 'published' | 'drafts';
  /** By key; null if missing. */
  readonly signals: Readonly<Record<string, Json>>;
  readonly segments: readonly { readonly key: string; readonly in: boolean; readonly closed?: string }[];
  /** Up to when the segments stand for sure if nothing more happens; null: for good. */
  readonly until: number | null;
  readonly decisions: Readonly<
    Record<
      string,
      {
        /** `default` for the slot's fallback. */
        readonly variant: string;
        readonly source: 'variant' | 'fallback' | 'empty';
        readonly segment: string | null;
      }
    >
  >;
  readonly explanation: {
    readonly foreseenUntil: number | null;
    readonly signals: readonly {
      readonly key: string;
      readonly name: string | null;
      readonly kind: string;
      readonly window: string;
      readonly value: Json;
      /** When the latest event came that it has folded; null before any. */
      readonly latest: number | null;
    }[];
    readonly segments: readonly SimulatedSegment[];
    readonly slots: readonly SimulatedSlot[];
  };
}

export interface SimulatedSegment {
  readonly key: string;
  readonly name: string;
  readonly in: boolean;
  readonly why: 'holds' | 'held' | 'does_not_hold' | 'not_in_parent' | 'closed' | 'assumed';
  readonly since: number | null;
  readonly heldUntil: number | null;
  readonly parent: { readonly key: string; readonly in: boolean } | null;
  /** Why nobody is in it, or null. */
  readonly closed: string | null;
  /** Its condition, part by part, each with what it found and what it asks for. */
  readonly when: Explanation;
  readonly nextChange: number | null;
}

export type Advantage = 'priority' | 'deeper_segment' | 'key_order';

interface SimulatedPart {
  readonly holds: boolean;
  readonly segments: readonly { readonly key: string; readonly in: boolean; readonly leftOut: boolean }[];
}

export interface SimulatedSlot {
  readonly slot: string;
  readonly name: string;
  /** Null for the slot's fallback, or nothing, if it has none. */
  readonly variant: string | null;
  readonly source: 'variant' | 'fallback' | 'empty';
  readonly segment: string | null;
  readonly until: number | null;
  readonly fallback: { readonly variant: string; readonly name: string } | null;
  readonly beat: readonly { readonly variant: string; readonly name: string; readonly by: Advantage }[];
  /** Highest priority first, then the key's order; without the fallback. */
  readonly candidates: readonly {
    readonly variant: string;
    readonly name: string;
    readonly priority: number;
    readonly outcome: 'shown' | 'beaten' | 'kept_away';
    /** Why it may not be shown, in English; null if it may. */
    readonly reason: string | null;
    readonly beatenBy: Advantage | null;
    readonly segment: string | null;
    readonly segments: {
      readonly any: SimulatedPart;
      readonly all: SimulatedPart;
      readonly none: SimulatedPart;
    };
    readonly when: Explanation | null;
    readonly schedule: {
      readonly holds: boolean;
      readonly from: string | null;
      readonly until: string | null;
    };
    readonly closed: string | null;
  }[];
}
