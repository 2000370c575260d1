import { type Answer, type Call, type FakeCdn, hasOneOf, json, startFakeCdn } from './fake-cdn.suite.js';

export const ZONE = '023e105f4ecef8ad9ca31a8372d0c353';
export const TOKEN = 'cloudflare-token-Kp2w';
const MOST = 30;

/** As in Cloudflare's reference of "Purge Cached Content". */
export const startFakeCloudflare = (): Promise<FakeCdn> => startFakeCdn(answer);

function answer({ method, path, headers, body }: Call, cdn: FakeCdn): Answer {
  if (headers.authorization !== `Bearer ${TOKEN}`) return failure(403, 9109, 'Invalid access token');
  if (path !== `/zones/${ZONE}/purge_cache`) {
    return failure(404, 7003, 'Could not route to the zone, perhaps your object identifier is invalid?');
  }
  if (method !== 'POST') return failure(405, 10405, 'Method not allowed for this authentication scheme');
  if (headers['content-type'] !== 'application/json') return failure(400, 6003, 'Invalid request headers');
  const what = JSON.parse(body) as Record<string, unknown>;
  const [kind = '', ...more] = Object.keys(what);
  const list = what[kind] as string[];
  const isList = Array.isArray(list) && list.length > 0 && list.length <= MOST;
  if (more.length > 0 || (kind !== 'purge_everything' && !isList)) {
    return failure(400, 1094, `You may purge at most ${MOST} of one kind`);
  }
  if (kind === 'purge_everything') cdn.drop(() => what[kind] === true);
  else if (kind === 'tags') cdn.drop(hasOneOf(list));
  else if (kind === 'files') cdn.drop(({ url }) => list.includes(url));
  else if (kind !== 'prefixes') return failure(400, 1012, 'Request must contain one of them');
  else if (list.some((prefix) => /^https?:|\/$/.test(prefix))) return failure(400, 1115, 'Invalid prefix');
  else cdn.drop(({ url }) => list.some((prefix) => `${url.replace(/^https?:\/\//, '')}`.startsWith(prefix)));
  return json(200, { success: true, errors: [], messages: [], result: { id: ZONE } });
}

const failure = (status: number, code: number, message: string): Answer =>
  json(status, { success: false, errors: [{ code, message }], messages: [], result: null });
