import { jest } from '@jest/globals';
import { ask } from '../testing/browser.js';
import { StubOrigin } from '../testing/stub-origin.js';
import { main } from './cli.js';
import { startEdge } from './start-edge.js';

/** Runs the command; what it says goes into `out` and `err`. */
function run(argv: string[], env: NodeJS.ProcessEnv = {}) {
  const said = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += text;
    return true;
  });
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += text;
    return true;
  });
  const code = main(argv, env).finally(() => {
    out.mockRestore();
    err.mockRestore();
  });
  return { said, code };
}

const origin = 'http://127.0.0.1:9';

describe('tessera edge', () => {
  it.each([
    [['--port', '0'], '--origin is missing; allowed: an address such as'],
    [['--origin', 'shop', '--port', '0'], '--origin is "shop"; allowed: an address'],
    [['--origin', 'ftp://x', '--port', '0'], '--origin is "ftp://x"; allowed: an address'],
    [['--origin', 'http://x/path', '--port', '0'], '--origin is "http://x/path"; allowed: an address'],
    [['--origin', origin, '--fragments', 'x', '--port', '0'], '--fragments is "x"; allowed: an address'],
    [['--origin', origin], '--port is missing; allowed: 0 to 65535'],
    [['--origin', origin, '--port', '99999'], '--port is "99999"; allowed: 0 to 65535'],
    [['--origin', origin, '--port', '1e3'], '--port is "1e3"; allowed: 0 to 65535'],
    [['--origin', origin, '--port', '0', '--host', 'a b'], '--host is "a b"; allowed: a host name'],
    [['--origin', origin, '--prot', '0'], "Unknown option '--prot'"],
  ])('says in one line what is wrong: %j', async (argv, message) => {
    const { said, code } = run(argv);
    expect([await code, said.out]).toEqual([2, '']);
    expect(said.err).toContain(`tessera edge: ${message}`);
    expect(said.err.trim().split('\n')).toHaveLength(1);
  });

  it('explains itself', async () => {
    const { said, code } = run(['--help']);
    expect(await code).toBe(0);
    for (const word of ['--origin', '--fragments', '--port', '--host', 'TESSERA_PURGE_TOKEN']) {
      expect(said.out).toContain(word);
    }
  });

  it('names the port that is taken', async () => {
    const other = await startEdge({ origin, port: 0 });
    const { port } = new URL(other.url);
    const { said, code } = run(['--origin', origin, '--port', port]);
    try {
      expect(await code).toBe(1);
      expect(said.err).toBe(`tessera edge: --port ${port} on 127.0.0.1 is taken; choose another --port\n`);
    } finally {
      await other.close();
    }
  });

  it('serves until it is told to stop, then ends by itself', async () => {
    const shop = new StubOrigin({ '/a': { headers: { 'Content-Type': 'text/plain' }, body: 'hello' } });
    await shop.start();
    const { said, code } = run(['--origin', `http://127.0.0.1:${shop.port}`, '--port', '0'], {
      TESSERA_PURGE_TOKEN: 'sesame',
    });
    while (!said.out.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 5));
    const url = /edge on (\S+),/.exec(said.out)?.[1] ?? '';
    expect((await ask(url, '/a')).text).toBe('hello');
    const headers = { authorization: 'Bearer sesame', 'xkey-purge': 'x' };
    expect((await ask(url, '/', { method: 'PURGE', headers })).headers['tessera-purged']).toBe('0');
    process.emit('SIGTERM');
    expect(await code).toBe(0);
    await expect(ask(url, '/a')).rejects.toThrow();
    await shop.stop();
  });
});
