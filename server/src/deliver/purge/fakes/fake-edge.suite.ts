import { type Answer, type Call, type FakeCdn, hasOneOf, startFakeCdn } from './fake-cdn.suite.js';

export const TOKEN = 'edge-token-7Hs0';
/** What Varnish takes in one header by default. */
const MOST_BYTES = 8_192;

/** The protocol of our edge and our Varnish configuration. */
export const startFakeEdge = (): Promise<FakeCdn> => startFakeCdn(answer);

function answer({ method, path, headers }: Call, cdn: FakeCdn): Answer {
  if (headers.authorization !== `Bearer ${TOKEN}`) return { status: 403 };
  if (method !== 'PURGE' || path !== '/') return { status: 404 };
  const header = String(headers['xkey-purge'] ?? '');
  const isWellFormed = /^[\w.:-]+(?:[ ,]+[\w.:-]+)*$/.test(header) && header.length < MOST_BYTES;
  if (!isWellFormed) return { status: 400 };
  cdn.drop(hasOneOf(header.split(' ')));
  return { status: 200, headers: { 'Tessera-Purged': '1' } };
}
