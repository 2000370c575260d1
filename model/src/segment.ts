import { z } from 'zod';
import { visitorFieldComplaint } from './fields.js';
import { type Checked, checkWith } from './refusal.js';
import { conditionSchema, durationSchema, keySchema, nameSchema, orElse, orNull } from './schema-parts.js';

/** The least share of active visitors worth a segment, where it names none. */
export const DEFAULT_AUDIENCE_MIN = 0.12;

export const visitorConditionSchema = conditionSchema(visitorFieldComplaint);

const audience = z.strictObject({
  min: orElse(
    z.number().min(0, 'must be a share from 0 to 1').max(1, 'must be a share from 0 to 1'),
    DEFAULT_AUDIENCE_MIN,
  ),
  enforce: orElse(z.boolean(), false),
});

export const segmentSchema = z.strictObject({
  key: keySchema,
  name: nameSchema,
  parent: orNull(keySchema),
  when: orElse(visitorConditionSchema, {}),
  hold: orNull(durationSchema),
  audience: orElse(audience, { min: DEFAULT_AUDIENCE_MIN, enforce: false }),
  enabled: orElse(z.boolean(), true),
});

/** A named condition over signals, context, traits and other segments. */
export type Segment = z.output<typeof segmentSchema>;

export const checkSegment = (json: unknown): Checked<Segment> => checkWith(segmentSchema, json);
