import { isJsonObject, LOCALE, type Refusal, refuse } from '@tessera/model';
import type { Definition } from '../../../contracts/catalog-file';
import { isMissing } from '../../../contracts/check-entry';
import type { Kind } from '../../../contracts/ids';
import { type FieldRefusal, refusalsOf } from '../documents/refusals';
import { allowedFields, dataOf, localesOf, normalised } from './definition';
import type { Snapshot } from './snapshot';

/** One entry of a file, read; what is wrong with it is told, and the others go on. */
export interface Wanted {
  readonly kind: Kind;
  readonly key: string;
  readonly published?: Definition;
  readonly draft?: Definition;
  readonly refusals: readonly Refusal[];
}

export type Here = Pick<Snapshot, 'defaultLocale' | 'locales'>;

const STATES = ['published', 'draft'] as const;
type State = (typeof STATES)[number];

/** Reads one entry, which stands at `place`. */
export function wantedIn(kind: Kind, entry: unknown, place: string, here: Here): Wanted {
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
