import { ANY_TAG } from '../../../contracts/ids';
import { given, type SignalRow, signalEntry } from '../../../contracts/signal-entry';

export { type SignalRow, signalEntry };

/* Published rows as Strapi's database holds them; anything may be null or, in JSON fields, of any shape. */

export interface SegmentRow {
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly parent: string | null;
  readonly when: unknown;
  readonly hold: string | null;
  readonly audience: unknown;
  readonly enabled: boolean | null;
}

export interface SlotRow {
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly delivery: string | null;
  readonly ttl: number | null;
  readonly fallback: string | null;
  readonly params: unknown;
}

/** One locale of a variant. */
export interface VariantRow {
  readonly documentId: string;
  readonly locale: string | null;
  readonly key: string | null;
  readonly name: string | null;
  readonly slots: unknown;
  readonly targeting: unknown;
  readonly template: string | null;
  readonly content: unknown;
}

export interface MappingRow {
  readonly documentId: string;
  readonly key: string | null;
  readonly name: string | null;
  readonly tag: string | null;
  readonly event: string | null;
  readonly leaveOut: boolean | null;
  readonly type: string | null;
  readonly props: unknown;
  readonly set: unknown;
  readonly enabled: boolean | null;
}

/* The catalog's form of each row, not checked yet. */

export const segmentEntry = (row: SegmentRow): Record<string, unknown> => ({
  key: row.key ?? undefined,
  name: row.name ?? undefined,
  parent: given(row.parent),
  when: row.when,
  hold: given(row.hold),
  audience: row.audience,
  // A missing value must not switch on what an editor had switched off; Strapi's default is true.
  enabled: row.enabled ?? false,
});

export const slotEntry = (row: SlotRow): Record<string, unknown> => ({
  key: row.key ?? undefined,
  name: row.name ?? undefined,
  delivery: row.delivery,
  ttl: row.ttl,
  fallback: given(row.fallback),
  params: row.params,
});

/** Of an event that is left out, the form hides what it would become; what stands there still is nobody's intent. */
export const mappingEntry = (row: MappingRow): Record<string, unknown> => ({
  key: row.key ?? undefined,
  name: given(row.name),
  tag: row.tag === ANY_TAG ? null : given(row.tag),
  event: row.event ?? undefined,
  ...(row.leaveOut
    ? { type: null, props: null, set: null }
    : { type: given(row.type) ?? undefined, props: row.props, set: row.set }),
  enabled: row.enabled ?? false,
});

/**
 * `rows` are one variant's locales, the default one first: name, slots and targeting are taken from that
 * one, so that publishing a translation never changes who sees the variant.
 */
export function variantEntry(rows: readonly [VariantRow, ...VariantRow[]]): Record<string, unknown> {
  const [main] = rows;
  return {
    ...targetingParts(main.targeting),
    key: main.key ?? undefined,
    name: main.name ?? undefined,
    slots: main.slots ?? [],
    locales: Object.fromEntries(
      rows.map(({ locale, template, content }) => [
        locale,
        { template: template ?? undefined, content: content ?? undefined },
      ]),
    ),
  };
}

/** The targeting's parts stand beside the key in a catalog. What is no object is passed on to be refused. */
function targetingParts(targeting: unknown): object {
  if (targeting === null || targeting === undefined) return {};
  return typeof targeting === 'object' && !Array.isArray(targeting) ? targeting : { targeting };
}
