import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare } from 'miniflare';
import { bundle } from '../testing/bundle.js';
import { describeEdge } from '../testing/edge.suite.js';

// workerd is what runs Workers at Cloudflare; miniflare starts it here, with a real Cache API.
describeEdge(
  'the edge on workerd',
  async ({ page, fragments, purgeToken, fragmentMs }) => {
    const worker = new Miniflare({
      modules: [
        { type: 'ESModule', path: 'worker.js', contents: WRAPPED },
        {
          type: 'ESModule',
          path: 'tessera.js',
          contents: await bundle(join(__dirname, 'worker.ts'), 'esm'),
        },
      ],
      compatibilityDate: '2026-04-01',
      bindings: {
        TESSERA_ORIGIN: `http://${page.host}:${page.port}`,
        TESSERA_FRAGMENTS: `http://${fragments.host}:${fragments.port}`,
        TESSERA_PURGE_TOKEN: purgeToken,
        INCLUDE_MS: fragmentMs,
      },
    });
    const url = await worker.ready;
    return { url: url.origin, stop: () => worker.dispose() };
  },
  // Workers can’t set Host, and what stands in the Cache API can’t be counted.
  { host: false, purgeCount: false },
);

/** The shipped Worker but for its patience. */
const WRAPPED = `
import { createWorker } from './tessera.js';
let worker;
export default {
  fetch(request, env, context) {
    worker ??= createWorker({ limits: { includeMs: env.INCLUDE_MS } });
    return worker.fetch(request, env, context);
  },
};`;

it('the Worker as it is shipped says so when it is not set up, and logs why', async () => {
  const contents = await bundle(join(__dirname, 'worker.ts'), 'esm');
  let log = '';
  const worker = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents }],
    compatibilityDate: '2026-04-01',
    bindings: { TESSERA_ORIGIN: 'shop.example' },
    handleRuntimeStdio: (...streams: Readable[]) => {
      for (const stream of streams)
        stream.on('data', (data: Buffer) => {
          log += data;
        });
    },
  });
  try {
    const response = await fetch(await worker.ready);
    expect([response.status, response.headers.get('cache-control')]).toEqual([500, 'no-store']);
    expect(await response.text()).not.toContain('TESSERA');
    expect(log).toContain('TESSERA_ORIGIN is "shop.example"; allowed: an address');
  } finally {
    await worker.dispose();
  }
});
