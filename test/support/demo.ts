import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './server-process.js';

export const ADMIN_TOKEN = 'demo-test-admin-token';
export const EDITOR = { email: 'editor@demo.tessera.test', password: 'Tessera-demo-1' };

export interface Demo {
  readonly edge: string;
  readonly cms: string;
  readonly server: string;
  readonly shop: string;
  /** What npm start printed. */
  output(): string;
  /** Ends it as Ctrl-C does; resolves with the processes of it that are still running 15 s later. */
  stop(): Promise<readonly string[]>;
}

/** Runs `npm start` as a newcomer would, on ports and in a directory of its own. */
export async function startDemo(kind: 'varnish' | 'node', firstPort: number): Promise<Demo> {
  const data = mkdtempSync(join(tmpdir(), 'tessera-demo-'));
  const [edge, cms, server, shop] = [0, 1, 2, 3].map((offset) => firstPort + offset) as [
    number,
    number,
    number,
    number,
  ];
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      TESSERA_EDGE: kind,
      EDGE_PORT: String(edge),
      CMS_PORT: String(cms),
      TESSERA_PORT: String(server),
      SHOP_PORT: String(shop),
      TESSERA_DEMO_DIR: data,
      TESSERA_DEMO_HESITATION: '4',
      TESSERA_ADMIN_TOKEN: ADMIN_TOKEN,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk;
    });
  }
  await running(child, () => output).catch((error: unknown) => {
    // What came up meanwhile must not hold the ports.
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGINT');
    throw error;
  });
  const url = (port: number) => `http://127.0.0.1:${port}`;
  await purgedOnce(url(server));
  return {
    edge: url(edge),
    cms: url(cms),
    server: url(server),
    shop: url(shop),
    output: () => output,
    stop: async () => {
      // As a terminal does on Ctrl-C: to the whole foreground group.
      if (child.pid) process.kill(-child.pid, 'SIGINT');
      const leftBehind = () => processesNaming(data, `:${edge}`);
      for (
        let tries = 0;
        tries < 150 && !(output.includes('Stopped.') && leftBehind().length === 0);
        tries++
      ) {
        await new Promise((wait) => setTimeout(wait, 100));
      }
      rmSync(data, { recursive: true, force: true });
      return leftBehind();
    },
  };
}

async function running(child: ChildProcess, output: () => string): Promise<void> {
  for (let tries = 0; !output().includes('Ctrl-C stops everything.'); tries++) {
    if (child.exitCode !== null || tries > 1_800)
      throw new Error(`npm start did not get there:\n${output()}`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

/**
 * A server's first catalog purges its edge, as soon as that is up, and once more a second later. Waits for both, so that
 * what a test puts into the cache stays there.
 */
async function purgedOnce(server: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const response = await fetch(`${server}/admin/status`, {
      headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    const { purge } = (await response.json()) as { purge: { waiting: number; lastPurgeAt: string | null }[] };
    const done = purge.every(
      ({ waiting, lastPurgeAt }) => waiting === 0 && Date.now() - Date.parse(lastPurgeAt ?? '') > 1_500,
    );
    if (done) return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
  throw new Error('the edge was not purged');
}

/** Processes of this demo, found by what stands in their command line or environment. */
function processesNaming(...words: string[]): string[] {
  return execFileSync('ps', ['axeww', '-o', 'pid=,command='], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
    .split('\n')
    .filter((line) => words.some((word) => line.includes(word)))
    .map((line) => line.slice(0, 120));
}

/** How often the fragment server has been asked for fragments, by its own count. */
export async function fragmentRequests(demo: Demo): Promise<number> {
  const response = await fetch(`${demo.server}/metrics`, {
    headers: { Authorization: `Bearer ${ADMIN_TOKEN}` },
  });
  const lines = (await response.text()).split('\n');
  return lines
    .filter(
      (line) =>
        line.startsWith('tessera_request_seconds_count{route="/tessera/fragments/') ||
        line.startsWith('tessera_request_seconds_count{route="/tessera/slots/'),
    )
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
