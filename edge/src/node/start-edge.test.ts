import { createServer, request } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { ask, closeBrowsers } from '../testing/browser.js';
import { StubOrigin } from '../testing/stub-origin.js';
import { type RunningEdge, startEdge } from './start-edge.js';

const esi = { 'Content-Type': 'text/html', 'Surrogate-Control': 'content="ESI/1.0"' };
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let running: RunningEdge | undefined;
const shop = new StubOrigin();
const start = async (port = shop.port) => {
  running = await startEdge({ origin: `http://127.0.0.1:${port}`, port: 0, closeMs: 300 });
  return running.url;
};

beforeAll(() => shop.start());
afterEach(async () => {
  closeBrowsers();
  await running?.close();
  running = undefined;
});
afterAll(() => shop.stop());

/** Sends bytes as they are and gives what comes back until the connection ends. */
function raw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(text));
    let got = '';
    socket.on('data', (data) => {
      got += data;
    });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });
}

describe('the edge on node:http', () => {
  it.each([
    ['no Host', 'GET / HTTP/1.0\r\n\r\n'],
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b/c\r\nConnection: close\r\n\r\n'],
    [
      'an address for a forward proxy',
      'GET http://evil.example/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    ],
    ['no HTTP at all', 'hello\r\n\r\n'],
  ])('answers 400 to %s', async (_, text) => {
    const url = await start();
    expect(await raw(url, text)).toMatch(/^HTTP\/1\.1 400 /);
    expect(shop.seen).toEqual([]);
  });

  it('sends the beginning of a page at once, compressed too, while a fragment is slow', async () => {
    shop.answers['/slow-page'] = { headers: esi, body: '<p>first</p><esi:include src="/slow"/>end' };
    shop.answers['/slow'] = { headers: { 'Content-Type': 'text/html' }, body: '[slow]', delay: 400 };
    const url = new URL('/slow-page', await start());
    for (const encoding of ['identity', 'gzip']) {
      const started = performance.now();
      const first = await new Promise<number>((resolve, reject) => {
        const sent = request(url, { headers: { 'accept-encoding': encoding } }, (received) => {
          received.once('data', () => resolve(performance.now() - started));
          received.resume();
        });
        sent.on('error', reject).end();
      });
      expect(first).toBeLessThan(250);
    }
  });

  it('tells the origin when a visitor has gone, where nobody else wants the answer', async () => {
    let ended = 0;
    const origin = createServer((incoming, outgoing) => {
      outgoing.on('close', () => {
        ended++;
      });
      if (incoming.method === 'POST') incoming.resume();
      outgoing.writeHead(200, { 'Content-Type': 'text/plain' }).write('begin');
    });
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
    const url = await start((origin.address() as AddressInfo).port);
    await new Promise<void>((resolve, reject) => {
      const sent = request(new URL('/endless', url), { method: 'POST' }, (received) => {
        received.once('data', () => {
          sent.destroy();
          resolve();
        });
      });
      sent.on('error', reject).end('x');
    });
    for (let i = 0; i < 100 && ended === 0; i++) await sleep(10);
    expect(ended).toBe(1);
    origin.closeAllConnections();
    await new Promise((resolve) => origin.close(resolve));
  });

  it('lets an answer that is under way finish before it ends', async () => {
    shop.answers['/finishing'] = { headers: { 'Content-Type': 'text/plain' }, body: 'done', delay: 100 };
    const url = await start();
    const answer = ask(url, '/finishing');
    await sleep(30);
    const closed = running?.close();
    expect((await answer).text).toBe('done');
    await closed;
    await expect(ask(url, '/finishing')).rejects.toThrow();
  });

  it('cuts what does not finish in time', async () => {
    shop.answers['/never'] = { delay: 60_000 };
    const url = await start();
    const answer = ask(url, '/never', { method: 'POST' });
    const failed = expect(answer).rejects.toThrow();
    await sleep(30);
    const started = performance.now();
    await running?.close();
    await failed;
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('understands an origin that compresses without being asked', async () => {
    const body = gzipSync('<p>gzip €</p>').toString('latin1');
    const origin = createServer((_, outgoing) => {
      outgoing
        .writeHead(200, { 'Content-Type': 'text/html', 'Content-Encoding': 'gzip' })
        .end(body, 'latin1');
    });
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
    const { text, headers } = await ask(await start((origin.address() as AddressInfo).port), '/');
    expect([text, headers['content-encoding']]).toEqual(['<p>gzip €</p>', undefined]);
    origin.closeAllConnections();
    await new Promise((resolve) => origin.close(resolve));
  });

  it('tries again when a kept connection was just closed by the origin', async () => {
    const sockets: Socket[] = [];
    let connections = 0;
    const origin = createTcpServer((socket) => {
      sockets.push(socket);
      connections++;
      let answered = false;
      socket.on('error', () => {});
      socket.on('data', () => {
        if (answered) return void socket.resetAndDestroy();
        answered = true;
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
      });
    });
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve));
    const url = await start((origin.address() as AddressInfo).port);
    expect((await ask(url, '/1')).text).toBe('ok');
    expect((await ask(url, '/2')).text).toBe('ok');
    expect(connections).toBe(2);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => origin.close(resolve));
  });
});
