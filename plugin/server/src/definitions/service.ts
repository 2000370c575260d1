import type { Core } from '@strapi/strapi';
import type { DefinitionOption, DefinitionsAnswer, SignalOption } from '../../../contracts/answers';
import { type Kind, UID } from '../../../contracts/ids';

export interface DefinitionsService {
  read(): Promise<DefinitionsAnswer>;
}

/** What pickers offer: every key of every kind, drafts included. */
export const definitionsService = ({ strapi }: { strapi: Core.Strapi }): DefinitionsService => ({
  async read() {
    const [signal, segment, slot, variant, mapping] = await Promise.all([
      optionsOf(strapi, 'signal', SIGNAL_PARTS) as Promise<SignalOption[]>,
      optionsOf(strapi, 'segment'),
      optionsOf(strapi, 'slot'),
      optionsOf(strapi, 'variant'),
      optionsOf(strapi, 'mapping'),
    ]);
    return { signal, segment, slot, variant, mapping };
  },
});

/** What tells the type and unit of a signal's value. */
const SIGNAL_PARTS = ['kind', 'event', 'value', 'scale'];

/** By key: a draft whose key was changed offers both, and only the old one is published. */
async function optionsOf(
  strapi: Core.Strapi,
  kind: Kind,
  parts: readonly string[] = [],
): Promise<DefinitionOption[]> {
  const rows = await strapi.db
    .query(UID[kind])
    .findMany({ select: ['key', 'name', 'documentId', 'publishedAt', ...parts] });
  const options = new Map<string, DefinitionOption>();
  for (const { key, name, documentId, publishedAt, ...row } of rows) {
    if (!key) continue;
    const earlier = options.get(key);
    const published = publishedAt !== null || earlier?.status === 'published';
    options.set(key, {
      key,
      name: name || key,
      documentId,
      status: published ? 'published' : 'draft',
      ...Object.fromEntries(parts.map((part) => [part, row[part] ?? null])),
    });
  }
  return [...options.values()].sort((a, b) => a.name.localeCompare(b.name));
}
