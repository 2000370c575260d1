import { z } from 'zod';
import { durationMs } from './duration.js';
import { eventFieldComplaint } from './fields.js';
import { type Checked, checkWith } from './refusal.js';
import { conditionSchema, durationSchema, keySchema, orElse, orNull } from './schema-parts.js';

const eventType = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be the type of an event, e.g. page_view, scroll, cart_add');
const where = orNull(conditionSchema(eventFieldComplaint));
const valuePath = z
  .string()
  .regex(/^(props|page)(\.[\w-]{1,64}){1,4}$/, 'must name a property of the event, e.g. props.ms');

/** `page`: since the last page_view. `session`: until 30 minutes of silence. `ever`: all that is known. */
const WINDOWS = ['page', 'session', 'ever'] as const;
const window = orElse(
  z.enum(WINDOWS, {
    error: `must be one of ${WINDOWS.join(', ')} (sliding windows such as 30m are not supported yet)`,
  }),
  'ever',
);
const finite = z.number({ error: 'must be a number' }).finite('must be a finite number');
const scale = orElse(finite, 1);
const halfLife = orNull(durationSchema.refine((text) => durationMs(text) > 0));

const base = { key: keySchema, name: orNull(z.string().max(200)) };
const kinds = {
  count: z.strictObject({ ...base, kind: z.literal('count'), event: eventType, where, window, halfLife }),
  sum: z.strictObject({
    ...base,
    kind: z.literal('sum'),
    event: eventType,
    value: valuePath,
    where,
    window,
    halfLife,
    scale,
  }),
  max: z.strictObject({
    ...base,
    kind: z.literal('max'),
    event: eventType,
    value: valuePath,
    where,
    window,
    scale,
  }),
  last: z.strictObject({
    ...base,
    kind: z.literal('last'),
    event: eventType,
    value: valuePath,
    where,
    window,
    scale: orElse(finite, 1),
  }),
  since: z.strictObject({ ...base, kind: z.literal('since'), event: eventType, where, window }),
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
  [kinds.count, kinds.sum, kinds.max, kinds.last, kinds.since, kinds.score],
  { error: `must have a kind that is one of ${SIGNAL_KINDS.join(', ')}` },
);

/** A number (or value) kept per visitor, folded from events. */
export type Signal = z.output<typeof signalSchema>;

export const checkSignal = (json: unknown): Checked<Signal> => checkWith(signalSchema, json);
