import type { Core } from '@strapi/strapi';
import { type ChangesAnswer, MOST_CHANGES } from '../../../contracts/changes';
import { KINDS, type Kind, UID } from '../../../contracts/ids';
import { type ChangedRow, changesOf, latest } from './from-rows';
import { readLog } from './log';
import { noted } from './observe';

export interface ChangesService {
  read(): Promise<ChangesAnswer>;
}

export const changesService = ({ strapi }: { strapi: Core.Strapi }): ChangesService => {
  /** Rows changed last, of all states and locales; of each of them the other states, too. */
  async function rowsOf(kind: Kind): Promise<ChangedRow[]> {
    const query = strapi.db.query(UID[kind]);
    const [changed, published] = await Promise.all(
      (['updatedAt', 'publishedAt'] as const).map((field) =>
        query.findMany({
          select: ['documentId'],
          where: field === 'publishedAt' ? { publishedAt: { $notNull: true } } : {},
          orderBy: { [field]: 'desc' },
          limit: MOST_CHANGES,
        }),
      ),
    );
    const ids = new Set([...(changed ?? []), ...(published ?? [])].map(({ documentId }) => documentId));
    return query.findMany({
      select: [
        'documentId',
        'key',
        'name',
        'updatedAt',
        'publishedAt',
        ...(kind === 'variant' ? ['locale'] : []),
      ],
      where: { documentId: { $in: [...ids] } },
      populate: { updatedBy: { select: ['firstname', 'lastname'] } },
    });
  }

  return {
    async read() {
      await noted();
      const [log, ...lists] = await Promise.all([
        readLog(strapi),
        ...KINDS.map(async (kind) => changesOf(kind, await rowsOf(kind))),
      ]);
      return { changes: latest([...log, ...lists.flat()], MOST_CHANGES) };
    },
  };
};
