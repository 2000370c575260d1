import { race, ratios } from './lib/load.js';
import { startOurServer } from './lib/our-server.js';
import { peer } from './lib/peer.js';
import { type Bench, keeps, median, spread } from './lib/result.js';

const [OURS, HTTP] = [26_011, 26_012];
const VISITORS = 2_000;

/** A beacon as the tag sends it; `0000000000` becomes each request's own number. */
function beacon(visitor: number): string {
  const page = {
    url: 'https://shop.example/p/aero-13',
    path: '/p/aero-13',
    type: 'product',
    category: 'laptops',
  };
  const body = JSON.stringify({
    events: [
      {
        id: '0000000000a',
        type: 'scroll',
        age: 900,
        page,
        props: { depth: 72, velocity: 310, half_ms: 4200 },
      },
      { id: '0000000000b', type: 'dwell', age: 400, page, props: { ms: 1000 } },
      { id: '0000000000c', type: 'focus', age: 10, page, props: { element: 'price', ms: 500 } },
    ],
    context: {
      device: { type: 'desktop', screen: { width: 1440, height: 900 } },
      network: { type: '4g' },
      locale: 'en-GB',
    },
    slots: ['product_banner', 'page_directives'],
    seq: 12,
  });
  const id = String(visitor).padStart(21, 'v');
  return `POST /tessera/beacon HTTP/1.1\r\nHost: shop.example\r\nCookie: tessera_id=${id}\r\nContent-Type: text/plain;charset=UTF-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** Three-event beacons, folded, evaluated and durable, beside a server that only reads and parses the body. */
export const beacons: Bench = {
  names: ['beacon_vs_http'],
  run: async (log) => {
    const server = await startOurServer(OURS);
    const requests = Array.from({ length: VISITORS }, (_, visitor) => beacon(visitor));
    const [, body = ''] = (requests[0] ?? '').split('\r\n\r\n');
    const sample = await fetch(`http://127.0.0.1:${OURS}/tessera/beacon`, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'text/plain' },
    });
    const http = await peer('http-beacon', HTTP, { PEER_ANSWER: await sample.text() });
    try {
      const perSecond = await race(
        [
          { name: 'ours', port: OURS, requests },
          { name: 'node:http', port: HTTP, requests },
        ],
        { rounds: 15, milliseconds: 1_000, connections: 64 },
      );
      const all = ratios(perSecond, 'ours', 'node:http');
      const value = median(all);
      log(`beacon_vs_http: ratios ${spread(all)}`);
      return [
        {
          name: 'beacon_vs_http',
          value,
          unit: 'ratio',
          ours: median(perSecond.get('ours') ?? []),
          peer: median(perSecond.get('node:http') ?? []),
          peerName: 'node:http that reads and parses the body',
          promise: '>= 0.40',
          holds: keeps(value, '>= 0.40'),
          how: `three-event beacons per second of ${VISITORS} visitors, 64 connections, 15 interleaved rounds of 1 s, load from another process`,
        },
      ];
    } finally {
      await Promise.all([server.stop(), http.stop()]);
    }
  },
};
