import type { Catalog } from '@tessera/model';

/** Everybody there is in these tests: whoever is in some of three segments. */
const SEGMENTS = ['a', 'b', 'c'] as const;
const VISITORS: readonly (readonly string[])[] = Array.from({ length: 2 ** SEGMENTS.length }, (_, bits) =>
  SEGMENTS.filter((_key, index) => (bits >> index) & 1),
);

/** Targetings by name, the narrow and the wide. */
export const TARGETINGS = {
  everybody: null,
  a: { segments: { any: ['a'] } },
  'a or b': { segments: { any: ['a', 'b'] } },
  'not c': { segments: { none: ['c'] } },
  'a, not c': { segments: { any: ['a'], none: ['c'] } },
  'later than a': { segments: { any: ['a'] }, schedule: { from: '2999-01-01T00:00:00Z', until: null } },
} as const;
export type Targeting = keyof typeof TARGETINGS;

/** What decides who sees a variant: as far as these tests use it. */
interface Targeted {
  readonly slots: readonly string[];
  readonly segments: { readonly any?: readonly string[]; readonly none?: readonly string[] };
  readonly schedule?: { readonly from?: string | null } | null;
}

/**
 * Who sees the variant, as pairs of slot and visitor (now, or from the start of its schedule: a schedule that
 * begins later is no wider). Empty if the catalog does not hold it.
 */
export function audienceOf(catalog: Catalog, key: string): ReadonlySet<string> {
  const variant = catalog.variants.find((one) => one.key === key);
  return variant ? audience(variant) : new Set();
}

/** Who sees a variant with this targeting, in the slot that the tests use. */
export const targetedAt = (targeting: Targeting): ReadonlySet<string> =>
  audience({ slots: ['hero'], segments: {}, schedule: null, ...TARGETINGS[targeting] });

function audience({ slots, segments, schedule }: Targeted): ReadonlySet<string> {
  const { any = [], none = [] } = segments;
  const seen = VISITORS.filter(
    (visitor) =>
      (any.length === 0 || any.some((key) => visitor.includes(key))) &&
      !none.some((key) => visitor.includes(key)),
  );
  const times = schedule?.from ? ['later'] : ['now', 'later'];
  return new Set(
    slots.flatMap((slot) =>
      seen.flatMap((visitor) => times.map((time) => `${slot} ${visitor.join('+')} ${time}`)),
    ),
  );
}

/**
 * Whether a step widened who sees a variant beyond what somebody meant: whoever sees it afterwards must have
 * seen it before, or be of the audience that a publish of the default locale, in this step, brought on purpose.
 */
export function widened(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  meant: ReadonlySet<string> = new Set(),
): readonly string[] {
  return [...after].filter((one) => !before.has(one) && !meant.has(one));
}
