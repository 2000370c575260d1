import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Ask, crowd, type Host } from '../support/crowd.js';
import { residentMb, socketsOf } from '../support/process-figures.js';
import { opened, textOf } from '../support/raw-http.js';
import { ROOT, type ServerProcess, startServerProcess } from '../support/server-process.js';

const [ORIGIN, SERVER, EDGE] = [25_041, 25_042, 25_043];
const WARM_UPS = 2;
const ROUNDS = 5;
/**
 * So little room that garbage is collected often: what grows all the same is kept by something. As they are by
 * default, heaps grow by 50 MB within twenty rounds before they are tidied.
 */
const SMALL_HEAP = ['--max-old-space-size=64', '--max-semi-space-size=2'];
/** What a quarter of what one connection costs would make, if every one left that behind. */
const MOST_GROWTH_MB = (ROUNDS * 1_000 * 2_500) / 1e6;
/** Connections that the edge keeps open to the server. */
const KEPT = 64;
/** Connections to each that never say more than half a head, and when they must have been closed, ms. */
const LURKERS = 20;
const LURKERS_GONE_MS = 60_000;
const VISITORS = 200;

const PLAIN = 'plain'.padEnd(12, '0');
const OFFER = 'offer'.padEnd(12, '0');
const variant = (key: string, segments: string[]) => ({
  key,
  name: key,
  slots: ['hero'],
  segments: { any: segments },
  locales: { en: { template: 'text', content: { text: `text of ${key}` } } },
});
const catalog = {
  version: 'crowd#1',
  signals: [{ key: 'clicks', kind: 'count', event: 'click' }],
  segments: [{ key: 'clicked', name: 'Clicked', when: { 'signals.clicks': { $gte: 1 } } }],
  slots: [{ key: 'hero', name: 'Hero', fallback: PLAIN, ttl: 300 }],
  variants: [variant(PLAIN, []), variant(OFFER, ['clicked'])],
  experiments: [],
};

const INCLUDE = '<esi:include src="/tessera/slots/hero" onerror="continue"/>';
const pageOf = (words: string): string => `<!doctype html><html><body>${words}${INCLUDE}</body></html>`;
/** The long one is more than a system takes at once for a client that does not read. */
const PAGES = new Map([
  ['/short', pageOf('A few words.')],
  ['/long', pageOf('Words between here and the end of the page. '.repeat(8_000))],
]);

let directory: string;
let origin: Server;
const running: ServerProcess[] = [];
let server: ServerProcess;
let edge: ServerProcess;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'tessera-crowd-'));
  writeFileSync(join(directory, 'catalog.json'), JSON.stringify(catalog));
  origin = createServer((req, res) => {
    res.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'public, s-maxage=3600',
      'Surrogate-Control': 'content="ESI/1.0"',
    });
    res.end(PAGES.get(req.url ?? '') ?? 'another page');
  });
  await new Promise<void>((listening) => origin.listen(ORIGIN, '127.0.0.1', listening));
  server = await start(
    { TESSERA_CATALOG: join(directory, 'catalog.json'), TESSERA_STORE: `embedded:${directory}/store` },
    SERVER,
    ['serve'],
  );
  edge = await start({}, EDGE, ['edge', '--origin', urlOf(ORIGIN), '--fragments', urlOf(SERVER)]);
}, 60_000);

