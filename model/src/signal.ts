import { z } from 'zod';
import { DURATION, durationMs } from './duration.js';
import { eventFieldComplaint } from './fields.js';
import { type Checked, checkWith } from './refusal.js';
import {
  conditionSchema,
  durationSchema,
  eventTypeSchema as eventType,
  keySchema,
  orElse,
  orNull,
} from './schema-parts.js';

const where = orNull(conditionSchema(eventFieldComplaint));
const value = z
  .string()
  .regex(/^(props|page)(\.[\w-]{1,64}){1,4}$/, 'must name a property of the event, e.g. props.ms');

/** `page`: since the last page_view. `session`: until 30 minutes of silence. `ever`: all that is known. */
const NAMED_WINDOWS: readonly string[] = ['page', 'session', 'ever'];
const window = orElse(
  z
    .string()
    .refine(
      (text) => NAMED_WINDOWS.includes(text) || DURATION.test(text),
      `must be one of ${NAMED_WINDOWS.join(', ')}, or a sliding duration such as 30s, 5m, 2h, 7d`,
    ),
  'ever',
);
const finite = z.number({ error: 'must be a number' }).finite('must be a finite number');
const scale = orElse(finite, 1);
const halfLife = orNull(durationSchema.refine((text) => durationMs(text) > 0));

const base = { key: keySchema, name: orNull(z.string().max(200)) };
const fromEvents = { ...base, event: eventType, where, window };
const fromValues = { ...fromEvents, value, scale };

const kinds = {
  count: z.strictObject({ ...fromEvents, kind: z.literal('count'), halfLife }),
  sum: z.strictObject({ ...fromValues, kind: z.literal('sum'), halfLife }),
  max: z.strictObject({ ...fromValues, kind: z.literal('max') }),
  min: z.strictObject({ ...fromValues, kind: z.literal('min') }),
  last: z.strictObject({ ...fromValues, kind: z.literal('last') }),
  first: z.strictObject({ ...fromValues, kind: z.literal('first') }),
  distinct: z.strictObject({ ...fromEvents, kind: z.literal('distinct'), value }),
  since: z.strictObject({ ...fromEvents, kind: z.literal('since') }),
  score: z.strictObject({
    ...base,
    kind: z.literal('score'),
    window,
    halfLife,
    max: orNull(finite),
    weights: z
      .array(z.strictObject({ event: eventType, where, weight: finite }))
      .min(1, 'must hold at least one weight')
      .max(50, 'must hold at most 50 weights'),
  }),
};

export const SIGNAL_KINDS = Object.keys(kinds) as readonly (keyof typeof kinds)[];

export const signalSchema = z.discriminatedUnion(
  'kind',
  [
    kinds.count,
    kinds.sum,
    kinds.max,
    kinds.min,
    kinds.last,
    kinds.first,
    kinds.distinct,
    kinds.since,
    kinds.score,
  ],
  { error: `must have a kind that is one of ${SIGNAL_KINDS.join(', ')}` },
);

/** A number (or value) kept per visitor, folded from events. */
export type Signal = z.output<typeof signalSchema>;

export const checkSignal = (json: unknown): Checked<Signal> => checkWith(signalSchema, json);
