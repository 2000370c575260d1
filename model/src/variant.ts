import { z } from 'zod';
import { localeContentSchema } from './content.js';
import { type Checked, checkWith } from './refusal.js';
import {
  instantSchema,
  keySchema,
  localeSchema,
  nameSchema,
  orElse,
  orNull,
  variantKeySchema,
} from './schema-parts.js';
import { visitorConditionSchema } from './segment.js';

const keys = orElse(z.array(keySchema).max(50, 'must name at most 50 segments'), []);
const segments = z.strictObject({ any: keys, all: keys, none: keys });
const schedule = z
  .strictObject({ from: orNull(instantSchema), until: orNull(instantSchema) })
  .refine(({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until), {
    message: 'must end (until) after it begins (from)',
  });

/** Who may see a variant, and when. All parts must hold. */
const targetingFields = {
  segments: orElse(segments, { any: [], all: [], none: [] }),
  when: orNull(visitorConditionSchema),
  priority: orElse(
    z
      .number()
      .int('must be a whole number')
      .min(-1_000, 'must be from -1000 to 1000')
      .max(1_000, 'must be from -1000 to 1000'),
    0,
  ),
  schedule: orElse(schedule, { from: null, until: null }),
};

export const targetingSchema = z.strictObject(targetingFields);
export type Targeting = z.output<typeof targetingSchema>;

export const variantSchema = z.strictObject({
  key: variantKeySchema,
  name: nameSchema,
  slots: z.array(keySchema).max(50, 'must name at most 50 slots'),
  ...targetingFields,
  locales: z
    .record(localeSchema, localeContentSchema)
    .refine((locales) => Object.keys(locales).length > 0, { message: 'must hold at least one locale' }),
});

/** One piece of content that may fill a slot. The first of `locales` is the default one. */
export type Variant = z.output<typeof variantSchema>;

export const checkTargeting = (json: unknown): Checked<Targeting> => checkWith(targetingSchema, json);
export const checkVariant = (json: unknown): Checked<Variant> => checkWith(variantSchema, json);
