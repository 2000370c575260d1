import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { type Postgres, postgresPrograms, startPostgres } from '../support/postgres.js';
import { ROOT } from '../support/server-process.js';
import { skippedBecause } from '../support/skip.js';

/*
 * What the plugin keeps in Strapi's database must be the same on PostgreSQL, which many machines need, as on
 * SQLite, on which its tests run by themselves: rows come in another order, transactions run side by side.
 */
const AREAS = ['catalog', 'documents', 'matrix', 'transfer'];
const PATIENCE_MS = 600_000;

const programs = postgresPrograms();

describe('the plugin on PostgreSQL', () => {
  if (!programs) {
    if (process.env.CI) throw new Error('PostgreSQL is missing, which CI must have');
    return skippedBecause('PostgreSQL is not installed (Debian: apt-get install postgresql)');
  }

  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres(programs);
  }, 60_000);
  afterAll(() => postgres?.stop(), 30_000);

  it(
    'passes the tests it passes on SQLite',
    async () => {
      const { code, output } = await pluginTests(postgres);
      const result = output.split('\n').filter((line) => /^(Tests|Test Suites|Time): /.test(line));
      console.log(['On PostgreSQL:', ...result].join('\n'));
      if (code !== 0) throw new Error(output);
      // A path that matches nothing would pass too.
      expect(output).toMatch(/^PASS .*matrix\/walks\.test\.ts/m);
    },
    PATIENCE_MS,
  );
});

function pluginTests({ connection }: Postgres): Promise<{ code: number | null; output: string }> {
  const paths = AREAS.map((area) => `plugin/server/src/${area}/`);
  const child = spawn(
    process.execPath,
    [resolve(ROOT, 'node_modules/jest/bin/jest.js'), '--selectProjects', 'unit', '--', ...paths],
    {
      cwd: ROOT,
      env: {
        ...process.env,
        TESSERA_TEST_DATABASE: 'postgres',
        TESSERA_TEST_POSTGRES: JSON.stringify(connection),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (text) => {
      output += text;
    });
  }
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done({ code, output }));
  });
}
