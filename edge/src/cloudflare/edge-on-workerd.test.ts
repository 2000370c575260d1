import { join } from 'node:path';
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
