import { z } from 'zod';
import { isJsonObject, type JsonObject, jsonComplaint } from './json.js';
import { type Checked, checkWith } from './refusal.js';

/** What an event's `props` may be at most. */
export const PROPS_LIMITS = { depth: 4, values: 100, text: 1_024 } as const;

const text = (most: number) => z.string().max(most, `must be at most ${most} characters`);

const propsSchema = z.custom<JsonObject>().superRefine((props, issues) => {
  const complaint = jsonComplaint(props, PROPS_LIMITS);
  if (complaint) issues.addIssue({ code: 'custom', message: complaint });
});

/** How long the texts about a page may be. */
const PAGE_TEXTS = { url: 2_048, path: 1_024, type: 64, category: 128, referrer: 2_048 } as const;
const ID = /^[\w-]{1,64}$/;
const TYPE = /^[a-z][a-z0-9_]{0,39}$/;

export const pageSchema = z.object({
  url: text(PAGE_TEXTS.url).optional(),
  path: text(PAGE_TEXTS.path).optional(),
  type: text(PAGE_TEXTS.type).optional(),
  category: text(PAGE_TEXTS.category).optional(),
  referrer: text(PAGE_TEXTS.referrer).optional(),
});

/** An event as it comes over the wire. Unknown fields beside these are dropped, not refused: tags are updated apart from servers. */
export const wireEventSchema = z.object({
  id: z.string().regex(ID, 'must be 1 to 64 letters, digits, _ or -').optional(),
  type: z.string().regex(TYPE, 'must be 1 to 40 of a-z, 0-9 and _, beginning with a letter'),
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

/**
 * Checks an event. Nearly all are right, and saying so by hand takes a fifth of the time that a schema does;
 * what is not plainly right is left to the schema, which names what is wrong.
 */
export const checkEvent = (json: unknown): Checked<WireEvent> =>
  isPlainlyRight(json) ? { ok: true, value: json } : checkWith(wireEventSchema, json);

function isPlainlyRight(json: unknown): json is WireEvent {
  if (!isJsonObject(json)) return false;
  const { id, type, age, time, page, props } = json;
  return (
    typeof type === 'string' &&
    TYPE.test(type) &&
    (id === undefined || (typeof id === 'string' && ID.test(id))) &&
    isMoment(age) &&
    isMoment(time) &&
    (page === undefined || isPage(page)) &&
    (props === undefined || jsonComplaint(props, PROPS_LIMITS) === null)
  );
}

const isMoment = (ms: unknown): boolean =>
  ms === undefined || (typeof ms === 'number' && ms >= 0 && ms < Infinity);

function isPage(page: unknown): boolean {
  if (!isJsonObject(page)) return false;
  for (const key of Object.keys(page)) {
    const value = page[key];
    const most = Object.hasOwn(PAGE_TEXTS, key) ? PAGE_TEXTS[key as keyof typeof PAGE_TEXTS] : -1;
    if (typeof value !== 'string' || value.length > most) return false;
  }
  return true;
}
