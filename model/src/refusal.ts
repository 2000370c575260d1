import type { z } from 'zod';

/** Why a piece of JSON was refused: where, what stood there, and what is allowed. */
export interface Refusal {
  /** Path in the refused document, e.g. `segments[3].when.signals.age.$gtt`; empty for the document itself. */
  readonly place: string;
  /** What stood there, as JSON, cut to 80 characters; `nothing` if the field was missing. */
  readonly value: string;
  /** What is wrong, and what is allowed instead. */
  readonly message: string;
}

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

const SHOWN_VALUE_LENGTH = 80;

/** `value` as a refusal shows it. Never throws, whatever the value. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    text = String(value);
  }
  return text.length > SHOWN_VALUE_LENGTH ? `${text.slice(0, SHOWN_VALUE_LENGTH - 1)}…` : text;
}

/** Joins a path as people write it: `['segments', 3, 'when']` → `segments[3].when`. */
export function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, part) => {
    if (typeof part === 'number') return `${place}[${part}]`;
    return place === '' ? String(part) : `${place}.${String(part)}`;
  }, '');
}

export function refuse(place: string, value: unknown, message: string): Refusal {
  return { place, value: shown(value), message };
}

/** One line for logs and terminals: `place: message (found value)`. */
export function refusalText({ place, value, message }: Refusal): string {
  return `${place || 'document'}: ${message} (found ${value})`;
}

/** Runs a zod schema and turns its issues into refusals; `at` is put before every place. */
export function checkWith<T>(
  schema: z.ZodType<T>,
  json: unknown,
  at: readonly PropertyKey[] = [],
): Checked<T> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, refusals: parsed.error.issues.flatMap((issue) => refusalsOf(issue, json, at)) };
}

function refusalsOf(issue: z.core.$ZodIssue, json: unknown, at: readonly PropertyKey[]): Refusal[] {
  const place = [...at, ...issue.path];
  if (issue.code === 'custom' && issue.params?.refusal) {
    // From a check of its own, with a finer place and the value that stood there.
    const inner = issue.params.refusal as Refusal;
    return [{ ...inner, place: [placeOf(place), inner.place].filter(Boolean).join('.') }];
  }
  if (issue.code === 'unrecognized_keys') {
    const holder = lookUp(json, issue.path);
    return issue.keys.map((key) =>
      refuse(placeOf([...place, key]), lookUp(holder, [key]), 'unknown field; remove it or correct its name'),
    );
  }
  const found = lookUp(json, issue.path);
  return [refuse(placeOf(place), found, found === undefined ? missing(issue) : issue.message)];
}

const missing = (issue: z.core.$ZodIssue): string => `is required: ${issue.message}`;

function lookUp(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === 'object' && Object.hasOwn(value, part)
        ? (value as Record<PropertyKey, unknown>)[part]
        : undefined,
    json,
  );
}
