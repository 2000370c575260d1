import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { compileShop, MAIN } from './compiled.suite.js';

describe('node demo/shop/dist/main.js', () => {
  beforeAll(compileShop, 60_000);

  const run = (env: Record<string, string>) => {
    const child = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env } });
    const said = { out: '', err: '' };
    child.stdout.on('data', (text) => (said.out += text));
    child.stderr.on('data', (text) => (said.err += text));
    return { child, said };
  };
  const exitCode = async (child: ChildProcess) => (await once(child, 'exit'))[0];

  it('serves, writes one JSON line per request, and stops with 0 when told to', async () => {
    const { child, said } = run({ SHOP_PORT: '0' });
    await once(child.stderr, 'data');
    const url = /http:\S+/.exec(said.err)?.[0] ?? '';
    expect((await fetch(`${url}/cart`)).status).toBe(200);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await exitCode(child)).toBe(0);
    expect(
      said.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      expect.objectContaining({ method: 'GET', path: '/cart', status: 200 }),
      expect.objectContaining({ method: 'GET', path: '/healthz', status: 200 }),
    ]);
  });

  it('names the port that is taken and the variable that moves it', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { child, said } = run({ SHOP_PORT: `${port}` });
    expect(await exitCode(child)).toBe(1);
    expect(said.err).toBe(`port ${port} is taken; choose another with SHOP_PORT=…\n`);
    other.close();
  });

  it.each([
    [{ SHOP_PORT: 'abc' }, 'SHOP_PORT is "abc"; it must be a port from 0 to 65535'],
    [{ SHOP_PORT: '70000' }, 'SHOP_PORT is "70000"; it must be a port from 0 to 65535'],
    [{ SHOP_PORT: '0', SHOP_EDGE_URL: 'edge' }, 'SHOP_EDGE_URL is "edge"; it must be an address'],
    [
      { SHOP_PORT: '0', SHOP_HOST: '203.0.113.1' },
      'SHOP_HOST is "203.0.113.1"; it must be an address of this machine',
    ],
  ])('refuses %j in one line', async (env, message) => {
    const { child, said } = run(env as Record<string, string>);
    expect(await exitCode(child)).toBe(1);
    expect(said.err).toContain(message);
    expect(said.err.trim().split('\n')).toHaveLength(1);
  });
});
