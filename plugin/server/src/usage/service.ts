import type { Core } from '@strapi/strapi';
import { UID } from '../../../contracts/ids';
import type { ToldAnswer, ToldQuestion, UsageAnswer } from '../../../contracts/usage';
import { lostUses } from './lost';
import { type UserRow, usageOf } from './walk';

export interface UsageService {
  /** Who names what, over all definitions. */
  read(): Promise<UsageAnswer>;
  /** Who would lose what by deleting or unpublishing these documents. */
  told(question: ToldQuestion): Promise<ToldAnswer>;
}

export const usageService = ({ strapi }: { strapi: Core.Strapi }): UsageService => {
  const rows = (uid: string, ...fields: string[]): Promise<UserRow[]> =>
    strapi.db
      .query(uid)
      .findMany({ select: ['documentId', 'key', 'name', 'publishedAt', ...fields], orderBy: { id: 'asc' } });

  const read = async (): Promise<UsageAnswer> => {
    const [segment, slot, variant] = await Promise.all([
      rows(UID.segment, 'parent', 'when'),
      rows(UID.slot, 'fallback'),
      rows(UID.variant, 'slots', 'targeting'),
    ]);
    return usageOf({ signal: [], segment, slot, variant, mapping: [] });
  };

  return {
    read,
    async told(question) {
      const { kind, documentIds } = question;
      const [usage, own, defaultLocale] = await Promise.all([
        read(),
        strapi.db.query(UID[kind]).findMany({
          select: ['documentId', 'key', 'name', 'publishedAt', 'locale'],
          where: { documentId: { $in: [...documentIds] } },
        }),
        strapi.plugin('i18n').service('locales').getDefaultLocale() as Promise<string>,
      ]);
      return lostUses({ question, rows: own as UserRow[], usage: usage[kind], defaultLocale });
    },
  };
};
