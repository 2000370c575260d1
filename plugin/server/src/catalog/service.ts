import type { Core } from '@strapi/strapi';
import type { PublishedCatalog } from '../../../contracts/answers';
import { settingsOf } from '../config';
import { assemble } from './assemble';
import { type CatalogDocument, documentOf, hashOf } from './document';
import { heldCatalog } from './hold';
import { defaultLocaleOf, draftRows, publishedRows } from './rows';
import { versionOf } from './version';

export type { CatalogDocument };

export interface CatalogService {
  document(): Promise<CatalogDocument>;
  /** What it would be if everything were published as it is saved now; what is wrong is left out. */
  drafts(): Promise<CatalogDocument>;
  published(): Promise<PublishedCatalog>;
}

export const catalogService = ({ strapi }: { strapi: Core.Strapi }): CatalogService => {
  const assembledOf = async (read: typeof publishedRows) => {
    const [rows, defaultLocale] = await Promise.all([read(strapi), defaultLocaleOf(strapi)]);
    return assemble(rows, { defaultLocale, timezone: settingsOf(strapi).timezone });
  };
  const read = async () => {
    const assembled = await assembledOf(publishedRows);
    const version = await versionOf(strapi, assembled.content, () => new Date());
    return { ...assembled, version };
  };

  return {
    async document() {
      const held = heldCatalog(strapi);
      if (held) return held;
      const { version, content } = await read();
      return documentOf({ version, ...content });
    },

    async drafts() {
      const { content } = await assembledOf(draftRows);
      // Not numbered: a number is for what has been published.
      const version = `drafts-${hashOf(JSON.stringify(content)).slice(0, 12)}`;
      return documentOf({ version, ...content });
    },

    async published() {
      const { version, content, leftOut, warnings } = await read();
      const { signals, segments, slots, variants, mappings = [] } = content;
      return {
        version,
        counts: {
          signal: signals.length,
          segment: segments.length,
          slot: slots.length,
          variant: variants.length,
          mapping: mappings.length,
        },
        leftOut,
        warnings,
      };
    },
  };
};
