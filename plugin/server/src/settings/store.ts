import type { Core } from '@strapi/strapi';

/** A server as Strapi's database holds it. */
export interface StoredServer {
  readonly url: string;
  /** The sealed token; null if there is none. */
  readonly sealed: string | null;
}

const storeOf = (strapi: Core.Strapi) => strapi.store({ type: 'plugin', name: 'tessera', key: 'servers' });

/** What the settings page has stored; empty if nothing. What is not of our form is passed over. */
export async function readStored(strapi: Core.Strapi): Promise<readonly StoredServer[]> {
  const stored: unknown = await storeOf(strapi).get({});
  return (Array.isArray(stored) ? stored : []).flatMap((one: unknown) => {
    const { url, sealed } = (one ?? {}) as Record<string, unknown>;
    return typeof url === 'string' ? [{ url, sealed: typeof sealed === 'string' ? sealed : null }] : [];
  });
}

export async function writeStored(strapi: Core.Strapi, servers: readonly StoredServer[]): Promise<void> {
  if (servers.length > 0) await storeOf(strapi).set({ value: [...servers] });
  else await storeOf(strapi).delete({});
}
