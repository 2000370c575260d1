import type { Analysis } from '@tessera/model';
import type { LiveSegment } from './answers';

/*
 * What a fragment server answers to questions.ts. Times are epoch ms, shares 0 to 1. "Active" visitors are
 * those seen in the last 30 minutes. `since`: from when on nothing is missing in the figures.
 */

/** `GET /admin/history`: how many were in each segment, every `stepMs`, the oldest first; null: not known. */
export interface History {
  readonly since: number;
  /** When the first count was taken. */
  readonly from: number;
  readonly stepMs: number;
  readonly active: readonly (number | null)[];
  readonly segments: Readonly<Record<string, readonly (number | null)[]>>;
}

/**
 * `GET /admin/values?field=F&type=T`: what recent visitors brought. F: `event` (types of events), `page.type`,
 * `page.category`, `props.NAME` (of events of type T, if given), `context.NAME`, `traits.NAME`, or `props`
 * (names of properties of type T). The most frequent first, 50 at most; values that could be personal (free
 * texts) only when several visitors had them.
 */
export interface Values {
  readonly since: number;
  /** The part of all visitors that was looked at, 0 to 1; less than 1 on busy sites. */
  readonly sample?: number;
  readonly values: readonly { readonly value: string | number | boolean; readonly visitors: number }[];
}

/** `GET /admin/variants`: who is shown what now, and what came of it since `since`. One row per slot and variant. */
export interface LiveVariants {
  readonly since: number;
  readonly active: number;
  readonly variants: readonly {
    readonly key: string;
    readonly slot: string;
    /** Active visitors for whom this variant is decided in this slot now. */
    readonly visitors: number;
    readonly share: number;
    readonly impressions: number;
    readonly clicks: number;
  }[];
}

/** `GET /admin/visitors?limit=N`: those seen last, the latest first. */
export interface RecentVisitors {
  readonly visitors: readonly {
    readonly id: string;
    readonly lastSeen: number;
    readonly segments: readonly string[];
    readonly context: Readonly<Record<string, unknown>>;
    /** Path of the last page seen. */
    readonly path: string | null;
  }[];
}

/** `GET /admin/other-tags`: which names of events other tags have sent lately, those that came last first. */
export interface OtherTags {
  readonly names: readonly {
    readonly tag: string;
    readonly event: string;
    /** How often, since the server started. */
    readonly count: number;
    readonly lastAt: number;
    /** What it becomes; null: nothing. */
    readonly type: string | null;
    /** `mapping`, `built_in` or `own_name`. */
    readonly by: string;
    /** The mapping's key. */
    readonly mapping: string | null;
    /** Whether a published signal is folded from such events. */
    readonly read: boolean;
  }[];
}

/** `POST /admin/estimate` with `{ when, parent?, within? }`: the share of recent visitors who would be in a draft. */
export interface Estimate {
  readonly share: number;
  readonly matching: number;
  /** How many visitors were looked at, and how many there are. */
  readonly sampled: number;
  readonly of: number;
  /** Half the width of the 95 % interval of the share of all, which goes from `low` to `high`. */
  readonly error: number;
  readonly low: number;
  readonly high: number;
  /** Whether everybody was looked at. */
  readonly exact: boolean;
  readonly within_s: number;
}

/** `POST /admin/signal-estimate` with `{ signal, within? }`: what a draft would have been for recent visitors. */
export interface SignalEstimate {
  readonly since: number;
  /** As in Values. */
  readonly sample?: number;
  /** How many visitors were folded, and for how many of them anything matched. */
  readonly visitors: number;
  readonly matched: number;
  /** For how many the value is missing (kinds that have no value before any event). */
  readonly missing: number;
  /** Of numbers; null if there are none. */
  readonly numbers: {
    readonly min: number;
    readonly median: number;
    readonly p90: number;
    readonly max: number;
    readonly buckets: readonly { readonly from: number; readonly to: number; readonly visitors: number }[];
  } | null;
  /** Of texts and booleans, the most frequent first. */
  readonly values: readonly { readonly value: string | boolean; readonly visitors: number }[];
}

/** `GET /admin/audience`, as far as the panel reads it. */
export interface Audience {
  readonly segments: readonly LiveSegment[];
}

/** `GET /admin/check`: what conflicts in the catalog in force, can never be shown, or is there twice. */
export interface CheckAnswer extends Analysis {
  /** Of the catalog that was looked at, and when. */
  readonly version: string;
  readonly at: number;
}
