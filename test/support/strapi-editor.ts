import { type Demo, EDITOR } from './demo.js';

interface Entry {
  readonly documentId: string;
  readonly key: string;
  readonly content: Record<string, unknown>;
}

const VARIANTS = '/content-manager/collection-types/plugin::tessera.variant';

/** An editor at work in the demo's Strapi, through the same requests as the admin panel's. */
export async function logIn(demo: Demo) {
  const call = async (
    path: string,
    token: string | null,
    method = 'GET',
    body?: unknown,
  ): Promise<Record<string, unknown>> => {
    const response = await fetch(`${demo.cms}${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  const answer = await call('/admin/login', null, 'POST', EDITOR);
  const { token } = answer.data as { token: string };
  return {
    /** The variant's English draft. */
    find: async (key: string): Promise<Entry> => {
      const { results } = await call(`${VARIANTS}?locale=en&filters[key][$eq]=${key}`, token);
      const [entry] = results as Entry[];
      if (!entry) throw new Error(`no variant ${key} in Strapi`);
      return entry;
    },
    /** Saves content and publishes it, in one click as the panel does. */
    publish: async ({ documentId }: Entry, changes: Record<string, unknown>): Promise<void> => {
      await call(`${VARIANTS}/${documentId}/actions/publish?locale=en`, token, 'POST', changes);
    },
  };
}
