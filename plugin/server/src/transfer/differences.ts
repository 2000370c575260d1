import { isJsonObject, type Json } from '@tessera/model';
import type { Definition } from '../../../contracts/catalog-file';
import type { Difference } from '../../../contracts/transfer';

/** An entry in both its states; not there: left out. */
export interface States {
  readonly published?: Definition;
  readonly draft?: Definition;
}

/**
 * Field by field, what is different in `after`. A variant's locales are told apart; inside a field (a condition, a
 * content) nothing is: people read these as a whole. A draft that is as what is published is not told again.
 */
export function differencesOf(before: States, after: States): Difference[] {
  const published = between('published', before.published, after.published);
  const draft = between('draft', before.draft, after.draft);
  const told = new Set(published.map((one) => JSON.stringify(withoutState(one))));
  return [...published, ...draft.filter((one) => !told.has(JSON.stringify(withoutState(one))))];
}

const withoutState = ({ place, before, after }: Difference) => [
  place.slice(place.indexOf('.') + 1),
  before,
  after,
];

function between(place: string, before: Json | undefined, after: Json | undefined): Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  const isTop = !place.includes('.');
  const isDeep = isTop || /\.locales$/.test(place) || /\.locales\.[^.]+$/.test(place);
  if (isDeep && (isJsonObject(before) || isJsonObject(after))) {
    const [a, b] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}];
    const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return fields.flatMap((field) => between(`${place}.${field}`, a[field], b[field]));
  }
  return [{ place, before: before ?? null, after: after ?? null }];
}
