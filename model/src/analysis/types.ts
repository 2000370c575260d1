import type { Json } from '../json.js';
import type { Refusal } from '../refusal.js';

/**
 * `never_holds`: nobody can be in the segment, or eligible for the variant. `equal_priority`: two variants
 * of one slot ask for the same visitor with equal priority. `never_wins`: whoever is eligible for the
 * variant is shown another one. `broken_reference`: a name that is not published. `cycle`: segments that
 * depend on themselves. `seldom_meant`: allowed, but most likely not what was meant. `alike_rule`,
 * `alike_members`: two segments that are the same in what they ask for, or in who is in them.
 */
export type FindingKind =
  | 'never_holds'
  | 'equal_priority'
  | 'never_wins'
  | 'broken_reference'
  | 'cycle'
  | 'seldom_meant'
  | 'alike_rule'
  | 'alike_members';

/** `error`: it cannot do what it is for. `warning`: most likely a mistake. `hint`: worth a look. */
export type Severity = 'error' | 'warning' | 'hint';

/** A definition a finding is about. */
export interface Subject {
  readonly type: 'segment' | 'variant' | 'slot' | 'signal';
  readonly key: string;
  readonly name: string;
}

/**
 * A visitor who shows a finding. What is not named is as it is before any event: signals that count are 0,
 * everything else is missing.
 */
export interface MadeUpVisitor {
  readonly signals: Readonly<Record<string, Json>>;
  readonly context: Readonly<Record<string, Json>>;
  readonly traits: Readonly<Record<string, Json>>;
  /** Only where a condition reads `consent.*`. */
  readonly consent?: Readonly<Record<string, Json>>;
  /** Keys of the segments this visitor is in. */
  readonly segments: readonly string[];
  /** The instant at which it is so, ISO 8601 in UTC. */
  readonly time: string;
}

export interface Finding {
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** The definitions it is about, the one to change first; others that take part follow. */
  readonly subjects: readonly Subject[];
  /** A full sentence that names things by their names. */
  readonly message: string;
  /** A visitor who shows it; it was tried against the conditions themselves. */
  readonly visitor?: MadeUpVisitor;
  /** Why no visitor can exist who would show the contrary. */
  readonly proof?: string;
  /** Why the finding may not be exact. Left out where it is. */
  readonly approximate?: string;
}

/** Where a segment is used: the definition and the field of it that names the segment. */
export interface Use {
  readonly subject: Subject;
  readonly field: string;
}

/** Segments that are alike, directly or through others, and a proposal to merge them. */
export interface Cluster {
  readonly segments: readonly Subject[];
  readonly keep: Subject;
  readonly replace: readonly { readonly segment: Subject; readonly uses: readonly Use[] }[];
  readonly message: string;
}

export interface Analysis {
  /** Findings in the order of the kinds above: what was asked first comes first. */
  readonly findings: readonly Finding[];
  readonly clusters: readonly Cluster[];
  /** What the analysis leaves out or takes for granted, one sentence each. */
  readonly approximations: readonly string[];
  /** False if something could not be looked at within the limits; `approximations` says what. */
  readonly complete: boolean;
}

export interface AnalysisOptions {
  /** The instant from which on it must be true, epoch ms: schedules that ended before it are over. */
  readonly now: number;
  /** The warnings `checkCatalog` gave with this catalog, if they are known; else it is checked again. */
  readonly warnings?: readonly Refusal[] | undefined;
  /** The segments of each of some visitors, one list of keys a visitor; none: members are not compared. */
  readonly memberships?: readonly (readonly string[])[] | undefined;
  /** From which Jaccard index on two segments are alike in members, 0 to 1; 0.8 by default. */
  readonly alike?: number | undefined;
  /** How many of the given visitors must be in a segment for its members to be compared; 20 by default. */
  readonly enoughMembers?: number | undefined;
  /** How much work may be done altogether, in steps of some tenths of a microsecond; 20 million by default. */
  readonly steps?: number | undefined;
}
