import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './server-process.js';

export interface LoneCms {
  readonly url: string;
  /** Where the fragment server is expected, and the token it is told of changes with. */
  readonly server: { readonly port: number; readonly adminToken: string };
  /** With which a fragment server may fetch the catalog. */
  catalogToken(): string;
  stop(): Promise<void>;
}

const ADMIN_TOKEN = 'nobody-listens';

/** The demo's Strapi on its own: the fragment server that it is told of does not answer (port + 9), unless a test starts one. */
export async function startCmsAlone(port: number): Promise<LoneCms> {
  const data = mkdtempSync(join(tmpdir(), 'tessera-cms-'));
  const child: ChildProcess = spawn(
    process.execPath,
    [join(ROOT, 'node_modules/@strapi/strapi/bin/strapi.js'), 'start'],
    {
      cwd: join(ROOT, 'demo/cms'),
      env: {
        ...process.env,
        NODE_ENV: 'production',
        STRAPI_TELEMETRY_DISABLED: 'true',
        TESSERA_DEMO: '1',
        HOST: '127.0.0.1',
        PORT: String(port),
        DATABASE_FILENAME: join(data, 'cms.db'),
        TESSERA_CATALOG_TOKEN_FILE: join(data, 'catalog-token'),
        TESSERA_SERVER_URL: `http://127.0.0.1:${port + 9}`,
        TESSERA_ADMIN_TOKEN: ADMIN_TOKEN,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    const up = await fetch(`${url}/_health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null || tries > 900) throw new Error(`Strapi did not start:\n${output}`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return {
    url,
    server: { port: port + 9, adminToken: ADMIN_TOKEN },
    catalogToken: () => readFileSync(join(data, 'catalog-token'), 'utf8').trim(),
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await ended;
      clearTimeout(force);
      rmSync(data, { recursive: true, force: true });
    },
  };
}
