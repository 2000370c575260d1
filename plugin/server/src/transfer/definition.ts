import { isJsonObject, type Json } from '@tessera/model';
import type { Definition } from '../../../contracts/catalog-file';
import { ANY_TAG, type Kind } from '../../../contracts/ids';
import { SIGNAL_FIELDS, type SignalKind } from '../../../contracts/signal-fields';

export type Row = Readonly<Record<string, unknown>>;

/** The fields of each kind beside its key, in the order a file has them. A variant's content is per locale. */
const FIELDS = {
  signal: ['name', 'kind', 'event', 'value', 'weights', 'where', 'window', 'halfLife', 'scale', 'max'],
  segment: ['name', 'parent', 'enabled', 'when', 'hold', 'audience'],
  slot: ['name', 'delivery', 'ttl', 'fallback', 'params'],
  variant: ['name', 'slots', 'targeting'],
  mapping: ['name', 'tag', 'event', 'leaveOut', 'type', 'props', 'set', 'enabled'],
} as const satisfies Record<Kind, readonly string[]>;
const LOCALE_FIELDS = ['template', 'content'] as const;

export const allowedFields = (kind: Kind): readonly string[] => [
  'key',
  ...FIELDS[kind],
  ...(kind === 'variant' ? ['locales'] : []),
];

/** Deeper than this is no definition; it also keeps recursion short. */
const MAX_DEPTH = 40;

/** The same value with all keys in order, so that equal values are equal texts, whichever database kept them. */
export function inOrder(value: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new RangeError(`nests deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) return value.map((one) => inOrder(one, depth + 1));
  if (!isJsonObject(value)) return (value ?? null) as Json;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, inOrder(value[key], depth + 1)]),
  );
}

const isGiven = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/**
 * What a variant's shared fields hold when they hold nothing. Written like this, and not as null, because Strapi
 * fills in what is null in a new locale from what is published. Of a mapping: what its form begins with.
 */
const NOTHING: Readonly<Record<string, Json>> = {
  slots: [],
  targeting: {},
  tag: ANY_TAG,
  leaveOut: false,
  props: {},
  set: {},
};
const isNothing = (field: string, value: unknown): boolean =>
  !isGiven(value) ||
  (Object.hasOwn(NOTHING, field) && JSON.stringify(value) === JSON.stringify(NOTHING[field]));

const picked = (fields: readonly string[], row: Row): Definition =>
  Object.fromEntries(
    fields.flatMap((field) => (isNothing(field, row[field]) ? [] : [[field, inOrder(row[field])]])),
  );

const ENABLED: readonly Kind[] = ['segment', 'mapping'];
const IF_KEPT: readonly string[] = ['type', 'props', 'set'];

/** The fields this entry has: what is left over from another kind of signal, say, is nobody's intent. */
function fieldsOf(kind: Kind, row: Row): readonly string[] {
  if (kind === 'mapping' && row.leaveOut === true)
    return FIELDS.mapping.filter((field) => !IF_KEPT.includes(field));
  if (kind !== 'signal') return FIELDS[kind];
  const own: readonly string[] = Object.hasOwn(SIGNAL_FIELDS, String(row.kind))
    ? SIGNAL_FIELDS[row.kind as SignalKind]
    : [];
  return FIELDS.signal.filter((field) => field === 'name' || field === 'kind' || own.includes(field));
}

/** Rows of one entry in one state (a variant's: one per locale, the one for shared fields first) as a definition. */
export function definitionOf(kind: Kind, rows: readonly Row[]): Definition {
  const [main = {}] = rows;
  const shared = picked(fieldsOf(kind, main), main);
  if (ENABLED.includes(kind)) return inFieldOrder(kind, { ...shared, enabled: main.enabled === true });
  if (kind !== 'variant') return shared;
  const locales = rows
    .map((row): [string, Definition] => [String(row.locale), picked(LOCALE_FIELDS, row)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...shared, locales: Object.fromEntries(locales) };
}

/** A definition from outside in the form that definitionOf gives: fields and keys in order, nothing empty. */
export function normalised(kind: Kind, given: Definition): Definition {
  const key: Definition = isGiven(given.key) ? { key: given.key ?? null } : {};
  // As in a catalog: what can be disabled is enabled unless it says otherwise.
  const row = ENABLED.includes(kind) ? { ...given, enabled: given.enabled ?? true } : given;
  const shared = picked(fieldsOf(kind, row), row);
  if (kind !== 'variant') return { ...key, ...shared };
  const locales = localesOf(given).map(([locale, content]) => [locale, picked(LOCALE_FIELDS, content)]);
  return { ...key, ...shared, locales: Object.fromEntries(locales) };
}

/** A variant's locales by code. */
export const localesOf = ({ locales }: Definition): [string, Definition][] =>
  isJsonObject(locales)
    ? Object.keys(locales)
        .sort()
        .map((locale) => [locale, isJsonObject(locales[locale]) ? locales[locale] : {}])
    : [];

/** What Strapi is given for a definition: every field, so that one that was taken out is emptied. */
export function dataOf(kind: Kind, key: string, definition: Definition, locale?: string): Row {
  const content = locale === undefined ? null : localesOf(definition).find(([code]) => code === locale)?.[1];
  const fields = Object.fromEntries(
    FIELDS[kind].map((field) => [field, definition[field] ?? NOTHING[field] ?? null]),
  );
  const own = content && Object.fromEntries(LOCALE_FIELDS.map((field) => [field, content[field] ?? null]));
  return { key: definition.key ?? key, ...fields, ...own };
}

const inFieldOrder = (kind: Kind, fields: Definition): Definition =>
  Object.fromEntries(
    FIELDS[kind].flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]]])),
  );

export const same = (a: Definition | undefined, b: Definition | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);
