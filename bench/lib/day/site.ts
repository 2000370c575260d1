import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Edge } from '@tessera/edge';
import { concat, readUpTo } from '@tessera/esi-fragments';
import { readSettings, startServer } from '@tessera/server';
import { PAGES } from './pages.js';

const ADMIN = { Authorization: 'Bearer bench' };
const SHOP = 'http://shop.internal';

/** Pages stay all day: how often they are asked for is not what is counted. */
const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'public, max-age=0, s-maxage=86400',
  'surrogate-control': 'content="ESI/1.0"',
};

/** One edge, the shop's pages and the real fragment server over loopback; all by one clock. */
export async function startSite(catalog: object, clock: () => number) {
  const directory = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
  const file = join(directory, 'catalog.json');
  const write = (published: object) => writeFileSync(file, JSON.stringify(published));
  write(catalog);
  const server = await startServer(
    readSettings({
      TESSERA_CATALOG: file,
      TESSERA_CATALOG_POLL: '86400',
      TESSERA_PORT: '0',
      TESSERA_STORE: `embedded:${join(directory, 'store')}`,
      TESSERA_LOG: 'silent',
      TESSERA_ADMIN_TOKEN: 'bench',
    }),
    { clock },
  );
  const pages = new Map(PAGES.map(({ path, html }) => [path, html]));
  const counts = { requests: 0, notModified: 0 };
  /** Every address that was asked for at least once. */
  const asked = { fragments: new Set<string>(), pages: new Set<string>() };
  const work: Promise<unknown>[] = [];
  const edge = new Edge({
    origin: new URL(SHOP),
    fragments: new URL(server.url),
    now: clock,
    fetch: async (url, init) => {
      if (url.origin === SHOP) {
        asked.pages.add(url.href);
        return new Response(pages.get(url.pathname) ?? null, { headers: PAGE_HEADERS });
      }
      counts.requests += 1;
      asked.fragments.add(url.href);
      const answer = await fetch(url, init);
      if (answer.status === 304) counts.notModified += 1;
      return answer;
    },
  });
  return {
    edge,
    counts,
    asked,
    /** The body of an answer, once everything that it set going has ended: origins answer at once. */
    async get(path: string, headers: Headers): Promise<string> {
      const request = { method: 'GET', url: `https://shop.example${path}`, headers, body: null };
      const { status, body } = await edge.handle(request, { waitUntil: (one) => work.push(one) });
      if (status !== 200 || body === null) throw new Error(`${path} was answered ${status}`);
      const bytes = body instanceof ReadableStream ? await readUpTo(body, 1e6) : concat(body);
      while (work.length > 0) await Promise.all(work.splice(0));
      return decoder.decode(bytes);
    },
    async publish(published: object): Promise<void> {
      write(published);
      const answer = await fetch(`${server.url}/admin/catalog`, { method: 'POST', headers: ADMIN });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`a catalog was answered ${answer.status}: ${text}`);
    },
    async stop(): Promise<void> {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

const decoder = new TextDecoder();
