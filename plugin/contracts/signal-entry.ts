import { SIGNAL_FIELDS, type SignalKind } from './signal-fields';

/** A signal's fields as Strapi's database or a form holds them; anything may be null or, in JSON fields, of any shape. */
export interface SignalFields {
  readonly key: string | null;
  readonly name: string | null;
  readonly kind: string | null;
  readonly [field: string]: unknown;
}

export interface SignalRow extends SignalFields {
  readonly documentId: string;
}

/** Empty text boxes are stored as empty texts; a catalog has null there. */
export const given = (value: unknown): unknown => (value === '' || value === undefined ? null : value);

/** The catalog's form of a signal, not checked yet. */
export function signalEntry(row: SignalFields): Record<string, unknown> {
  const fields = Object.hasOwn(SIGNAL_FIELDS, row.kind ?? '') ? SIGNAL_FIELDS[row.kind as SignalKind] : [];
  const own = fields
    .map((field) => [field, given(row[field])] as const)
    .filter(([, value]) => value !== null);
  return { key: row.key ?? undefined, name: given(row.name), kind: row.kind, ...Object.fromEntries(own) };
}
