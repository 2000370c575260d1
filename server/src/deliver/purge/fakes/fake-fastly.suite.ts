import { type Answer, type Call, type FakeCdn, hasOneOf, json, startFakeCdn } from './fake-cdn.suite.js';

export const SERVICE = 'SU1Z0isxPaozGVKXdv0eY';
export const TOKEN = 'fastly-token-x8Jq';

/** As in Fastly's reference of the purge API. */
export const startFakeFastly = (): Promise<FakeCdn> => startFakeCdn(answer);

function answer({ method, path, headers }: Call, cdn: FakeCdn): Answer {
  if (headers['fastly-key'] !== TOKEN) {
    return json(401, { msg: 'Provided credentials are missing or invalid' });
  }
  if (method !== 'POST') return json(405, { msg: 'Method not allowed' });
  // A soft purge marks as stale; a test of what is kept sees it as kept still.
  const isSoft = headers['fastly-soft-purge'] === '1';
  const [, url] = /^\/purge\/(.+)$/.exec(path) ?? [];
  if (url !== undefined) {
    if (!isSoft) cdn.drop((kept) => kept.url.replace(/^https?:\/\//, '') === url);
    return json(200, { status: 'ok', id: '108-1391560174-974124' });
  }
  const [, service, what] = /^\/service\/([^/]+)\/(purge|purge_all)$/.exec(path) ?? [];
  if (service !== SERVICE) return json(404, { msg: 'Record not found', detail: 'Cannot load service' });
  if (what === 'purge_all') {
    cdn.drop(() => true);
    return json(200, { status: 'ok' });
  }
  const header = String(headers['surrogate-key'] ?? '');
  const keys = header.split(' ').filter(Boolean);
  if (keys.length === 0 || keys.length > 256 || header.length > 16_384) {
    return json(400, { msg: 'Bad request', detail: 'Too many surrogate keys' });
  }
  if (!isSoft) cdn.drop(hasOneOf(keys));
  return json(200, Object.fromEntries(keys.map((key, i) => [key, `108-${i}`])));
}
