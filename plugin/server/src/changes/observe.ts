import type { Core } from '@strapi/strapi';
import type { Change } from '../../../contracts/changes';
import { type Kind, UID } from '../../../contracts/ids';
import { afterCommit, type DocumentContext } from '../documents/context';
import type { AdminState } from '../rights';
import { nameOf } from './from-rows';
import { appendLog } from './log';

/** Appending waits for the one before: a bulk action ends all of its changes at once. */
let writing: Promise<void> = Promise.resolve();

/**
 * Notes what is deleted or unpublished, whose rows tell nothing afterwards. Called before the change; gives
 * what is to be called once it is made. That a line cannot be kept never fails a change.
 */
export async function observeLoss(
  strapi: Core.Strapi,
  kind: Kind,
  { action, params }: DocumentContext,
): Promise<() => void> {
  if (action !== 'delete' && action !== 'unpublish') return () => {};
  const { documentId = '', locale } = params;
  const row: { key: string | null; name: string | null } | null = await strapi.db.query(UID[kind]).findOne({
    select: ['key', 'name'],
    where: { documentId, ...(action === 'unpublish' ? { publishedAt: { $notNull: true } } : {}) },
  });
  if (!row) return () => {};
  const state = strapi.requestContext.get()?.state as AdminState | undefined;
  const line: Change = {
    kind,
    action: action === 'delete' ? 'deleted' : 'unpublished',
    documentId,
    key: row.key || null,
    name: row.name || row.key || documentId,
    locale: kind === 'variant' && typeof locale === 'string' && locale !== '*' ? locale : null,
    at: new Date().toISOString(),
    by: nameOf(state?.user),
  };
  return () =>
    afterCommit(strapi, () => {
      writing = writing
        .then(() => appendLog(strapi, [line]))
        .catch((error: unknown) => {
          strapi.log.warn(`[tessera] a change could not be noted: ${error}`);
        });
    });
}

/** Once everything noted so far is kept. */
export const noted = (): Promise<void> => writing;
