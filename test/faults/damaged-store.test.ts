import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

const PORT = 25_031;
const URL = `http://127.0.0.1:${PORT}`;
const VISITORS = 1_500;
const TOKEN = 'damaged-admin';

const catalog = {
  version: 'damaged#1',
  signals: [{ key: 'clicks', kind: 'count', event: 'click' }],
  segments: [{ key: 'clicked', name: 'Clicked', when: { 'signals.clicks': { $gte: 1 } } }],
  slots: [],
  variants: [],
  experiments: [],
};

const PAGE = 4_096;
const pagesOf = (path: string): number => Math.floor(statSync(path).size / PAGE);
function overwrite(path: string, page: number, bytes: Buffer): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, page * PAGE);
  closeSync(file);
}

/** What can befall a file, and how many of the visitors may be lost by it at most. */
const DAMAGES: readonly [name: string, befall: (path: string) => void, mayLose: number][] = [
  [
    'zeros in the middle',
    (path) => overwrite(path, Math.floor(pagesOf(path) / 2), Buffer.alloc(2 * PAGE)),
    120,
  ],
  [
    'noise in the middle',
    (path) => overwrite(path, Math.floor(pagesOf(path) / 2), Buffer.alloc(PAGE, 0xa5)),
    80,
  ],
  ['cut short', (path) => truncateSync(path, Math.floor(pagesOf(path) * 0.8) * PAGE + 100), 600],
  ['garbage from the start', (path) => writeFileSync(path, 'no database at all '.repeat(1_000)), VISITORS],
];

describe.each(DAMAGES)('a store with %s', (_name, befall, mayLose) => {
  const directory = mkdtempSync(join(tmpdir(), 'tessera-damaged-'));
  const store = join(directory, 'store');
  writeFileSync(join(directory, 'catalog.json'), JSON.stringify(catalog));
  const start = (): Promise<ServerProcess> =>
    startServerProcess(
      {
        TESSERA_CATALOG: join(directory, 'catalog.json'),
        TESSERA_PORT: String(PORT),
        TESSERA_STORE: `embedded:${store}`,
        TESSERA_ADMIN_TOKEN: TOKEN,
      },
      URL,
    );
  const stop = async (server: ServerProcess): Promise<void> => {
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
  };
  const cookie = (i: number) => ({ Cookie: `tessera_id=${`visitor-${i}`.padEnd(21, 'x')}` });
  const click = async (i: number): Promise<number> => {
    const response = await fetch(`${URL}/tessera/beacon`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...cookie(i) },
      body: JSON.stringify({ events: [{ id: `e${i}`, type: 'click', age: 0 }] }),
    });
    await response.arrayBuffer();
    return response.status;
  };
  const known = async (): Promise<number> => {
    const response = await fetch(`${URL}/admin/status`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(response.status).toBe(200);
    return ((await response.json()) as { visitors: { known: number } }).visitors.known;
  };
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('starts, keeps what can be read, sets the damaged file aside, and is sound from then on', async () => {
    const first = await start();
    for (let i = 0; i < VISITORS; i += 50)
      await Promise.all(Array.from({ length: 50 }, (_, j) => click(i + j)));
    expect(await known()).toBe(VISITORS);
    await stop(first);

    befall(join(store, 'visitors.db'));
    const second = await start();
    const kept = await known();
    expect(kept).toBeGreaterThanOrEqual(VISITORS - mayLose);
    expect(kept).toBeLessThan(VISITORS);
    expect(await click(VISITORS + 1)).toBe(200);
    second.child.kill('SIGKILL');
    await second.ended;

    const third = await start();
    expect(await known()).toBe(kept + 1);
    await stop(third);
    expect(readdirSync(store).filter((name) => /damaged-[^.]*$/.test(name))).toHaveLength(1);
  }, 60_000);
});
