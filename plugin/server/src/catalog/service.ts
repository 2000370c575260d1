import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { PublishedCatalog } from '../../../contracts/answers';
import { settingsOf } from '../config';
import { assemble } from './assemble';
import { defaultLocaleOf, publishedRows } from './rows';
import { versionOf } from './version';

/** The catalog as it is sent: bytes and their strong ETag. */
export interface CatalogDocument {
  readonly body: string;
  readonly etag: string;
}

export interface CatalogService {
  document(): Promise<CatalogDocument>;
  published(): Promise<PublishedCatalog>;
}

export const catalogService = ({ strapi }: { strapi: Core.Strapi }): CatalogService => {
  const read = async () => {
    const [rows, defaultLocale] = await Promise.all([publishedRows(strapi), defaultLocaleOf(strapi)]);
    const assembled = assemble(rows, { defaultLocale, timezone: settingsOf(strapi).timezone });
    const version = await versionOf(strapi, assembled.content, () => new Date());
    return { ...assembled, version };
  };

  return {
    async document() {
      const { version, content } = await read();
      const body = JSON.stringify({ version, ...content });
      return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
    },

    async published() {
      const { version, content, leftOut, warnings } = await read();
      const { signals, segments, slots, variants } = content;
      return {
        version,
        counts: {
          signal: signals.length,
          segment: segments.length,
          slot: slots.length,
          variant: variants.length,
        },
        leftOut,
        warnings,
      };
    },
  };
};
