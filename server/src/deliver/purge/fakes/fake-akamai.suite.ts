import { type Answer, type Call, type FakeCdn, hasOneOf, json, startFakeCdn } from './fake-cdn.suite.js';
import { edgeGridSignature } from './signatures.suite.js';

/** The fake is reached by plain HTTP on another host; signed is what Akamai would see. */
export const HOST = 'akab-h05tnam3wl42son7nktnlnnx-kbob3i3v.luna.akamaiapis.net';
export const CLIENT = {
  clientToken: 'akab-client-token-c113ntt0k3n4qtari',
  clientSecret: 'akamai-secret-C113nt53KR3TN6N90yVuAgICxIRwsObLi0E67=',
  accessToken: 'akab-access-token-acc35t0k3nodujqunph',
};
const MOST_BYTES = 50_000;

/** As in Akamai's reference of Fast Purge v3. */
export const startFakeAkamai = (): Promise<FakeCdn> => startFakeCdn(answer);

function answer({ method, path, headers, body }: Call, cdn: FakeCdn): Answer {
  const [, unsigned = '', signature] =
    /^(EG1-HMAC-SHA256 .*;)signature=(.+)$/.exec(headers.authorization ?? '') ?? [];
  const claims = `client_token=${CLIENT.clientToken};access_token=${CLIENT.accessToken};`;
  const at = Date.parse(
    (/timestamp=([^;]+);/.exec(unsigned)?.[1] ?? '').replace(
      /^(\d{4})(\d\d)(\d\d)T(.*)\+0000$/,
      '$1-$2-$3T$4Z',
    ),
  );
  const expected = edgeGridSignature(
    { method, url: `https://${HOST}${path}`, body },
    unsigned,
    CLIENT.clientSecret,
  );
  if (!unsigned.includes(claims) || signature !== expected) {
    return problem(401, 'Not authorized', 'The signature does not match');
  }
  if (!(Math.abs(Date.now() - at) < 30_000)) return problem(400, 'Bad request', 'Invalid timestamp');
  const [, type] = /^\/ccu\/v3\/(?:delete|invalidate)\/(tag|url)\/(?:production|staging)$/.exec(path) ?? [];
  if (method !== 'POST' || type === undefined) return problem(404, 'Not found', 'No such address');
  if (headers['content-type'] !== 'application/json') return problem(415, 'Unsupported Media Type', '');
  if (Buffer.byteLength(body) > MOST_BYTES) return problem(413, 'Request Entity Too Large', '');
  const { objects } = JSON.parse(body) as { objects: string[] };
  if (objects.length === 0) return problem(400, 'Bad request', 'no objects');
  cdn.drop(type === 'tag' ? hasOneOf(objects) : ({ url }) => objects.includes(url));
  return json(201, {
    httpStatus: 201,
    detail: 'Request accepted',
    supportId: '17PY1321286429616716-211907680',
    purgeId: 'e535071c-26b2-11e7-94d7-276f2f54d938',
    estimatedSeconds: 5,
  });
}

const problem = (status: number, title: string, detail: string): Answer =>
  json(status, { title, detail, httpStatus: status, supportId: '17PY13212864' });
