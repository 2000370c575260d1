import { z } from 'zod';
import { catalogOperators } from './catalog-operators.js';
import { catalogReferences } from './catalog-references.js';
import { mappingSchema } from './mapping/mapping.js';
import { type Checked, checkWith, type Refusal } from './refusal.js';
import { orElse } from './schema-parts.js';
import { segmentSchema } from './segment.js';
import { signalSchema } from './signal.js';
import { slotSchema } from './slot.js';
import { variantSchema } from './variant.js';

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

export const catalogSchema = z.strictObject({
  version: z.string().min(1, 'must not be empty').max(100, 'must be at most 100 characters'),
  timezone: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Europe/Madrid')
    .nullish()
    .transform((zone) => zone ?? 'UTC'),
  signals: z.array(signalSchema).max(500, 'must hold at most 500 signals'),
  segments: z.array(segmentSchema).max(500, 'must hold at most 500 segments'),
  slots: z.array(slotSchema).max(500, 'must hold at most 500 slots'),
  variants: z.array(variantSchema).max(5_000, 'must hold at most 5000 variants'),
  /** Newer than the rest: catalogs made before do not have it. */
  mappings: orElse(z.array(mappingSchema).max(500, 'must hold at most 500 mappings'), []),
  experiments: z
    .array(z.unknown())
    .max(0, 'must be an empty list: experiments are not supported yet')
    .transform((): readonly never[] => []),
});

/** The published set of all definitions. `timezone` is that of `time.hour` and `time.weekday`. */
export type Catalog = z.output<typeof catalogSchema>;

export type CheckedCatalog =
  | {
      readonly ok: true;
      readonly value: Catalog;
      /**
       * References to what is not published (allowed, but what names it holds for nobody), and plain texts
       * on `segments` (allowed, but seldom meant).
       */
      readonly warnings: readonly Refusal[];
    }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * Checks a whole catalog: its form, unique keys, references without cycles, and that each operator can
 * be used on the field it stands on.
 */
export function checkCatalog(json: unknown): CheckedCatalog {
  const checked: Checked<Catalog> = checkWith(catalogSchema, json);
  if (!checked.ok) return checked;
  const { refusals: references, warnings } = catalogReferences(checked.value);
  const refusals = [...references, ...catalogOperators(checked.value)];
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, value: checked.value, warnings };
}
