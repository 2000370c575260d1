import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import supertest from 'supertest';
import { type Overrides, startServer } from '../main.js';
import { readSettings } from '../settings.js';
import { testCatalog } from './test-catalog.js';

export const ADMIN_TOKEN = 'test-admin-token';

export interface TestServer {
  readonly url: string;
  readonly directory: string;
  readonly request: ReturnType<typeof supertest>;
  /** Milliseconds the server's clock is ahead; tests move it. */
  readonly time: { now: number };
  writeCatalog(catalog: unknown): void;
  /** Stops the server and removes its directory. */
  stop(): Promise<void>;
  /** Stops the server; another one may take over its directory. */
  stopKeeping(): Promise<void>;
}

/** Starts a real server on a free port, with a catalog file and a store in a directory of its own. */
export async function startTestServer({
  catalog = testCatalog(),
  env = {},
  overrides = {},
  directory = mkdtempSync(join(tmpdir(), 'tessera-test-')),
}: {
  catalog?: unknown;
  env?: Record<string, string>;
  overrides?: Overrides;
  directory?: string;
} = {}): Promise<TestServer> {
  const path = join(directory, 'published.json');
  const writeCatalog = (json: unknown) =>
    writeFileSync(path, typeof json === 'string' ? json : JSON.stringify(json));
  writeCatalog(catalog);
  const time = { now: Date.now() };
  const settings = readSettings({
    TESSERA_CATALOG: path,
    TESSERA_PORT: '0',
    TESSERA_ADMIN_TOKEN: ADMIN_TOKEN,
    TESSERA_STORE: `embedded:${join(directory, 'store')}`,
    TESSERA_LOG: 'silent',
    ...env,
  });
  const server = await startServer(settings, {
    clock: () => time.now,
    resolveAsset: (specifier) => pathToFileURL(require.resolve(specifier)).href,
    ...overrides,
  });
  return {
    url: server.url,
    directory,
    request: supertest(server.url),
    time,
    writeCatalog,
    stopKeeping: () => server.stop(),
    stop: async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The cookies an answer sets, by name: value and attributes. */
export function cookiesOf(response: {
  headers: Record<string, unknown>;
}): Record<string, { value: string; attributes: string }> {
  const lines = (response.headers['set-cookie'] ?? []) as string[];
  return Object.fromEntries(
    lines.map((line) => {
      const [, name = '', value = '', attributes = ''] = /^([^=]+)=([^;]*);?\s*(.*)$/.exec(line) ?? [];
      return [name, { value, attributes }];
    }),
  );
}
