import type { Core } from '@strapi/strapi';
import type { DefinitionOption, DefinitionsAnswer } from '../../../contracts/answers';
import { type Kind, UID } from '../../../contracts/ids';

export interface DefinitionsService {
  read(): Promise<DefinitionsAnswer>;
}

/** What pickers offer: every key of every kind, drafts included. */
export const definitionsService = ({ strapi }: { strapi: Core.Strapi }): DefinitionsService => ({
  async read() {
    const [signal, segment, slot, variant] = await Promise.all([
      optionsOf(strapi, 'signal'),
      optionsOf(strapi, 'segment'),
      optionsOf(strapi, 'slot'),
      optionsOf(strapi, 'variant'),
    ]);
    return { signal, segment, slot, variant };
  },
});

/** By key: a draft whose key was changed offers both, and only the old one is published. */
async function optionsOf(strapi: Core.Strapi, kind: Kind): Promise<DefinitionOption[]> {
  const rows = await strapi.db.query(UID[kind]).findMany({ select: ['key', 'name', 'publishedAt'] });
  const options = new Map<string, DefinitionOption>();
  for (const { key, name, publishedAt } of rows) {
    if (!key) continue;
    const earlier = options.get(key);
    const published = publishedAt !== null || earlier?.status === 'published';
    options.set(key, { key, name: name || key, status: published ? 'published' : 'draft' });
  }
  return [...options.values()].sort((a, b) => a.name.localeCompare(b.name));
}
