import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { UID } from '../../../contracts/ids';
import type { PrioritiesAnswer, PrioritiesBody, PrioritiesSaved } from '../../../contracts/priorities';
import { defaultLocaleOf } from '../catalog/rows';
import { orderOf, type Row } from './order';
import { type Editor, save } from './save';

export interface PrioritiesService {
  read(): Promise<PrioritiesAnswer>;
  /** Throws what Strapi answers 403, 409 or 400 for; nothing is changed then. */
  save(body: PrioritiesBody, editor: Editor): Promise<PrioritiesSaved>;
}

export const prioritiesService = ({ strapi }: { strapi: Core.Strapi }): PrioritiesService => {
  const read = async (): Promise<PrioritiesAnswer> => {
    const locale = await defaultLocaleOf(strapi);
    const draft = { where: { publishedAt: null } };
    const [all, slots, segments] = await Promise.all([
      strapi.db.query(UID.variant).findMany({}) as Promise<Row[]>,
      strapi.db.query(UID.slot).findMany(draft) as Promise<Row[]>,
      strapi.db.query(UID.segment).findMany({ ...draft, select: ['key', 'parent'] }) as Promise<Row[]>,
    ]);
    const variants = all.filter((row) => row.locale === locale);
    const known = new Set(variants.map(({ documentId }) => documentId));
    const others = new Map(
      all
        .filter(({ documentId }) => !known.has(documentId))
        .map(({ documentId, name, key }) => [documentId, name || key || documentId]),
    );
    const order = orderOf({ variants, slots, segments, withoutDefault: [...others.values()] });
    return { version: createHash('sha256').update(JSON.stringify(order)).digest('base64url'), ...order };
  };

  return {
    read,
    async save(body, editor) {
      const done = await strapi.db.transaction(async ({ trx }) => {
        await lockVariants(strapi, trx);
        return save(strapi, await read(), body, editor);
      });
      return { ...done, now: await read() };
    },
  };
};

/** Two who save at once: the second waits here, reads what the first has left, and is told. */
async function lockVariants(strapi: Core.Strapi, trx: unknown): Promise<void> {
  const query = strapi.db.queryBuilder(UID.variant) as unknown as {
    select(columns: readonly string[]): typeof query;
    transacting(trx: unknown): typeof query;
    forUpdate(): typeof query;
    execute(options: { mapResults: boolean }): Promise<unknown>;
  };
  await query.select(['id']).transacting(trx).forUpdate().execute({ mapResults: false });
}
