import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { startVarnish, varnishInstalled } from '@tessera/edge/varnish';
import { benchCatalog } from './lib/bench-catalog.js';
import { startOurServer } from './lib/our-server.js';
import { askForPages, type PageLoad } from './lib/page-load.js';
import { peer } from './lib/peer.js';
import { keepTo, processorsOf, single } from './lib/processors.js';
import { type Bench, keeps, median, type Result, spread } from './lib/result.js';
import { slotPage } from './lib/slot-page.js';
import { SLOT_VISITORS, type SlotVisitor } from './lib/slot-visitors.js';

const [ORIGIN, SERVER, VARNISH] = [26_051, 26_052, 26_053];
const ROUNDS = 15;
const ROUND_MS = 1_000;
const CONNECTIONS = 32;
/** From this share of a processor on, asking may be what limits the figures. */
const BUSY = 0.9;

/** As a browser asks: it takes gzip, which spares Varnish unpacking, so that what differs weighs more. */
const HEADERS = {
  Host: 'shop.example',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0',
  Accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
  'Accept-Language': 'en-GB,en;q=0.9',
  'Accept-Encoding': 'gzip',
};

type Pages = PageLoad['pages'];
type Fragments = ReadonlyMap<string, string>;

/** Pages with three personal slots through Varnish, beside the same page with three fragments for everybody. */
export const varnishPage: Bench = {
  names: ['varnish_page_vs_static'],
  run: async (log) => {
    if (!varnishInstalled()) {
      const missing = 'varnishd is missing (Debian: apt-get install varnish varnish-modules)';
      log(`varnish_page_vs_static: left out, ${missing}`);
      return [];
    }
    const directory = mkdtempSync(join(tmpdir(), 'tessera-bench-'));
    const catalog = join(directory, 'catalog.json');
    writeFileSync(catalog, JSON.stringify(lasting(benchCatalog())));
    const running: { stop(): Promise<void> }[] = [];
    const { all, first, second } = processors();
    try {
      running.push(await startOurServer(SERVER, { TESSERA_CATALOG: catalog }));
      const fragments = await everyFragment();
      const everybodys = pieces(fragments, SLOT_VISITORS.at(-1));
      running.push(await peer('slot-page-origin', ORIGIN, { PEER_FRAGMENTS: JSON.stringify(everybodys) }));
      // Varnish has one processor to itself, and whoever asks the other: so neither takes from the other.
      if (first) keepTo(first);
      running.push(
        await startVarnish({
          listen: { port: VARNISH },
          page: { host: '127.0.0.1', port: ORIGIN },
          fragments: { host: '127.0.0.1', port: SERVER },
        }),
      );
      if (all) keepTo(all);
      const contenders = {
        personal: await rightPages('/personal', (visitor) => pieces(fragments, visitor)),
        static: await rightPages('/included', () => everybodys),
        plain: await rightPages('/plain', () => everybodys),
      };
      return [await race(log, contenders, second)];
    } finally {
      if (all) keepTo(all);
      for (const { stop } of running.reverse()) await stop();
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

/** All processors, and two of them; null where there is only one, or where they can't be chosen. */
function processors(): Record<'all' | 'first' | 'second', string | null> {
  const all = processorsOf();
  const [first, second] = all === null ? [] : single(all);
  return first && second ? { all, first, second } : { all: null, first: null, second: null };
}

/** With fragments that outlast the measuring. */
function lasting(catalog: unknown): unknown {
  const { slots, ...rest } = catalog as { slots: object[] };
  return { ...rest, slots: slots.map((slot) => ({ ...slot, ttl: 86_400 })) };
}

/** What the fragment server has for the page's slots, by slot and variant. */
async function everyFragment(): Promise<Fragments> {
  const wanted = new Set(SLOT_VISITORS.flatMap(({ shown }) => shown));
  const fragments = new Map<string, string>();
  for (const shown of wanted) {
    const answer = await fetch(`http://127.0.0.1:${SERVER}/tessera/fragments/${shown}`);
    if (answer.status !== 200) throw new Error(`${shown} was answered ${answer.status}`);
    fragments.set(shown, await answer.text());
  }
  if (new Set(fragments.values()).size !== wanted.size) throw new Error('fragments are not all different');
  return fragments;
}

const pieces = (fragments: Fragments, visitor: SlotVisitor | undefined): string[] =>
  (visitor?.shown ?? []).map((shown) => fragments.get(shown) ?? '');

/** Every visitor's request for a page, once it has been answered rightly, and from the cache. */
async function rightPages(path: string, piecesFor: (visitor: SlotVisitor) => string[]): Promise<Pages> {
  const pages: Pages[number][] = [];
  for (const visitor of SLOT_VISITORS) {
    const headers = { ...HEADERS, Cookie: visitor.cookie };
    await answerTo(path, headers);
    const { body, ...answer } = await answerTo(path, headers);
    const text = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString();
    if (text !== slotPage(piecesFor(visitor)))
      throw new Error(`${path} for ${visitor.shown}: not the page it should be`);
    const state = answer.headers['x-tessera-cache'];
    if (state !== 'HIT') throw new Error(`${path} for ${visitor.shown} is ${state}; it should be HIT`);
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    pages.push({ request: `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`, bytes: body.length });
  }
  return pages;
}

/** As it comes over the wire. */
function answerTo(
  path: string,
  headers: Record<string, string>,
): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: VARNISH, path, headers, agent: false }, (answer) => {
      buffer(answer).then((body) => resolve({ headers: answer.headers, body }), reject);
    }).on('error', reject);
  });
}

