import { type Catalog, checkCatalog, type Refusal, refuse } from '@tessera/model';
import type { EntryWarning, LeftOut } from '../../../contracts/answers';
import { refusalsOfEntry } from '../../../contracts/check-entry';
import { KINDS, type Kind } from '../../../contracts/ids';
import {
  type MappingRow,
  mappingEntry,
  type SegmentRow,
  type SignalRow,
  type SlotRow,
  segmentEntry,
  signalEntry,
  slotEntry,
  type VariantRow,
  variantEntry,
} from './entries';

/** All published rows. */
export interface Rows {
  readonly signals: readonly SignalRow[];
  readonly segments: readonly SegmentRow[];
  readonly slots: readonly SlotRow[];
  readonly variants: readonly VariantRow[];
  readonly mappings: readonly MappingRow[];
}

export interface Assembled {
  /**
   * Everything but the version. Passes checkCatalog. Without mappings, the list is not there: servers that are older
   * than it would refuse it, and the content is the same as before there were any.
   */
  readonly content: Omit<Catalog, 'version' | 'mappings'> & Partial<Pick<Catalog, 'mappings'>>;
  readonly leftOut: readonly LeftOut[];
  readonly warnings: readonly EntryWarning[];
}

interface Candidate {
  readonly kind: Kind;
  readonly key: string;
  readonly name: string;
  readonly json: Record<string, unknown>;
}

const LISTS = {
  signal: 'signals',
  segment: 'segments',
  slot: 'slots',
  variant: 'variants',
  mapping: 'mappings',
} as const;

/**
 * Makes a catalog of the published rows. An entry that is wrong is left out, with its reasons, and the
 * rest goes on: what names an entry that is not there is shown to nobody (the model's rule), so leaving
 * one out can narrow who sees what, but never widen it. Pure: the same rows give the same catalog.
 */
export function assemble(rows: Rows, options: { defaultLocale: string; timezone: string }): Assembled {
  const leftOut: LeftOut[] = [];
  const candidates: Candidate[] = [
    ...rows.signals.map((row) => candidate('signal', row, signalEntry(row))),
    ...rows.segments.map((row) => candidate('segment', row, segmentEntry(row))),
    ...rows.slots.map((row) => candidate('slot', row, slotEntry(row))),
    ...variantCandidates(rows.variants, options.defaultLocale, leftOut),
    ...rows.mappings.map((row) => candidate('mapping', row, mappingEntry(row))),
  ];
  const good = candidates.filter((entry) => {
    const refusals = refusalsOfEntry(entry.kind, entry.json);
    if (refusals.length > 0) leftOut.push({ ...about(entry), locale: null, refusals });
    return refusals.length === 0;
  });
  return { ...settle(good, options.timezone, leftOut), leftOut };
}

const candidate = (
  kind: Kind,
  row: { readonly key: string | null; readonly name: string | null },
  json: Record<string, unknown>,
): Candidate => ({ kind, key: row.key ?? '', name: row.name ?? '', json });

const about = ({ kind, key, name }: Candidate) => ({ kind, key, name });

/** Leaves out what stands against the rest (doubled keys, cycles, too many) until the whole is right. */
function settle(good: Candidate[], timezone: string, leftOut: LeftOut[]) {
  let entries = [...good].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  for (;;) {
    const lists = Object.fromEntries(
      KINDS.map((kind) => [LISTS[kind], entries.filter((entry) => entry.kind === kind)]),
    ) as Record<(typeof LISTS)[Kind], Candidate[]>;
    const json = Object.fromEntries(
      Object.entries(lists).map(([list, of]) => [list, of.map((one) => one.json)]),
    );
    const checked = checkCatalog({ version: 'draft', timezone, ...json, experiments: [] });
    if (checked.ok) {
      const { version: _, mappings, ...rest } = checked.value;
      const content = mappings.length > 0 ? { ...rest, mappings } : rest;
      const warnings = [...blamed(checked.warnings, lists)].flatMap(([entry, refusals]) =>
        refusals.map(({ message }) => ({ ...about(entry), message })),
      );
      return { content, warnings };
    }
    const dropped = blamed(checked.refusals, lists);
    for (const [entry, refusals] of dropped) leftOut.push({ ...about(entry), locale: null, refusals });
    entries = entries.filter((entry) => !dropped.has(entry));
  }
}

/** Which entry each refusal is about. One that is about a whole list (too long) is put on its last entry. */
function blamed(refusals: readonly Refusal[], lists: Record<string, Candidate[]>): Map<Candidate, Refusal[]> {
  const blame = new Map<Candidate, Refusal[]>();
  for (const refusal of refusals) {
    const [, list = '', index] = /^(\w+)(?:\[(\d+)\])?/.exec(refusal.place) ?? [];
    const entry = index === undefined ? lists[list]?.at(-1) : lists[list]?.[Number(index)];
    if (!entry) throw new Error(`The catalog is refused as a whole: ${refusal.place}: ${refusal.message}`);
    blame.set(entry, [...(blame.get(entry) ?? []), refusal]);
  }
  return blame;
}

/** One candidate per variant, with those of its locales whose content is right; the default one must be. */
function variantCandidates(
  rows: readonly VariantRow[],
  defaultLocale: string,
  leftOut: LeftOut[],
): Candidate[] {
  const documents = new Map<string, VariantRow[]>();
  for (const row of rows) documents.set(row.documentId, [...(documents.get(row.documentId) ?? []), row]);

  return [...documents.values()].flatMap((locales) => {
    const main = locales.find(({ locale }) => locale === defaultLocale);
    const others = locales.filter((row) => row !== main);
    if (!main) {
      const [first] = others;
      const message = `is not published in the default locale (${defaultLocale}), which holds the targeting`;
      const refusals = [refuse(`locales.${defaultLocale}`, undefined, message)];
      leftOut.push({
        kind: 'variant',
        key: first?.key ?? '',
        name: first?.name ?? '',
        locale: null,
        refusals,
      });
      return [];
    }
    const right = others
      .filter((row) => {
        const { locale, template, content } = row;
        const wrong = refusalsOfEntry(
          'variant',
          variantEntry([{ ...main, locale, template, content }]),
        ).filter(({ place }) => place.startsWith('locales'));
        if (wrong.length > 0) {
          leftOut.push({ ...about(candidate('variant', main, {})), locale: row.locale, refusals: wrong });
        }
        return wrong.length === 0;
      })
      .sort((a, b) => ((a.locale ?? '') < (b.locale ?? '') ? -1 : 1));
    return [candidate('variant', main, variantEntry([main, ...right]))];
  });
}
