import { isJsonObject, LOCALE, type Refusal, refuse } from '@tessera/model';
import {
  type Definition,
  FILE_FORMAT,
  FILE_KINDS,
  FILE_LISTS,
  FILE_VERSION,
  MAX_ENTRIES,
} from '../../../contracts/catalog-file';
import { isMissing } from '../../../contracts/check-entry';
import type { Kind } from '../../../contracts/ids';
import { readJsonText } from '../../../contracts/json-text';
import { type FieldRefusal, refusalsOf } from '../documents/refusals';
import { allowedFields, dataOf, inOrder, localesOf, normalised } from './definition';
import { idOf } from './order';
import type { Snapshot } from './snapshot';

/** One entry of a file, read; what is wrong with it is told, and the others go on. */
export interface Wanted {
  readonly kind: Kind;
  readonly key: string;
  readonly published?: Definition;
  readonly draft?: Definition;
  readonly refusals: readonly Refusal[];
}

export type ReadFile =
  | { readonly ok: true; readonly entries: readonly Wanted[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

type Here = Pick<Snapshot, 'defaultLocale' | 'locales'>;

/** Reads a file for the Strapi that has these locales. */
export function readFile(text: string, here: Here): ReadFile {
  const json = parsed(text);
  if ('refusal' in json) return { ok: false, refusals: [json.refusal] };
  const refusals = headRefusals(json.value, here);
  if (refusals.length > 0) return { ok: false, refusals };
  const file = json.value as Record<string, unknown>;
  const entries = FILE_KINDS.flatMap((kind) => {
    const list = (file[FILE_LISTS[kind]] ?? []) as unknown[];
    return list.map((entry, index) => wanted(kind, entry, `${FILE_LISTS[kind]}[${index}]`, here));
  });
  return { ok: true, entries: withoutDoubles(entries) };
}

/** JSON.parse is quick; the slow reader, which knows lines and columns, only has to find what is wrong. */
function parsed(text: string): { value: unknown } | { refusal: Refusal } {
  try {
    return { value: inOrder(JSON.parse(text)) };
  } catch (error) {
    if (error instanceof RangeError) return { refusal: refuse('', undefined, error.message) };
    const json = readJsonText(text);
    const where =
      json.kind === 'broken' ? `: ${json.problem} in line ${json.line}, column ${json.column}` : '';
    return { refusal: refuse('', text.slice(0, 80), `is not JSON${where}`) };
  }
}

const HEAD: readonly string[] = ['format', 'version', 'defaultLocale', ...Object.values(FILE_LISTS)];

function headRefusals(file: unknown, { defaultLocale }: Here): Refusal[] {
  if (!isJsonObject(file)) return [refuse('', file, 'must be an object')];
  const refusals = Object.keys(file)
    .filter((field) => !HEAD.includes(field))
    .map((field) => refuse(field, file[field], `unknown field; allowed are ${HEAD.join(', ')}`));
  if (file.format !== FILE_FORMAT) refusals.push(refuse('format', file.format, `must be "${FILE_FORMAT}"`));
  if (file.version !== FILE_VERSION)
    refusals.push(
      refuse('version', file.version, `must be ${FILE_VERSION}, the one this plugin understands`),
    );
  if (file.defaultLocale !== defaultLocale)
    refusals.push(
      refuse('defaultLocale', file.defaultLocale, `must be "${defaultLocale}", as in this Strapi`),
    );
  for (const kind of FILE_KINDS) {
    const list = file[FILE_LISTS[kind]] ?? [];
    const most = MAX_ENTRIES[kind];
    if (!Array.isArray(list)) refusals.push(refuse(FILE_LISTS[kind], list, 'must be a list'));
    else if (list.length > most)
      refusals.push(refuse(FILE_LISTS[kind], list.length, `must hold at most ${most} entries`));
  }
  return refusals;
}

const STATES = ['published', 'draft'] as const;
type State = (typeof STATES)[number];

function wanted(kind: Kind, entry: unknown, place: string, here: Here): Wanted {
  if (!isJsonObject(entry)) return { kind, key: '', refusals: [refuse(place, entry, 'must be an object')] };
  const { key, published, draft, ...unknown } = entry;
  const refusals = Object.keys(unknown).map((field) =>
    refuse(`${place}.${field}`, unknown[field], 'unknown field; allowed are key, published, draft'),
  );
  if (typeof key !== 'string' || key === '')
    refusals.push(refuse(`${place}.key`, key, 'must be the key of the entry'));
  if (published === undefined && draft === undefined)
    refusals.push(refuse(place, undefined, 'must have published, draft or both'));
  const states = { published, draft };
  const read: { published?: Definition; draft?: Definition } = {};
  for (const state of STATES) {
    const given = states[state];
    if (given === undefined) continue;
    if (!isJsonObject(given)) {
      refusals.push(refuse(`${place}.${state}`, given, 'must be an object'));
      continue;
    }
    const at = `${place}.${state}`;
    const shape = shapeRefusals(kind, state, given, at, here);
    refusals.push(...shape);
    if (shape.length > 0) continue;
    const definition = normalised(kind, given);
    read[state] = definition;
    refusals.push(...definitionRefusals(kind, String(key), definition, state, at));
  }
  refusals.push(...localeRefusals(kind, read, place));
  // What is only published has a draft that is the same.
  const full = read.published && !read.draft ? { ...read, draft: read.published } : read;
  return { kind, key: typeof key === 'string' ? key : '', ...full, refusals };
}

function shapeRefusals(kind: Kind, state: State, given: Definition, place: string, here: Here): Refusal[] {
  const allowed = allowedFields(kind).filter((field) => field !== 'key' || state === 'draft');
  const refusals = Object.keys(given)
    .filter((field) => !allowed.includes(field))
    .map((field) =>
      refuse(`${place}.${field}`, given[field], `unknown field; allowed are ${allowed.join(', ')}`),
    );
  if (kind !== 'variant') return refusals;
  const { locales } = given;
  if (!isJsonObject(locales) || Object.keys(locales).length === 0)
    return [...refusals, refuse(`${place}.locales`, locales, 'must be an object with at least one locale')];
  for (const [locale, content] of Object.entries(locales)) {
    const at = `${place}.locales.${locale}`;
    if (!here.locales.includes(locale)) {
      const known = LOCALE.test(locale)
        ? `not a locale of this Strapi, which has`
        : 'not a locale; there are';
      refusals.push(refuse(at, locale, `is ${known} ${here.locales.join(', ')}`));
    } else if (!isJsonObject(content)) refusals.push(refuse(at, content, 'must be an object'));
    else
      for (const field of Object.keys(content))
        if (field !== 'template' && field !== 'content')
          refusals.push(
            refuse(`${at}.${field}`, content[field], 'unknown field; allowed are template, content'),
          );
  }
  return refusals;
}

/** What would be refused in the Content Manager too; a draft may lack things. */
function definitionRefusals(
  kind: Kind,
  key: string,
  definition: Definition,
  state: State,
  place: string,
): Refusal[] {
  const wrong = (locale?: string) =>
    refusalsOf(kind, dataOf(kind, key, definition, locale))
      .filter((refusal) => state === 'published' || !isMissing(refusal))
      .map((refusal) => ({ ...refusalOf(refusal), place: `${place}.${placeOf(kind, refusal, locale)}` }));
  if (kind !== 'variant') return wrong();
  const [first, ...more] = localesOf(definition).map(([locale]) => wrong(locale));
  // What all locales share is told once.
  const told = new Set((first ?? []).map(({ place: at }) => at));
  return [...(first ?? []), ...more.flat().filter(({ place: at }) => !told.has(at))];
}

const refusalOf = ({ place, value, message }: FieldRefusal): Refusal => ({ place, value, message });

/** A variant's refusals tell the place within the form's field; a file has the fields around it. */
function placeOf(kind: Kind, { field, place }: FieldRefusal, locale = ''): string {
  if (kind !== 'variant') return place;
  if (field === 'targeting') return `targeting.${place}`;
  return field === 'content' || field === 'template' ? `locales.${locale}.${place}` : place;
}

/** Strapi keeps a draft of all that is published. */
function localeRefusals(
  kind: Kind,
  { published, draft }: { published?: Definition; draft?: Definition },
  place: string,
): Refusal[] {
  if (kind !== 'variant' || !published || !draft) return [];
  const drafts = localesOf(draft).map(([locale]) => locale);
  return localesOf(published)
    .filter(([locale]) => !drafts.includes(locale))
    .map(([locale]) =>
      refuse(`${place}.draft.locales.${locale}`, undefined, 'must be there too, because it is published'),
    );
}

/** Which of two is meant, nobody can say: both are refused. */
function withoutDoubles(entries: readonly Wanted[]): Wanted[] {
  const counts = new Map<string, number>();
  for (const entry of entries) counts.set(idOf(entry), (counts.get(idOf(entry)) ?? 0) + 1);
  return entries.map((entry) => {
    if (entry.key === '' || counts.get(idOf(entry)) === 1) return entry;
    const refusal = refuse(FILE_LISTS[entry.kind], entry.key, 'must hold each key once');
    return { ...entry, refusals: [...entry.refusals, refusal] };
  });
}
