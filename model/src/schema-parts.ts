import { z } from 'zod';
import { checkCondition, type FieldComplaint } from './condition/check.js';
import type { Condition } from './condition/types.js';
import { DURATION } from './duration.js';
import { KEY, LOCALE, VARIANT_KEY } from './keys.js';

export const keySchema = z
  .string()
  .regex(KEY, 'must be 1 to 40 of a-z, 0-9 and _, beginning with a letter, e.g. cart_value');
export const eventTypeSchema = z
  .string()
  .regex(KEY, 'must be the type of an event, e.g. page_view, scroll, cart_add');
export const variantKeySchema = z
  .string()
  .regex(VARIANT_KEY, 'must be 12 characters of A-Z, a-z, 0-9, _ and -');
export const localeSchema = z.string().regex(LOCALE, 'must be a language tag such as en or pt-BR');
export const durationSchema = z
  .string()
  .regex(DURATION, 'must be a whole number and a unit, s, m, h or d, e.g. 30s, 5m, 2h, 7d');
export const nameSchema = z.string().min(1, 'must not be empty').max(200, 'must be at most 200 characters');
export const instantSchema = z.iso.datetime({
  offset: true,
  error: 'must be an ISO 8601 date and time with a time zone, e.g. 2026-11-24T00:00:00Z',
});

/** Left out and null mean the same: both come out as null. */
export const orNull = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value): z.output<T> | null => value ?? null);

/** Left out and null both come out as `value`. */
export const orElse = <T extends z.ZodType>(schema: T, value: z.output<T>) =>
  schema.nullish().transform((given): z.output<T> => given ?? value);

/** A condition inside another document; its refusals keep their own, finer places. */
export const conditionSchema = (fieldComplaint: FieldComplaint) =>
  z.custom<Condition>().superRefine((json, issues) => {
    const checked = checkCondition(json, { fieldComplaint });
    if (checked.ok) return;
    for (const refusal of checked.refusals) {
      issues.addIssue({ code: 'custom', message: refusal.message, params: { refusal } });
    }
  });
