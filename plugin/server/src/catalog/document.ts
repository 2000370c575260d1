import { createHash } from 'node:crypto';

/** The catalog as it is sent: bytes and their strong ETag. */
export interface CatalogDocument {
  readonly body: string;
  readonly etag: string;
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

export const documentOf = (catalog: object): CatalogDocument => {
  const body = JSON.stringify(catalog);
  return { body, etag: `"${hashOf(body)}"` };
};
