import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { EdgeVM } from '@edge-runtime/vm';
import { edgeRequest } from '../node/request.js';
import { respond } from '../node/respond.js';
import { bundle } from '../testing/bundle.js';
import { describeEdge } from '../testing/edge.suite.js';

// Vercel's edge runtime is what Vercel publishes of it for local use; in front of it stands a server of ours.
describeEdge(
  'the edge on Vercel’s edge runtime',
  async ({ page, fragments, purgeToken, fragmentMs }) => {
    const settings = {
      TESSERA_ORIGIN: `http://${page.host}:${page.port}`,
      TESSERA_FRAGMENTS: `http://${fragments.host}:${fragments.port}`,
      TESSERA_PURGE_TOKEN: purgeToken,
    };
    const code = await bundle(join(__dirname, '../testing/fetch-listener.ts'), 'iife');
    const vm = new EdgeVM({ initialCode: `${code}; listen(${JSON.stringify(settings)}, ${fragmentMs});` });
    const server = createServer(async (incoming, outgoing) => {
      const gone = new AbortController();
      outgoing.once('close', () => gone.abort());
      const request = edgeRequest(incoming, gone.signal);
      if (!request) return void outgoing.writeHead(400).end();
      const { method, url, headers, body } = request;
      headers.set('x-real-ip', '127.0.0.1');
      const init = { method, headers: [...headers], redirect: 'manual' as const, body, duplex: 'half' };
      const answer = await vm.dispatchFetch(url, init as RequestInit);
      await respond(incoming, outgoing, answer);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
    };
  },
  // Vercel compresses around the runtime, which can't set Host.
  { gzip: true, host: false },
);