afterAll(async () => {
  for (const { child } of running) child.kill('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  origin.closeAllConnections();
  origin.close();
  rmSync(directory, { recursive: true, force: true });
});

const urlOf = (port: number): string => `http://127.0.0.1:${port}`;

async function start(env: Record<string, string>, port: number, command: string[]): Promise<ServerProcess> {
  const isEdge = command[0] === 'edge';
  const args = [
    ...SMALL_HEAP,
    join(ROOT, 'server/bin/tessera.js'),
    ...command,
    ...(isEdge ? ['--port', String(port)] : []),
  ];
  // The edge passes no /readyz through, but it does pass a page of that name.
  const url = isEdge ? `${urlOf(port)}/pages` : urlOf(port);
  const started = await startServerProcess({ ...env, TESSERA_PORT: String(port) }, url, args);
  running.push(started);
  return started;
}

/** What a good guest asks of each host; a visitor's beacon earns the offer. */
async function hosts(): Promise<Host[]> {
  const fragment = async (name: string): Promise<string> =>
    (await fetch(`${urlOf(SERVER)}/tessera/fragments/hero/${name}`)).text();
  const [plain, offer] = [await fragment('default'), await fragment(OFFER)];
  expect([plain, offer]).toEqual([
    expect.stringContaining(`text of ${PLAIN}`),
    expect.stringContaining(`text of ${OFFER}`),
  ]);
  const visitors = Array.from({ length: VISITORS }, (_, i) => `crowd-${i}`.padEnd(21, 'x'));
  const get = (what: Ask['what'], path: string, cookie: string, body: string): Ask => ({
    what,
    request: textOf('GET', path, { Cookie: cookie }),
    isRight: (answer) => answer.status === 200 && answer.body === body,
  });
  const click = { events: [{ type: 'click', age: 0 }], slots: ['hero'] };
  const beacon = (id: string): Ask => ({
    what: 'beacon',
    request: textOf(
      'POST',
      '/tessera/beacon',
      { 'Content-Type': 'text/plain', Cookie: `tessera_id=${id}` },
      JSON.stringify(click),
    ),
    isRight: ({ status, head, body }) =>
      status === 200 &&
      head.includes(`tsr_hero=${OFFER}`) &&
      body.startsWith(`{"visitor":"${id}","accepted":1,"rejected":[],`) &&
      body.includes(`"variant":"${OFFER}"`),
  });
  const page = (path: string, cookie: string, shown: string): Ask =>
    get('page', path, cookie, (PAGES.get(path) ?? '').replace(INCLUDE, shown));
  const bringing = (id: string): string => `tessera_id=${id}; tsr_hero=${OFFER}`;
  return [
    {
      name: 'the edge',
      port: EDGE,
      asks: visitors.flatMap((id) => [
        page('/short', `tessera_id=${id}`, plain),
        beacon(id),
        page('/long', bringing(id), offer),
        page('/short', bringing(id), offer),
        beacon(id),
        page('/long', '', plain),
        get('fragment', `/tessera/fragments/hero/${OFFER}`, '', offer),
      ]),
    },
    {
      name: 'the server',
      port: SERVER,
      asks: visitors.flatMap((id) => [
        get('fragment', '/tessera/fragments/hero/default', '', plain),
        beacon(id),
        get('fragment', `/tessera/fragments/hero/${OFFER}`, '', offer),
        get('fragment', '/tessera/slots/hero', `tessera_id=${'x'.repeat(21)}`, plain),
        get('fragment', '/tessera/slots/hero', bringing(id), offer),
      ]),
    },
  ];
}

const pidOf = ({ child }: ServerProcess): number => child.pid ?? 0;
const sockets = (): number[] => [server, edge].map((one) => socketsOf(pidOf(one)));
const memory = (): number[] => [server, edge].map((one) => residentMb(pidOf(one)));

/** Waits until the crowd's connections are gone on the other side too. */
async function calm(before: readonly number[]): Promise<void> {
  for (let tries = 0; ; tries++) {
    const open = sockets();
    if (open.every((count, i) => count <= (before[i] ?? 0) + KEPT)) return;
    if (tries > 100) throw new Error(`${open} sockets stay open; before the crowd there were ${before}`);
    await sleep(100);
  }
}

/** How many sockets there are once the crowd's connections have been taken in; a busy machine takes a while. */
async function accepted(): Promise<number[]> {
  for (let tries = 0; ; tries++) {
    const open = sockets();
    if (open.every((count) => count > 1_000 + LURKERS) || tries > 100) return open;
    await sleep(50);
  }
}

/** Says half a head and no more; resolves when it has been hung up on. */
async function lurker(port: number): Promise<void> {
  const socket = await opened(port);
  const closed = new Promise<void>((gone) => socket.once('close', () => gone()));
  socket.on('error', () => undefined).resume();
  socket.write('GET /short HTTP/1.1\r\nHost: shop.exa');
  return closed;
}

it('2,000 connections, slow, rude and vanishing ones among them: every good request is answered rightly, and nothing of them stays', async () => {
  const asked = await hosts();
  const begun = performance.now();
  const lurkers = asked.flatMap(({ port }) => Array.from({ length: LURKERS }, () => lurker(port)));
  await sleep(100);
  const socketsBefore = sockets();
  let socketsAtOnce: number[] = [];
  const total = { page: 0, fragment: 0, beacon: 0, aborted: 0, refused: 0 };
  const complaints: string[] = [];
  const memories: number[][] = [];
  for (let round = 0; round < WARM_UPS + ROUNDS; round++) {
    const outcome = await crowd(asked, async () => {
      socketsAtOnce = await accepted();
    });
    for (const what of ['page', 'fragment', 'beacon'] as const) total[what] += outcome.asked[what];
    total.aborted += outcome.aborted;
    total.refused += outcome.refused;
    complaints.push(...outcome.complaints);
    await calm(socketsBefore);
    memories.push(memory());
  }
  const [warm = [], last = []] = [memories[WARM_UPS - 1], memories.at(-1)];
  const rounded = (all: readonly number[]): string => all.map((mb) => mb.toFixed(0)).join(' and ');
  console.log(
    `${WARM_UPS + ROUNDS} rounds of a crowd on server and edge (${socketsAtOnce.join(' and ')} sockets at once) in ` +
      `${Math.round((performance.now() - begun) / 1_000)} s: ${total.page} pages, ${total.fragment} fragments and ` +
      `${total.beacon} beacons, ${complaints.length} not answered rightly; ${total.refused} malformed requests refused, ` +
      `${total.aborted} requests given up; ${rounded(warm)} MB after ${WARM_UPS} rounds, ${rounded(last)} MB after all`,
  );
  expect(complaints.slice(0, 10)).toEqual([]);
  for (const [i, before] of warm.entries()) expect((last[i] ?? NaN) - before).toBeLessThan(MOST_GROWTH_MB);
  // 1,000 of the crowd each, the lurkers, and one that listens.
  for (const count of socketsAtOnce) expect(count).toBeGreaterThan(1_000 + LURKERS);
  expect(edge.output().trim().split('\n')).toEqual([expect.stringMatching(/^edge on /)]);
  // Only errors are logged here: whoever leaves in the middle is none, so nobody can fill the log.
  expect(server.output()).toBe('');

  const stay = sleep(Math.max(0, begun + LURKERS_GONE_MS - performance.now()), 'stay', { ref: false });
  expect(await Promise.race([Promise.all(lurkers).then(() => 'gone'), stay])).toBe('gone');
}, 90_000);
