import type { Core } from '@strapi/strapi';
import { checkMapping, refuse, sameEventMessage } from '@tessera/model';
import { UID } from '../../../contracts/ids';
import { type MappingRow, mappingEntry } from '../catalog/entries';
import { heldCatalog } from '../catalog/hold';
import type { FieldRefusal } from './refusals';

/**
 * Refuses a mapping that is to be published beside another one of the same event. Not during an import: what is
 * mapped twice in between may be right in the end, and the plan has looked at that (transfer/mapped-twice.ts).
 */
export async function mappedBeside(
  strapi: Core.Strapi,
  row: Readonly<Record<string, unknown>>,
): Promise<FieldRefusal[]> {
  const own = checkMapping(mappingEntry(row as unknown as MappingRow));
  if (!own.ok || !own.value.enabled || heldCatalog(strapi)) return [];
  const { key, tag, event } = own.value;
  const others: MappingRow[] = await strapi.db.query(UID.mapping).findMany({
    where: { event, publishedAt: { $notNull: true }, documentId: { $ne: row.documentId ?? '' } },
  });
  for (const other of others) {
    const checked = checkMapping(mappingEntry(other));
    // Some databases find other spellings, too.
    if (!checked.ok || !checked.value.enabled || checked.value.event !== event || checked.value.tag !== tag)
      continue;
    const refusal = refuse('event', event, sameEventMessage(tag, checked.value.key, key));
    return [{ ...refusal, field: 'event' }];
  }
  return [];
}
