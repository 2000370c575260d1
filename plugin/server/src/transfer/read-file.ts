import { isJsonObject, type Refusal, refuse } from '@tessera/model';
import {
  FILE_FORMAT,
  FILE_KINDS,
  FILE_LISTS,
  FILE_VERSION,
  MAX_ENTRIES,
} from '../../../contracts/catalog-file';
import { readJsonText } from '../../../contracts/json-text';
import { inOrder } from './definition';
import { idOf } from './order';
import { type Here, type Wanted, wantedIn } from './read-entry';

export type ReadFile =
  | { readonly ok: true; readonly entries: readonly Wanted[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** Reads a file for the Strapi that has these locales. */
export function readFile(text: string, here: Here): ReadFile {
  const json = parsed(text);
  if ('refusal' in json) return { ok: false, refusals: [json.refusal] };
  const refusals = headRefusals(json.value, here);
  if (refusals.length > 0) return { ok: false, refusals };
  const file = json.value as Record<string, unknown>;
  const entries = FILE_KINDS.flatMap((kind) => {
    const list = (file[FILE_LISTS[kind]] ?? []) as unknown[];
    return list.map((entry, index) => wantedIn(kind, entry, `${FILE_LISTS[kind]}[${index}]`, here));
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
