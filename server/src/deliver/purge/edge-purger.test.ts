import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEdge } from '@tessera/edge/node';
import { edgePurger } from './edge-purger.js';
import type { Kept } from './fakes/fake-cdn.suite.js';
import { TOKEN } from './fakes/fake-edge.suite.js';
import { LAPTOPS, OFFER, type PurgedCdn, purgerSuite } from './purger.suite.js';

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

/** Our real edge before a server that answers with tags. */
async function openEdge(): Promise<PurgedCdn> {
  const tagsOf = new Map<string, readonly string[]>();
  const server = createServer((req, res) => {
    const headers = { 'Content-Type': 'text/html', 'Cache-Control': 'public, s-maxage=600' };
    const tags = tagsOf.get(req.url ?? '') ?? [];
    res.writeHead(200, { ...headers, xkey: tags.join(' ') }).end('<p>here</p>');
  });
  const origin = await listening(server);
  const edge = await startEdge({ origin, fragments: origin, port: 0, purgeToken: TOKEN });
  let purges = 0;
  const purger = edgePurger({ kind: 'edge', url: new URL(edge.url), token: TOKEN });
  let kept: readonly Kept[] = [];
  const cacheState = async (url: string): Promise<string | null> => {
    const { pathname, search } = new URL(url);
    const response = await fetch(`${edge.url}${pathname}${search}`);
    await response.text();
    return response.headers.get('x-tessera-cache');
  };
  return {
    purger: {
      ...purger,
      purgeTags: (tags, reference) => {
        purges += 1;
        return purger.purgeTags(tags, reference);
      },
    },
    keep: async (all) => {
      kept = all;
      for (const { url, tags } of all) {
        const { pathname, search } = new URL(url);
        tagsOf.set(`${pathname}${search}`, tags);
        expect(await cacheState(url)).toBe('MISS');
      }
      for (const { url } of all) expect(await cacheState(url)).toBe('HIT');
    },
    held: async () => {
      const held: string[] = [];
      for (const { url } of kept) if ((await cacheState(url)) === 'HIT') held.push(url);
      return held;
    },
    calls: () => purges,
    stop: async () => {
      await edge.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

purgerSuite('our Node edge itself', openEdge, { secrets: [TOKEN], can: [], refuses: false });

it('the real edge refuses a wrong token, and keeps what it has', async () => {
  const cdn = await openEdge();
  await cdn.keep([LAPTOPS, OFFER]);
  const url = new URL(cdn.purger.name.slice('edge:'.length));
  for (const token of ['wrong', null]) {
    await expect(edgePurger({ kind: 'edge', url, token }).purgeTags(['tessera'], 'r')).rejects.toMatchObject({
      message: `it answered ${token === null ? 401 : 403}`,
      lasting: true,
    });
  }
  expect(await cdn.held()).toEqual([LAPTOPS.url, OFFER.url]);
  await cdn.stop();
});
