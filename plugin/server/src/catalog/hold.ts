import type { Core } from '@strapi/strapi';
import type { CatalogDocument } from './service';

const held = new WeakMap<Core.Strapi, Promise<CatalogDocument>>();

/**
 * Until the given function is called, this Strapi goes on giving fragment servers the catalog as it is now: many
 * changes that belong together (an import) come to visitors all at once, never half done.
 */
export async function holdCatalog(
  strapi: Core.Strapi,
  now: () => Promise<CatalogDocument>,
): Promise<() => void> {
  const document = now();
  held.set(strapi, document);
  const release = (): void => {
    if (held.get(strapi) === document) held.delete(strapi);
  };
  await document.catch((reason: unknown) => {
    release();
    throw reason;
  });
  return release;
}

/** The catalog that is held, if one is. */
export const heldCatalog = (strapi: Core.Strapi): Promise<CatalogDocument> | undefined => held.get(strapi);
