import { race, ratios } from './lib/load.js';
import { startOurServer } from './lib/our-server.js';
import { peer } from './lib/peer.js';
import { type Bench, keeps, median, spread } from './lib/result.js';

const [OURS, HTTP, EXPRESS] = [26_001, 26_002, 26_003];
const PATH = '/tessera/fragments/home_hero/laptops00000?locale=en';

/** Fragment answers per second beside bare node:http and an idiomatic Express route. */
export const fragments: Bench = {
  names: ['fragment_vs_http', 'fragment_vs_express'],
  run: async (log) => {
    const server = await startOurServer(OURS);
    const answer = await fetch(`http://127.0.0.1:${OURS}${PATH}`);
    const own = ['date', 'connection', 'keep-alive'];
    const headers = Object.fromEntries([...answer.headers].filter(([name]) => !own.includes(name)));
    const env = { PEER_ANSWER: JSON.stringify({ headers, body: await answer.text() }) };
    const http = await peer('http-fragment', HTTP, env);
    const express = await peer('express-fragment', EXPRESS, env);
    const requests = [`GET ${PATH} HTTP/1.1\r\nHost: shop.example\r\n\r\n`];
    try {
      const perSecond = await race(
        [
          { name: 'ours', port: OURS, requests },
          { name: 'node:http', port: HTTP, requests },
          { name: 'Express', port: EXPRESS, requests },
        ],
        { rounds: 15, milliseconds: 700, connections: 32 },
      );
      return [
        { name: 'fragment_vs_http', peerName: 'node:http', promise: '>= 0.80' },
        { name: 'fragment_vs_express', peerName: 'Express', promise: '>= 4' },
      ].map(({ name, peerName, promise }) => {
        const all = ratios(perSecond, 'ours', peerName);
        const value = median(all);
        log(`${name}: ratios ${spread(all)}`);
        return {
          name,
          value,
          unit: 'ratio',
          ours: median(perSecond.get('ours') ?? []),
          peer: median(perSecond.get(peerName) ?? []),
          peerName,
          promise,
          holds: keeps(value, promise),
          how: 'answers per second over loopback, 32 connections, 15 interleaved rounds of 0.7 s, load from another process',
        };
      });
    } finally {
      await Promise.all([server.stop(), http.stop(), express.stop()]);
    }
  },
};
