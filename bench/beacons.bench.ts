import { beaconRequest } from './lib/beacon-request.js';
import { race, ratios } from './lib/load.js';
import { visitorId } from './lib/million.js';
import { startOurServer } from './lib/our-server.js';
import { peer } from './lib/peer.js';
import { type Bench, keeps, median, spread } from './lib/result.js';

const [OURS, HTTP] = [26_011, 26_012];
const VISITORS = 2_000;

/** Three-event beacons, folded, evaluated and durable, beside a server that only reads and parses the body. */
export const beacons: Bench = {
  names: ['beacon_vs_http'],
  run: async (log) => {
    const server = await startOurServer(OURS);
    const requests = Array.from({ length: VISITORS }, (_, visitor) => beaconRequest(visitorId(visitor)));
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
