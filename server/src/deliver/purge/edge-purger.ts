import type { TagPurger } from './purge-target.js';

const TIMEOUT_MS = 5_000;

/** Our Node edge and our Varnish configuration: `PURGE /` with the tags in `xkey-purge`. */
export function edgePurger(kind: 'edge' | 'varnish', url: URL, token: string | null): TagPurger {
  return {
    name: `${kind}:${url.origin}`,
    purgeTags: async (tags) => {
      const response = await fetch(new URL('/', url), {
        method: 'PURGE',
        headers: {
          'xkey-purge': tags.join(' '),
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
    },
  };
}
