import type { Demo } from './demo.js';
import { call, tokenOf } from './strapi-users.js';

interface Entry {
  readonly documentId: string;
  readonly key: string;
  readonly content: Record<string, unknown>;
}

const VARIANTS = '/content-manager/collection-types/plugin::tessera.variant';

/** An editor at work in the demo's Strapi, through the same requests as the admin panel's. */
export async function logIn(demo: Demo) {
  const token = await tokenOf(demo);
  return {
    /** The variant's English draft. */
    find: async (key: string): Promise<Entry> => {
      const { results } = await call(demo, `${VARIANTS}?locale=en&filters[key][$eq]=${key}`, token);
      const [entry] = results as Entry[];
      if (!entry) throw new Error(`no variant ${key} in Strapi`);
      return entry;
    },
    /** Saves content and publishes it, in one click as the panel does. */
    publish: async ({ documentId }: Entry, changes: Record<string, unknown>): Promise<void> => {
      await call(demo, `${VARIANTS}/${documentId}/actions/publish?locale=en`, token, 'POST', changes);
    },
  };
}
