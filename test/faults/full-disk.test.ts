import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';
import { skippedBecause } from '../support/skip.js';

const PORT = 25_021;
const URL = `http://127.0.0.1:${PORT}`;
/** A visitor's count is read as the number of segments it is in. */
const MOST_EVENTS = 6;
const catalog = {
  version: 'full#1',
  signals: [{ key: 'seen', kind: 'count', event: 'identify' }],
  segments: Array.from({ length: MOST_EVENTS }, (_, i) => ({
    key: `at_least_${i + 1}`,
    name: `${i + 1}`,
    when: { 'signals.seen': { $gt: i } },
  })),
  slots: [{ key: 'hero', name: 'H' }],
  variants: [],
  experiments: [],
};

/** A file system of its own of so many MiB; only root may make one. */
function mount(at: string, options: string): boolean {
  try {
    execFileSync('mkdir', ['-p', at]);
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
const unmount = (at: string) => execFileSync('umount', ['-l', at]);

function mountingWorks(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'tessera-mount-'));
  const works = mount(at, 'size=1m');
  if (works) unmount(at);
  rmSync(at, { recursive: true, force: true });
  return works;
}

const cookieOf = (visitor: number) => ({ Cookie: `tessera_id=${`full-${visitor}`.padEnd(21, 'x')}` });

/** Many kilobytes about a visitor. */
const traits = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`t${i}`, 'x'.repeat(1_000)]));

async function identify(visitor: number, event: number): Promise<Response> {
  const body = { events: [{ id: `e${visitor}-${event}`, type: 'identify', age: 0, props: { traits } }] };
  return fetch(`${URL}/tessera/beacon`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...cookieOf(visitor) },
    body: JSON.stringify(body),
  });
}

async function countOf(visitor: number): Promise<number> {
  const response = await fetch(`${URL}/tessera/segments`, { headers: cookieOf(visitor) });
  return ((await response.json()) as { segments: string[] }).segments.length;
}

const fullDisk = async () => {
  const directory = mkdtempSync(join(tmpdir(), 'tessera-full-'));
  const small = join(directory, 'small');
  writeFileSync(join(directory, 'catalog.json'), JSON.stringify(catalog));
  mount(small, 'size=1m');
  const start = (): Promise<ServerProcess> =>
    startServerProcess(
      {
        TESSERA_CATALOG: join(directory, 'catalog.json'),
        TESSERA_PORT: String(PORT),
        TESSERA_STORE: `embedded:${small}`,
      },
      URL,
    );
  let server = await start();
  try {
    const answered = new Map<number, number>();
    const refused: [visitor: number, event: number][] = [];
    const send = async (visitor: number, event: number): Promise<Response> => {
      const response = await identify(visitor, event);
      if (response.status === 200) answered.set(visitor, (answered.get(visitor) ?? 0) + 1);
      else refused.push([visitor, event]);
      return response;
    };
    let refusal: Response | null = null;
    for (let i = 0; i < 400 && refused.length < 5; i++) {
      const response = await send(i, 1);
      if (response.status !== 200) refusal ??= response;
    }
    expect([refusal?.status, refusal?.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await refusal?.json()).toMatchObject({ code: 'not_ready' });
    // Pages are served on.
    expect((await fetch(`${URL}/tessera/fragments/hero/default`)).status).toBe(200);
    expect((await fetch(`${URL}/healthz`)).status).toBe(200);

    // There is room again: the same server takes what it refused, by itself, and counts it once.
    execFileSync('mount', ['-o', 'remount,size=64m', small]);
    const again = refused.splice(0);
    for (const [visitor, event] of again) expect((await send(visitor, event)).status).toBe(200);
    for (const [visitor] of again) expect((await send(visitor, 2)).status).toBe(200);

    server.child.kill('SIGKILL');
    await server.ended;
    server = await start();
    for (const [visitor, count] of answered)
      expect([visitor, await countOf(visitor)]).toEqual([visitor, count]);
    console.log(
      `a full disk: ${answered.size} visitors, ${again.length} events refused and sent again, 0 lost`,
    );
  } finally {
    server.child.kill('SIGKILL');
    await server.ended;
    unmount(small);
    rmSync(directory, { recursive: true, force: true });
  }
};

if (mountingWorks())
  it('a full disk: 503 with Retry-After, pages are served on, and it recovers by itself', fullDisk);
else skippedBecause('a full disk needs root, to mount a small file system');