async function race(
  log: (line: string) => void,
  contenders: Record<'personal' | 'static' | 'plain', Pages>,
  processor: string | null,
): Promise<Result> {
  const names = Object.keys(contenders) as (keyof typeof contenders)[];
  const perSecond = { personal: [] as number[], static: [] as number[], plain: [] as number[] };
  const asking: number[] = [];
  const before = await requestsBehind();
  for (let round = -1; round < ROUNDS; round++) {
    for (const name of names) {
      const load = {
        port: VARNISH,
        connections: CONNECTIONS,
        milliseconds: ROUND_MS,
        pages: contenders[name],
      };
      const { answers, wrong, seconds, busy } = await askForPages(load, processor);
      if (wrong > 0) throw new Error(`${name}: ${wrong} of ${answers} pages were not as they must be`);
      // The first round only warms up.
      if (round < 0) continue;
      perSecond[name].push(answers / seconds);
      if (name !== 'plain') asking.push(busy);
    }
  }
  const after = await requestsBehind();
  if (after !== before) throw new Error(`${after - before} requests went past Varnish while measuring`);
  const ratios = (name: 'static' | 'plain') =>
    perSecond.personal.map((rate, round) => rate / (perSecond[name][round] ?? Number.NaN));
  const value = median(ratios('static'));
  log(`varnish_page_vs_static: ratios ${spread(ratios('static'))}`);
  log(
    `pages per second without includes: ${Math.round(median(perSecond.plain))}; personal ÷ that: ${spread(ratios('plain'))}`,
  );
  const limit = Math.max(...asking) > BUSY ? ', which may have been the limit' : '';
  log(`asking took ${spread(asking)} of a processor${limit}`);
  const promise = '>= 0.80';
  return {
    name: 'varnish_page_vs_static',
    value,
    unit: 'ratio',
    ours: median(perSecond.personal),
    peer: median(perSecond.static),
    peerName: 'the same page with static fragments',
    promise,
    holds: keeps(value, promise),
    how: HOW,
  };
}

const HOW = `20 KB pages with three includes per second through Varnish with our configuration, asked for with gzip and the cookies of ${SLOT_VISITORS.length} visitors, one for each combination of decisions; beside it the same with includes of the page's own origin that no cookie changes, of the same bytes; everything from the cache; ${CONNECTIONS} connections, ${ROUNDS} interleaved rounds of ${ROUND_MS / 1_000} s, load from another process, each kept to a processor of its own where that can be done`;

/** How many requests the page's origin and the fragment server have answered for pages so far. */
async function requestsBehind(): Promise<number> {
  const pages = await fetch(`http://127.0.0.1:${ORIGIN}/requests`);
  const metrics = await fetch(`http://127.0.0.1:${SERVER}/metrics`, {
    headers: { Authorization: 'Bearer bench' },
  });
  const counts = (await metrics.text()).matchAll(
    /^tessera_request_seconds_count\{route="\/tessera\/(?:fragments|slots)[^}]*\} (\d+)$/gm,
  );
  const fragments = [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
  if (fragments === 0) throw new Error('the server tells of no fragment requests, though there were some');
  return Number(await pages.text()) + fragments;
}
