// What the stitching benchmarks include from: fragments, and a page with one that takes half a second.
import { createServer, type ServerResponse } from 'node:http';
import { esiPage, fragmentOf } from '../lib/esi-page.js';

const SLOW_MS = 500;
/** Whoever keeps what it may keep asks once a minute. */
const KEPT = { 'Cache-Control': 's-maxage=60' };
const send = (res: ServerResponse, body: string, headers = {}): void => {
  res.writeHead(200, {
    'Content-Type': 'text/html',
    'Cache-Control': 'no-store',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  });
  res.end(body);
};

createServer((req, res) => {
  const path = req.url ?? '/';
  if (path === '/slow') setTimeout(() => send(res, 'at last'), SLOW_MS);
  else if (path === '/page')
    send(res, '<html><h1>first</h1><esi:include src="/slow"/>last</html>', {
      'Surrogate-Control': 'content="ESI/1.0"',
    });
  else if (path === '/esi') send(res, esiPage(), { ...KEPT, 'Surrogate-Control': 'content="ESI/1.0"' });
  else send(res, fragmentOf(path), KEPT);
}).listen(Number(process.env.PEER_PORT), '127.0.0.1');
