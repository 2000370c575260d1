import { z } from 'zod';
import { type JsonObject, jsonComplaint } from './json.js';
import { type Checked, checkWith } from './refusal.js';

/** What an event's `props` may be at most. */
export const PROPS_LIMITS = { depth: 4, values: 100, text: 1_024 } as const;

const text = (most: number) => z.string().max(most, `must be at most ${most} characters`);

const propsSchema = z.custom<JsonObject>().superRefine((props, issues) => {
  const complaint = jsonComplaint(props, PROPS_LIMITS);
  if (complaint) issues.addIssue({ code: 'custom', message: complaint });
});

export const pageSchema = z.object({
  url: text(2_048).optional(),
  path: text(1_024).optional(),
  type: text(64).optional(),
  category: text(128).optional(),
  referrer: text(2_048).optional(),
});

/** An event as it comes over the wire. Unknown fields beside these are dropped, not refused: tags are updated apart from servers. */
export const wireEventSchema = z.object({
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -')
    .optional(),
  type: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'must be 1 to 40 of a-z, 0-9 and _, beginning with a letter'),
  age: z.number().min(0, 'must be 0 or more milliseconds').optional(),
  time: z.number().min(0, 'must be epoch milliseconds').optional(),
  page: pageSchema.optional(),
  props: propsSchema.optional(),
});

export type WireEvent = z.infer<typeof wireEventSchema>;
export type Page = z.infer<typeof pageSchema>;

/** One thing a visitor did, at one time (epoch ms by the server's clock). */
export interface TesseraEvent {
  readonly id: string | null;
  readonly type: string;
  readonly time: number;
  readonly page: Page;
  readonly props: JsonObject;
}

export const checkEvent = (json: unknown): Checked<WireEvent> => checkWith(wireEventSchema, json);
