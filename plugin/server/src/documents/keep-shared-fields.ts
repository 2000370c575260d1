import type { Core } from '@strapi/strapi';
import { UID } from '../../../contracts/ids';
import { defaultLocaleOf } from '../catalog/rows';
import { type DocumentContext, publishesAtOnce } from './context';
import { type Change, type LocaleRow, SHARED, sameShared, wantedAfter } from './shared-fields';

interface Row extends LocaleRow {
  readonly id: number;
  readonly updatedAt: string;
}

const isKept = (action: string): action is Change['action'] =>
  action === 'update' || action === 'publish' || action === 'discardDraft';

/**
 * Sees to it that a variant's shared fields are what `wantedAfter` says. Strapi copies them from the entry
 * that was just written to all other locales of the same status, if they differ from some row of the variant,
 * whichever the database finds first: publishing a translation would publish the draft of the targeting,
 * discarding one would throw it away. All in one transaction, so that nobody ever sees the state between.
 */
export async function keepSharedFields(
  strapi: Core.Strapi,
  context: DocumentContext,
  next: () => unknown,
): Promise<unknown> {
  const { action, params } = context;
  const { documentId, locale, data = {} } = params;
  if (!isKept(action) || !documentId) return next();

  const defaultLocale = await defaultLocaleOf(strapi);
  const locales = locale === '*' ? locale : [locale ?? defaultLocale].flat();
  const change: Change = { action, locales, data, publishes: publishesAtOnce(context) };
  return strapi.db.transaction(async () => {
    const before = await lockedRows(strapi, documentId);
    const wanted = wantedAfter(change, before, defaultLocale);
    const result = await next();
    for (const row of await rowsOf(strapi, documentId)) {
      const right = row.publishedAt === null ? wanted.draft : wanted.published;
      if (right && !sameShared(row, right)) {
        await strapi.db.query(UID.variant).update({ where: { id: row.id }, data: { ...right } });
        showIn(result, row.id, right);
      }
      const same = before.find(({ id }) => id === row.id);
      const bystander = locales !== '*' && !locales.includes(row.locale);
      if (same && bystander && right && sameShared(same, right)) await resetTime(strapi, same);
    }
    return result;
  });
}

const rowsOf = (strapi: Core.Strapi, documentId: string): Promise<Row[]> =>
  strapi.db.query(UID.variant).findMany({ where: { documentId }, orderBy: { id: 'asc' } });

/** Waits for whoever else changes this variant, where the database has locks of rows (SQLite has one writer). */
async function lockedRows(strapi: Core.Strapi, documentId: string): Promise<Row[]> {
  await strapi.db
    .queryBuilder(UID.variant)
    .select(['id'])
    .where({ documentId })
    .orderBy({ id: 'asc' })
    .forUpdate()
    .execute();
  return rowsOf(strapi, documentId);
}

/** A row that came out as it was has not been touched: by this time the panel tells "modified" entries. */
const resetTime = (strapi: Core.Strapi, { id, updatedAt }: Row): Promise<unknown> =>
  strapi.db
    .queryBuilder(UID.variant)
    .where({ id })
    .update({ updatedAt: new Date(updatedAt) })
    .execute();

/** The panel gets to see what is in the database. */
function showIn(result: unknown, id: number, right: Readonly<Record<string, unknown>>): void {
  const { entries } = (result ?? {}) as { entries?: unknown };
  for (const entry of (Array.isArray(entries) ? entries : [result]) as ({ id?: unknown } | null)[]) {
    if (entry?.id !== id) continue;
    Object.assign(
      entry,
      Object.fromEntries(SHARED.filter((field) => field in entry).map((field) => [field, right[field]])),
    );
  }
}
