import { race, ratios } from './lib/load.js';
import { startOurServer } from './lib/our-server.js';
import { peer } from './lib/peer.js';
import { type Bench, keeps, median, type Result, spread } from './lib/result.js';

const [OURS, HTTP] = [26_021, 26_022];
const VISITORS = 2_000;
const KEY = 'bench-key';
const PROMISE = '>= 0.25';

/** Three events of one browser, as each tag's client sends them; `0000000000` becomes each request's own number. */
const DIALECTS: Readonly<
  Record<string, { readonly path: string; readonly headers: string; body(browser: string): object }>
> = {
  segment: {
    path: '/collect/segment/v1/batch',
    headers: `Authorization: Basic ${Buffer.from(`${KEY}:`).toString('base64')}\r\n`,
    body: (browser) => ({
      batch: ['Product Viewed', 'Product Added', 'Cart Viewed'].map((event, i) => ({
        type: 'track',
        event,
        anonymousId: browser,
        messageId: `0000000000${i}`,
        properties: { product_id: 'aero-13', price: 1199, url: 'https://shop.example/p/aero-13' },
        timestamp: '2026-11-30T12:00:00.000Z',
      })),
      sentAt: '2026-11-30T12:00:01.000Z',
    }),
  },
  mixpanel: {
    path: '/collect/mixpanel/track',
    headers: '',
    body: (browser) =>
      ['Product Viewed', 'Product Added', 'Cart Viewed'].map((event, i) => ({
        event,
        properties: {
          token: KEY,
          distinct_id: `$device:${browser}`,
          $device_id: browser,
          $insert_id: `0000000000${i}`,
          product_id: 'aero-13',
          price: 1199,
          $current_url: 'https://shop.example/p/aero-13',
        },
      })),
  },
  snowplow: {
    path: '/collect/snowplow/com.snowplowanalytics.snowplow/tp2',
    headers: '',
    body: (browser) => ({
      schema: 'iglu:com.snowplowanalytics.snowplow/payload_data/jsonschema/1-0-4',
      data: ['view_item', 'add_item', 'view_cart'].map((action, i) => ({
        e: 'se',
        aid: KEY,
        duid: browser,
        eid: `0000000000${i}`,
        se_ca: 'shop',
        se_ac: action,
        url: 'https://shop.example/p/aero-13',
        dtm: '1764504000000',
        stm: '1764504001000',
      })),
    }),
  },
};

/** What other tags' clients send, taken, folded and durable, beside a server that only reads and parses the body. */
export const dialects: Bench = {
  names: Object.keys(DIALECTS).map(nameOf),
  run: async (log) => {
    const server = await startOurServer(OURS, { TESSERA_COLLECT_KEYS: KEY, TESSERA_VISITOR_RATE: '0' });
    const http = await peer('http-beacon', HTTP, { PEER_ANSWER: '{"success":true}' });
    const results: Result[] = [];
    try {
      for (const [dialect, { path, headers, body }] of Object.entries(DIALECTS)) {
        const requests = Array.from({ length: VISITORS }, (_, i) => {
          const json = JSON.stringify(body(`browser-${i}`));
          const head = `POST ${path} HTTP/1.1\r\nHost: shop.example\r\nContent-Type: application/json\r\n${headers}`;
          return `${head}Content-Length: ${Buffer.byteLength(json)}\r\n\r\n${json}`;
        });
        const perSecond = await race(
          [
            { name: 'ours', port: OURS, requests },
            { name: 'node:http', port: HTTP, requests },
          ],
          { rounds: 9, milliseconds: 1_000, connections: 64 },
        );
        const all = ratios(perSecond, 'ours', 'node:http');
        const value = median(all);
        log(`${nameOf(dialect)}: ratios ${spread(all)}`);
        results.push({
          name: nameOf(dialect),
          value,
          unit: 'ratio',
          ours: median(perSecond.get('ours') ?? []),
          peer: median(perSecond.get('node:http') ?? []),
          peerName: 'node:http that reads and parses the body',
          promise: PROMISE,
          holds: keeps(value, PROMISE),
          how: `batches of three events per second of ${VISITORS} browsers, 64 connections, 9 interleaved rounds of 1 s, load from another process`,
        });
      }
      return results;
    } finally {
      await Promise.all([server.stop(), http.stop()]);
    }
  },
};

function nameOf(dialect: string): string {
  return `collect_${dialect}_vs_http`;
}
