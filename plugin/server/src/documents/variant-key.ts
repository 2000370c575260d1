import type { Core } from '@strapi/strapi';
import { VARIANT_KEY } from '@tessera/model';
import { nanoid } from 'nanoid';
import { UID } from '../../../contracts/ids';
import type { DocumentContext } from './context';

const LENGTH = 12;

/**
 * A variant's key is made once, is the same in all its locales, never changes and is never shared: it is
 * in visitors' cookies and in cached addresses. A valid, unused key given on create is kept (imports).
 */
export async function keepVariantKey(strapi: Core.Strapi, context: DocumentContext): Promise<void> {
  const { action, params } = context;
  if (action === 'create') {
    const wanted = params.data?.key;
    const free = typeof wanted === 'string' && VARIANT_KEY.test(wanted) && !(await isTaken(strapi, wanted));
    setKey(context, free ? wanted : nanoid(LENGTH));
  } else if (action === 'clone') {
    setKey(context, nanoid(LENGTH));
  } else if (action === 'update' && params.data && params.documentId) {
    const known = await strapi.db
      .query(UID.variant)
      .findOne({ select: ['key'], where: { documentId: params.documentId, key: { $notNull: true } } });
    setKey(context, known?.key ?? nanoid(LENGTH));
  }
}

const isTaken = async (strapi: Core.Strapi, key: string): Promise<boolean> =>
  (await strapi.db.query(UID.variant).count({ where: { key } })) > 0;

function setKey(context: DocumentContext, key: string): void {
  context.params = { ...context.params, data: { ...context.params.data, key } };
}
