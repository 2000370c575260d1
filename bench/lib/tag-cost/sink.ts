import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Build } from './builds.js';
import { fragmentStyles, IMAGE, laterFragment, productPage, SWAPPED } from './page.js';

/** What the page's server and the tags' servers in one know afterwards. */
export interface TagSink {
  readonly url: string;
  /** Bodies that a build's tag has sent, since the last call. */
  taken(): readonly string[];
  stop(): void;
}

interface Beacon {
  readonly events?: readonly { readonly type: string }[];
}

/** Serves each build's page under its name, and takes whatever the tags send. The first `scroll` earns another offer. */
export async function startSink(builds: readonly Build[]): Promise<TagSink> {
  let bodies: string[] = [];
  let scrolled = false;
  const decisions = () => ({
    [SWAPPED.slot]: { variant: scrolled ? SWAPPED.after : SWAPPED.before, changed: scrolled },
    product_banner: { variant: 'bannerplain0', changed: false },
    product_related: { variant: 'relatedplain', changed: false },
  });
  const files = new Map<string, [type: string, body: string | Buffer]>([
    ['/tessera/fragments.css', ['text/css', fragmentStyles()]],
    [`/tessera/fragments/${SWAPPED.slot}/${SWAPPED.after}`, ['text/html; charset=utf-8', laterFragment]],
  ]);
  for (const { name, tag, scripts } of builds) {
    files.set(`/${name}`, ['text/html; charset=utf-8', productPage(tag)]);
    for (const [path, script] of Object.entries(scripts)) files.set(path, ['text/javascript', script]);
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (request.method === 'POST') {
      const body = await read(request);
      bodies.push(body);
      if (path !== '/tessera/beacon') return response.writeHead(202).end('ok');
      scrolled ||= ((JSON.parse(body) as Beacon).events ?? []).some(({ type }) => type === 'scroll');
      const now = Date.now();
      response.writeHead(200, { 'content-type': 'application/json', 'tessera-now': String(now) });
      return response.end(
        JSON.stringify({
          visitor: 'bench',
          accepted: 1,
          rejected: [],
          decisions: decisions(),
          until: now + 60_000,
        }),
      );
    }
    if (builds.some(({ name }) => path === `/${name}`)) scrolled = false;
    const [type, body] = path.startsWith('/image/') ? ['image/svg+xml', IMAGE] : (files.get(path) ?? []);
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type ?? 'text/plain' });
    return response.end(body ?? '');
  };
  const server = createServer((request, response) => {
    // A page that is left may break off what it sends.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    taken: () => {
      const taken = bodies;
      bodies = [];
      return taken;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
