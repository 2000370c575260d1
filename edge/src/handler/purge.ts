import type { EdgeAnswer, EdgeRequest } from './exchange.js';
import { problemPage } from './problem-page.js';

const MAX_TAGS = 1000;
const TAG = /^[\w.:-]{1,128}$/;

/**
 * `PURGE /` with `xkey-purge: tag1 tag2` and `Authorization: Bearer TOKEN` → 200 and `Tessera-Purged: N`, the
 * number of objects removed, where the store knows it. The same protocol as our Varnish configuration.
 */
export async function answerPurge(
  request: EdgeRequest,
  token: string | undefined,
  purge: (tags: readonly string[]) => Promise<number | undefined>,
): Promise<EdgeAnswer> {
  if (token === undefined || token === '') {
    return problemPage(403, 'Purging is off: this edge was started without a purge token.');
  }
  const given = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (given === undefined) {
    const answer = problemPage(401, 'Purging needs the purge token.');
    answer.headers.set('www-authenticate', 'Bearer');
    return answer;
  }
  if (!(await sameSecret(given, token))) return problemPage(403, 'That is not the purge token.');
  const tags =
    request.headers
      .get('xkey-purge')
      ?.split(/[\s,]+/)
      .filter(Boolean) ?? [];
  if (tags.length === 0 || tags.length > MAX_TAGS || !tags.every((tag) => TAG.test(tag))) {
    return problemPage(400, `xkey-purge must name 1 to ${MAX_TAGS} tags of letters, digits, . : _ and -`);
  }
  const purged = await purge(tags);
  const headers = new Headers({
    'cache-control': 'no-store',
    'content-length': '0',
    ...(purged === undefined ? {} : { 'tessera-purged': String(purged) }),
  });
  return { status: 200, headers, body: [] };
}

/** Compares digests, so that how long it takes tells nothing of the secret. */
async function sameSecret(given: string, expected: string): Promise<boolean> {
  const [a, b] = await Promise.all([given, expected].map(digest));
  if (!a || !b) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

const digest = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
