import { ask, jsonReason } from './ask.js';
import type { EverythingPurger, TagPurger, UrlPurger } from './purge-target.js';

export interface FastlySetting {
  readonly kind: 'fastly';
  readonly service: string;
  /** Marks as stale instead of dropping: visitors may see the old once more, while the new one is fetched. */
  readonly soft: boolean;
  readonly token: string;
}

const API = 'https://api.fastly.com';

/** Fastly, by surrogate keys. */
export function fastlyPurger(
  { service, soft, token }: FastlySetting,
  api = API,
): TagPurger & UrlPurger & EverythingPurger {
  const post = (path: string, more: Record<string, string>) => {
    const headers = { 'Fastly-Key': token, Accept: 'application/json', ...more };
    return ask(
      new Request(`${api}${path}`, { method: 'POST', headers }),
      jsonReason(({ msg, detail }) => detail ?? msg),
    );
  };
  const how: Record<string, string> = soft ? { 'Fastly-Soft-Purge': '1' } : {};
  return {
    name: `fastly:${service}`,
    mostTags: 256,
    joinMs: 200,
    // What Fastly's own guide to shielding names for surrogate keys.
    againMs: 2_000,
    purgeTags: async (tags) => {
      await post(`/service/${service}/purge`, { ...how, 'Surrogate-Key': tags.join(' ') });
    },
    purgeUrls: async (urls) => {
      for (const { host, pathname, search } of urls) await post(`/purge/${host}${pathname}${search}`, how);
    },
    // There is no soft purge of everything.
    purgeEverything: async () => {
      await post(`/service/${service}/purge_all`, {});
    },
  };
}
