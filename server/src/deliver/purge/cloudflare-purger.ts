import { ask, jsonReason, PurgeFailed } from './ask.js';
import { inCalls } from './in-calls.js';
import type { EverythingPurger, PrefixPurger, TagPurger, UrlPurger } from './purge-target.js';

export interface CloudflareSetting {
  readonly kind: 'cloudflare';
  readonly zone: string;
  readonly token: string;
}

const API = 'https://api.cloudflare.com/client/v4';
/** Today 100 on every plan; 30 was the limit for years, and zones may still have it. */
const MOST_A_CALL = 30;

/** A zone of Cloudflare. */
export function cloudflarePurger(
  { zone, token }: CloudflareSetting,
  api = API,
): TagPurger & UrlPurger & PrefixPurger & EverythingPurger {
  const purge = async (what: Readonly<Record<string, unknown>>): Promise<void> => {
    const body = await ask(
      new Request(`${api}/zones/${zone}/purge_cache`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(what),
      }),
      jsonReason(firstError),
    );
    // A refusal may come with 200.
    const refusal = refusalIn(body);
    if (refusal !== undefined) throw new PurgeFailed(`it refused: ${refusal}`);
  };
  return {
    name: `cloudflare:${zone}`,
    mostTags: MOST_A_CALL,
    joinMs: 500,
    againMs: 3_000,
    purgeTags: (tags) => purge({ tags }),
    purgeUrls: async (urls) => {
      for (const files of inCalls(urls.map(String), MOST_A_CALL)) await purge({ files });
    },
    purgePrefixes: async (urls) => {
      // Without scheme and without a slash at the end, as in all of Cloudflare's examples.
      const all = urls.map(({ host, pathname }) => `${host}${pathname.replace(/\/$/, '')}`);
      for (const prefixes of inCalls(all, MOST_A_CALL)) await purge({ prefixes });
    },
    purgeEverything: () => purge({ purge_everything: true }),
  };
}

/** `{ "errors": [{ "code", "message" }] }`. */
function firstError({ errors }: Record<string, unknown>): unknown {
  const [first] = (Array.isArray(errors) ? errors : []) as { code?: unknown; message?: unknown }[];
  return first && `${first.message} (${first.code})`;
}

function refusalIn(body: string): unknown {
  try {
    const json = JSON.parse(body) as Record<string, unknown>;
    return json.success === true ? undefined : (firstError(json) ?? 'no reason given');
  } catch {
    return 'an answer that is not JSON';
  }
}
