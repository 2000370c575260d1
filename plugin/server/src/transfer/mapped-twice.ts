import { checkMapping, type Refusal, refuse, sameEventMessage } from '@tessera/model';
import { type Definition, FILE_LISTS } from '../../../contracts/catalog-file';
import { type MappingRow, mappingEntry } from '../catalog/entries';
import { dataOf } from './definition';
import { idOf } from './order';
import type { Wanted } from './read-entry';
import type { Known } from './snapshot';

/** What is published under a key when all is done. */
interface After {
  readonly key: string;
  readonly published: Definition | undefined;
  /** Null: it stays as it is. */
  readonly wanted: Wanted | null;
}

/**
 * Refuses mappings of a file that would be published beside another one of the same event, of the file or of what
 * stays. What is refused stays as it is, and may so stand in the way of others: looked at again until nothing is
 * new. By the ids of entries.
 */
export function mappedTwice(
  entries: readonly Wanted[],
  known: ReadonlyMap<string, Known>,
  remove: boolean,
): ReadonlyMap<string, readonly Refusal[]> {
  const wanted = entries.filter(({ kind }) => kind === 'mapping');
  const inFile = new Set(wanted.map(({ key }) => key));
  const stays = remove ? [] : [...known.values()].filter(({ key }) => !inFile.has(key));
  const refused = new Map<string, readonly Refusal[]>();
  for (;;) {
    const after: After[] = [
      ...stays.map(({ key, published }): After => ({ key, published, wanted: null })),
      ...wanted.map((one): After => {
        const isRefused = one.refusals.length > 0 || refused.has(idOf(one));
        const published = isRefused ? known.get(one.key)?.published : one.published;
        return { key: one.key, published, wanted: isRefused ? null : one };
      }),
    ];
    const found = doubles(after);
    if (found.size === 0) return refused;
    for (const [id, refusals] of found) refused.set(id, refusals);
  }
}

function doubles(after: readonly After[]): Map<string, readonly Refusal[]> {
  const byEvent = new Map<string, After[]>();
  for (const one of after) {
    const mapping = enabledIn(one);
    if (!mapping) continue;
    const id = JSON.stringify([mapping.tag, mapping.event]);
    byEvent.set(id, [...(byEvent.get(id) ?? []), one]);
  }
  const found = new Map<string, readonly Refusal[]>();
  for (const group of byEvent.values()) {
    for (const one of group) {
      const other = group.find((each) => each !== one);
      const mapping = enabledIn(one);
      if (!one.wanted || !other || !mapping) continue;
      const message = sameEventMessage(mapping.tag, other.key, one.key);
      found.set(idOf(one.wanted), [refuse(FILE_LISTS.mapping, mapping.event, message)]);
    }
  }
  return found;
}

function enabledIn({ key, published }: After) {
  if (!published) return null;
  const checked = checkMapping(mappingEntry(dataOf('mapping', key, published) as unknown as MappingRow));
  return checked.ok && checked.value.enabled ? checked.value : null;
}
