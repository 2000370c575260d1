/** A variant of a slot, as the default locale's draft has it; name, slots and targeting are the same in all. */
export interface PriorityVariant {
  readonly documentId: string;
  readonly key: string;
  readonly name: string;
  readonly slots: readonly string[];
  readonly priority: number;
  /** The priority that is published; null: the variant is not. */
  readonly live: number | null;
  /** Whether publishing it would change more than its priority. */
  readonly pending: boolean;
  /** How deep the deepest segment it is meant for lies; -1: it names none. */
  readonly depth: number;
  readonly segments: {
    readonly any: readonly string[];
    readonly all: readonly string[];
    readonly none: readonly string[];
  };
  /** Whether it has a condition of its own besides. */
  readonly conditional: boolean;
  readonly schedule: { readonly from: string | null; readonly until: string | null };
  /** When the draft was changed last, ISO 8601. */
  readonly changedAt: string;
}

export interface PrioritySlot {
  readonly key: string;
  readonly name: string;
  /** The variant for whom no other is meant: it takes no part in the order. */
  readonly fallback: string | null;
  /** Document ids in the order in which they are decided: priority, then the deeper segment, then the key. */
  readonly order: readonly string[];
}

/** `GET /tessera/priorities`. */
export interface PrioritiesAnswer {
  /** Of the list below: changes with anything in it. */
  readonly version: string;
  readonly slots: readonly PrioritySlot[];
  readonly variants: readonly PriorityVariant[];
  /** Whose priority cannot be changed here: no default locale, or a targeting that cannot be read. */
  readonly leftOut: readonly { readonly name: string; readonly reason: 'locale' | 'targeting' }[];
}

/** `PUT /tessera/priorities`: all of it is done, or nothing. */
export interface PrioritiesBody {
  /** The list that was seen: 409 if it is another by now. */
  readonly version: string;
  readonly priorities: readonly { readonly documentId: string; readonly priority: number }[];
  /** To be published afterwards; `others`: also if that publishes more than the priority. */
  readonly publish?: readonly { readonly documentId: string; readonly others: boolean }[];
}

export interface PrioritiesSaved {
  readonly saved: number;
  readonly published: number;
  /** Not published: it never was (`draft`), or other changes would have gone with it (`pending`). */
  readonly skipped: readonly { readonly documentId: string; readonly reason: 'draft' | 'pending' }[];
  readonly now: PrioritiesAnswer;
}

/** Priorities are whole numbers from -MOST to MOST. */
export const MOST_PRIORITY = 1_000;
/** How many variants one request may change. */
export const MOST_CHANGES = 500;
