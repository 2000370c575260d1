import { isJsonObject, type JsonObject } from '@tessera/model';
import { MOST_MADE_UP } from '../engine/visits.js';
import { wrongShape } from '../http/problems.js';

/**
 * On which visit somebody made up is, as the context of a request of an editor says (`field` names it); null: it
 * doesn't. A visitor's own browser is not asked. Throws a Problem for what nobody can be on.
 */
export function visitsSaid(context: JsonObject | null, field: string): number | null {
  const visit = context?.visit ?? null;
  if (visit === null) return null;
  if (!isJsonObject(visit)) throw wrongShape(`${field}.visit`, visit, 'an object');
  const { count = null, returning = null } = visit;
  if (count !== null && !isCount(count))
    throw wrongShape(`${field}.visit.count`, count, `a whole number from 1 to ${MOST_MADE_UP}`);
  if (returning !== null && typeof returning !== 'boolean')
    throw wrongShape(`${field}.visit.returning`, returning, 'true or false');
  if (count === null) return returning === null ? null : returning ? 2 : 1;
  if (returning !== null && returning !== count > 1)
    throw wrongShape(`${field}.visit.returning`, returning, `${count > 1}, where count is ${count}`);
  return count;
}

const isCount = (count: unknown): count is number =>
  typeof count === 'number' && Number.isInteger(count) && count >= 1 && count <= MOST_MADE_UP;
