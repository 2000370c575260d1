import { z } from 'zod';
import { type Checked, checkWith } from './refusal.js';
import { keySchema, nameSchema, orElse, orNull, variantKeySchema } from './schema-parts.js';

/** How long a CDN may serve a shared fragment without asking, in seconds, where the slot names none. */
export const DEFAULT_TTL_S = 60;

export const slotSchema = z.strictObject({
  key: keySchema,
  name: nameSchema,
  delivery: orElse(z.enum(['shared', 'personal'], { error: 'must be shared or personal' }), 'shared'),
  ttl: orElse(
    z
      .number()
      .int('must be whole seconds')
      .min(1, 'must be at least 1 second')
      .max(31_536_000, 'must be at most a year'),
    DEFAULT_TTL_S,
  ),
  fallback: orNull(variantKeySchema),
  params: orElse(z.array(keySchema).max(8, 'must name at most 8 parameters'), []),
});

/** A named hole in a page, filled by an ESI include. */
export type Slot = z.output<typeof slotSchema>;

export const checkSlot = (json: unknown): Checked<Slot> => checkWith(slotSchema, json);
