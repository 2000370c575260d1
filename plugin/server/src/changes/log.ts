import type { Core } from '@strapi/strapi';
import { type Change, MOST_CHANGES } from '../../../contracts/changes';
import { latest } from './from-rows';

/** Strapi's key-value table, used directly because only it can compare and set (see catalog/version.ts). */
const TABLE = 'strapi::core-store';
const KEY = 'plugin_tessera_lost_entries';
/** Somebody else writes at the same time only so often; then the log goes without the line. */
const ATTEMPTS = 10;

const stored = (strapi: Core.Strapi): Promise<{ value: string } | null> =>
  strapi.db.query(TABLE).findOne({ where: { key: KEY }, orderBy: { id: 'asc' } });

const changesIn = (value: string | undefined): Change[] => {
  const parsed: unknown = value ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed : [];
};

/** What was deleted and unpublished lately. */
export const readLog = async (strapi: Core.Strapi): Promise<readonly Change[]> =>
  changesIn((await stored(strapi))?.value);

/** Keeps `lines`, and of all only the latest. Also right when several Strapis write to one database. */
export async function appendLog(strapi: Core.Strapi, lines: readonly Change[]): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = await stored(strapi);
    if (!before) {
      // Read again: somebody else may have been first, and the first row is the one that counts.
      await strapi.db.query(TABLE).create({ data: { key: KEY, value: '[]', type: 'array' } });
      continue;
    }
    const value = JSON.stringify(latest([...lines, ...changesIn(before.value)], MOST_CHANGES));
    const { count } = await strapi.db
      .query(TABLE)
      .updateMany({ where: { key: KEY, value: before.value }, data: { value } });
    if (count > 0) return;
  }
}
