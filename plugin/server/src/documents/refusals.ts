import type { Refusal } from '@tessera/model';
import { refusalsOfEntry } from '../../../contracts/check-entry';
import { CUSTOM_FIELD_TYPES, CUSTOM_FIELDS, type Kind } from '../../../contracts/ids';
import { readJsonText } from '../../../contracts/json-text';
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
} from '../catalog/entries';

/** A refusal, and the form's field that shows it. */
export interface FieldRefusal extends Refusal {
  readonly field: string;
}

/** Any locale will do for checking one entry's content. */
const SOME_LOCALE = 'en';

/** Everything that is wrong with one entry as it would be published. */
export const refusalsOf = (kind: Kind, row: Readonly<Record<string, unknown>>): FieldRefusal[] =>
  refusalsOfEntry(kind, entryOf(kind, row)).map((refusal) => atField(kind, refusal));

function entryOf(kind: Kind, row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  switch (kind) {
    case 'signal':
      return signalEntry(row as unknown as SignalRow);
    case 'segment':
      return segmentEntry(row as unknown as SegmentRow);
    case 'slot':
      return slotEntry(row as unknown as SlotRow);
    case 'variant':
      return variantEntry([{ ...(row as unknown as VariantRow), locale: SOME_LOCALE }]);
    case 'mapping':
      return mappingEntry(row as unknown as MappingRow);
  }
}

/** A variant's targeting and content are one field each in the form; the place says where inside. */
function atField(kind: Kind, refusal: Refusal): FieldRefusal {
  const [, first = ''] = /^([^.[]*)/.exec(refusal.place) ?? [];
  if (kind !== 'variant' || ['key', 'name', 'slots'].includes(first)) return { ...refusal, field: first };
  if (first !== 'locales') return { ...refusal, field: 'targeting' };
  const place = refusal.place.replace(/^locales\.[^.]+\.?/, '');
  return { ...refusal, place: place || 'content', field: place === 'template' ? 'template' : 'content' };
}

/** What the Content Manager sends for a JSON field may be its text. Gives the data with values instead. */
export function readJsonFields(
  attributes: Readonly<Record<string, object>>,
  data: Readonly<Record<string, unknown>>,
): { data: Record<string, unknown>; refusals: FieldRefusal[] } {
  const read: Record<string, unknown> = { ...data };
  const refusals: FieldRefusal[] = [];
  for (const [field, value] of Object.entries(data)) {
    if (typeof value !== 'string' || !isJsonField(attributes[field])) continue;
    const json = readJsonText(value);
    if (json.kind === 'broken') {
      const message = `is not JSON: ${json.problem} in line ${json.line}, column ${json.column}`;
      refusals.push({
        field,
        place: field,
        value: JSON.stringify(value.split('\n')[json.line - 1] ?? ''),
        message,
      });
    } else {
      read[field] = json.kind === 'empty' ? null : json.value;
    }
  }
  return { data: read, refusals };
}

const JSON_FIELDS: ReadonlySet<unknown> = new Set(
  Object.entries(CUSTOM_FIELDS).flatMap(([name, uid]) =>
    CUSTOM_FIELD_TYPES[name as keyof typeof CUSTOM_FIELDS] === 'json' ? [uid] : [],
  ),
);
const isJsonField = (attribute: object | undefined): boolean =>
  attribute !== undefined && 'customField' in attribute && JSON_FIELDS.has(attribute.customField);
