import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';

/** What was published last: `hash` of its content, when, and the how-manieth it was. */
interface Stamp {
  readonly number: number;
  readonly hash: string;
  readonly at: string;
}

/** Strapi's key-value table. Used directly, not through strapi.store, because only it can compare and set. */
const TABLE = 'strapi::core-store';
const KEY = 'plugin_tessera_catalog_version';

/**
 * The version of a catalog with this content, e.g. `2026-11-23T20:00:00Z#17`. It changes when and only
 * when the content does, across restarts and across several Strapis on one database: whoever first sees
 * new content writes the next stamp, if nobody else has written one meanwhile.
 */
export async function versionOf(strapi: Core.Strapi, content: object, now: () => Date): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  for (;;) {
    const stored = await strapi.db.query(TABLE).findOne({ where: { key: KEY }, orderBy: { id: 'asc' } });
    const stamp = stored ? (JSON.parse(stored.value) as Stamp) : null;
    if (stamp?.hash === hash) return `${stamp.at}#${stamp.number}`;

    const at = now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
    const next: Stamp = { number: (stamp?.number ?? 0) + 1, hash, at };
    const value = JSON.stringify(next);
    if (!stored) {
      await strapi.db.query(TABLE).create({ data: { key: KEY, value, type: 'object' } });
      continue; // Read again: another Strapi may have been first.
    }
    await strapi.db.query(TABLE).updateMany({ where: { key: KEY, value: stored.value }, data: { value } });
  }
}
