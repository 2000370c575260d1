import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Edge } from '@tessera/edge';
import { concat, DEFAULT_LIMITS, type IncludeFetch, parse, readUpTo, stitch } from '@tessera/esi-fragments';

import { esiPage, fragmentOf, INCLUDES, stitchedPage } from './lib/esi-page.js';
import { ROOT } from './lib/our-server.js';
import { peer } from './lib/peer.js';
import { startProgram } from './lib/program.js';
import { type Bench, keeps, median, type Result, spread } from './lib/result.js';

const [ORIGIN_PORT, EDGE_PORT] = [26_041, 26_042];
const ORIGIN = `http://127.0.0.1:${ORIGIN_PORT}`;
const ROUNDS = 11;
const ROUND_MS = 400;
/** Pages being stitched at the same time. */
const AT_ONCE = 8;
const FIRST_BYTES = 15;

type StitchPage = () => Promise<string>;

/** Stitching beside the two packages that do it, and how soon a page begins. */
export const stitching: Bench = {
  names: ['stitch_vs_nodesi', 'stitch_vs_esi', 'stitch_first_byte_ms'],
  run: async (log) => {
    const origin = await peer('esi-origin', ORIGIN_PORT, {});
    try {
      return [
        await versus(log, 'stitch_vs_nodesi', 'nodesi', [oursFromMemory, nodesiFromMemory()], {
          how: 'each page parsed anew, fragments in memory',
        }),
        await versus(log, 'stitch_vs_esi', 'esi', [oursThroughEdge(), esiOverHttp()], {
          how: 'page and fragments from an origin in another process that lets them be kept for a minute: our edge keeps them, that package has no cache',
        }),
        await firstByte(log),
      ];
    } finally {
      await origin.stop();
    }
  },
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const html = new Headers({ 'content-type': 'text/html' });
const fragments = new Map(Array.from({ length: INCLUDES }, (_, i) => [`/f/${i}`, fragmentOf(`/f/${i}`)]));
const fragmentAt = (path: string): string => fragments.get(path) ?? '';

/** Parsed anew for each page, as the others do, though a page that is kept would be parsed once. */
async function ours(page: string, base: string, fetch: IncludeFetch): Promise<string> {
  const nodes = parse(encoder.encode(page), DEFAULT_LIMITS.tagBytes);
  const stitched = stitch(nodes, { url: new URL('/page', base), fetch });
  const bytes = stitched instanceof ReadableStream ? await readUpTo(stitched, 1e7) : concat(stitched);
  return decoder.decode(bytes);
}

const inMemory: IncludeFetch = async ({ url }) => ({
  status: 200,
  headers: html,
  body: encoder.encode(fragmentAt(url.pathname)),
});
const PAGE = esiPage();
const PAGE_OVER_HTTP = esiPage(ORIGIN);
const oursFromMemory: StitchPage = () => ours(PAGE, 'https://shop.example', inMemory);
/** The page as it must come out; with longer addresses it has a little less text. */
const rightPages = new Set([stitchedPage(), stitchedPage(ORIGIN)]);

/** The whole edge, as it answers a visitor. */
function oursThroughEdge(): StitchPage {
  const edge = new Edge({ origin: new URL(ORIGIN) });
  const request = { method: 'GET', url: 'https://shop.example/esi', headers: new Headers(), body: null };
  return async () => {
    const { body } = await edge.handle(request);
    if (body === null) throw new Error('the edge gave nothing');
    const bytes = body instanceof ReadableStream ? await readUpTo(body, 1e7) : concat(body);
    return decoder.decode(bytes);
  };
}

const require = createRequire(import.meta.url);

function nodesiFromMemory(): StitchPage {
  const NodeEsi = require('nodesi') as new (options: object) => { process(page: string): Promise<string> };
  const httpClient = async (url: string) => ({
    status: 200,
    text: async () => fragmentAt(new URL(url).pathname),
  });
  const nodesi = new NodeEsi({ baseUrl: 'https://shop.example', httpClient });
  return () => nodesi.process(PAGE);
}

function esiOverHttp(): StitchPage {
  const esi = require('esi/src/esi.js') as (
    page: string,
    encoding: string,
    variables: object,
  ) => Promise<string>;
  return async () => String(await esi(PAGE_OVER_HTTP, 'utf8', {}));
}

/** Both must give the same page before they are raced. */
async function versus(
  log: (line: string) => void,
  name: string,
  peerName: string,
  [our, theirs]: readonly [StitchPage, StitchPage],
  { how }: { how: string },
): Promise<Result> {
  for (const [who, stitchPage] of [
    ['ours', our],
    [peerName, theirs],
  ] as const)
    if (!rightPages.has(await stitchPage()))
      throw new Error(`${who} does not stitch the page as it should be`);
  const [mine, others]: [number[], number[]] = [[], []];
  for (let round = -1; round < ROUNDS; round++) {
    const rates = [await perSecond(our), await perSecond(theirs)] as const;
    if (round < 0) continue;
    mine.push(rates[0]);
    others.push(rates[1]);
  }
  const all = mine.map((rate, round) => rate / (others[round] ?? Number.NaN));
  log(`${name}: ratios ${spread(all)}`);
  const value = median(all);
  const promise = '>= 3';
  return {
    name,
    value,
    unit: 'ratio',
    ours: median(mine),
    peer: median(others),
    peerName,
    promise,
    holds: keeps(value, promise),
    how: `pages per second in one process, 50 KB with ten includes of 1 KB, ${how}, ${AT_ONCE} at a time, ${ROUNDS} interleaved rounds of ${ROUND_MS} ms`,
  };
}

async function perSecond(stitchPage: StitchPage): Promise<number> {
  const start = performance.now();
  let pages = 0;
  const work = async (): Promise<void> => {
    while (performance.now() - start < ROUND_MS) {
      await stitchPage();
      pages += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return pages / ((performance.now() - start) / 1_000);
}

/** Through the Node edge as users start it: from the request to the page's first byte. */
async function firstByte(log: (line: string) => void): Promise<Result> {
  const edge = await startProgram(
    [join(ROOT, 'server/bin/tessera.js'), 'edge', '--origin', ORIGIN, '--port', String(EDGE_PORT)],
    {},
    `http://127.0.0.1:${EDGE_PORT}/f/0`,
  );
  try {
    const [first, whole]: [number[], number[]] = [[], []];
    for (let i = 0; i < FIRST_BYTES; i++) {
      const start = performance.now();
      const response = await fetch(`http://127.0.0.1:${EDGE_PORT}/page`);
      const reader = response.body?.getReader();
      const { value } = (await reader?.read()) ?? {};
      first.push(performance.now() - start);
      if (!decoder.decode(value).startsWith('<html><h1>first</h1>'))
        throw new Error('the page begins otherwise');
      while (!(await reader?.read())?.done);
      whole.push(performance.now() - start);
    }
    log(`stitch_first_byte_ms: ${spread(first)} ms; the whole page ${spread(whole)} ms`);
    const value = median(first);
    return {
      name: 'stitch_first_byte_ms',
      value,
      unit: 'ms',
      ours: value,
      peer: median(whole),
      peerName: 'the whole page',
      promise: '<= 20',
      holds: keeps(value, '<= 20'),
      how: `from the request to the first byte of a page with one include that takes 500 ms, through the Node edge, median of ${FIRST_BYTES}`,
    };
  } finally {
    await edge.stop();
  }
}
