// Pages with three things in them: personal slots, includes of its own, or nothing to include. The own fragments
// are in PEER_FRAGMENTS, a JSON list. /requests tells how many others there have been.
import { createServer } from 'node:http';
import { include, SLOTS, slotPage } from '../lib/slot-page.js';

const fragments = JSON.parse(process.env.PEER_FRAGMENTS ?? '[]') as string[];
const esi = { 'Surrogate-Control': 'content="ESI/1.0"' };
const answers = new Map<string, { body: string; headers: Record<string, string> }>([
  ['/personal', { body: slotPage(SLOTS.map((slot) => include(`/tessera/slots/${slot}`))), headers: esi }],
  ['/included', { body: slotPage(fragments.map((_, i) => include(`/static/${i}`))), headers: esi }],
  ['/plain', { body: slotPage(fragments), headers: {} }],
  ...fragments.map((body, i) => [`/static/${i}`, { body, headers: {} }] as const),
]);
let requests = 0;

createServer((req, res) => {
  const known = answers.get(req.url ?? '');
  if (known) requests += 1;
  const { body, headers } = known ?? { body: String(requests), headers: {} };
  res.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': known ? 'public, s-maxage=86400' : 'no-store',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  res.end(body);
}).listen(Number(process.env.PEER_PORT), '127.0.0.1');
