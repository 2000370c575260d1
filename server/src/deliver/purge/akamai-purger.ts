import { ask, jsonReason } from './ask.js';
import { inCalls } from './in-calls.js';
import type { TagPurger, UrlPurger } from './purge-target.js';

export interface AkamaiSetting {
  readonly kind: 'akamai';
  readonly network: 'production' | 'staging';
  /** `invalidate` keeps the old for when the server is away, and asks whether it has changed. */
  readonly method: 'delete' | 'invalidate';
  readonly host: string;
  readonly clientToken: string;
  readonly clientSecret: string;
  readonly accessToken: string;
}

/** A call may have 50,000 bytes. A tag has 48 at most; an account may purge 5,000 at once, then 500 a minute. */
const MOST_TAGS = 500;
const MOST_URL_BYTES = 49_000;

/** Akamai's Fast Purge, version 3. There is no purging by prefix; everything goes by CP code, which we don't know. */
export function akamaiPurger(setting: AkamaiSetting, api = `https://${setting.host}`): TagPurger & UrlPurger {
  const { network, method, host } = setting;
  const signer = lazy(async () => {
    const { default: EdgeGrid } = await import('akamai-edgegrid');
    return new EdgeGrid(setting.clientToken, setting.clientSecret, setting.accessToken, host);
  });
  const purge = async (type: 'tag' | 'url', objects: readonly string[]): Promise<void> => {
    const path = `/ccu/v3/${method}/${type}/${network}`;
    const body = JSON.stringify({ objects });
    // The library's own way of sending follows redirections with a new signature; only its signature is used.
    const { request } = (await signer()).auth({ method: 'POST', path, headers: {}, body });
    const { Authorization } = (request as { headers: { Authorization: string } }).headers;
    await ask(
      new Request(`${api}${path}`, {
        method: 'POST',
        headers: { Authorization, 'Content-Type': 'application/json', Accept: 'application/json' },
        body,
      }),
      jsonReason(({ title, detail }) =>
        [title, detail].filter((part) => typeof part === 'string').join(': '),
      ),
    );
  };
  return {
    name: `akamai:${network}`,
    mostTags: MOST_TAGS,
    joinMs: 500,
    // Akamai says 5 s in its answers.
    againMs: 7_000,
    purgeTags: (tags) => purge('tag', tags),
    purgeUrls: async (urls) => {
      for (const objects of inCalls(urls.map(String), MOST_TAGS, MOST_URL_BYTES)) await purge('url', objects);
    },
  };
}

/** The signing library brings an HTTP client of its own: it is loaded only where Akamai is purged. */
function lazy<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined;
  return () => {
    loaded ??= load();
    return loaded;
  };
}
