import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, startServerProcess } from '../support/server-process.js';

const catalog = {
  version: 'stop#1',
  signals: [],
  segments: [],
  slots: [{ key: 'hero', name: 'H' }],
  variants: [],
  experiments: [],
};
const PORT = 25_011;
const URL = `http://127.0.0.1:${PORT}`;
let directory: string;
let env: Record<string, string>;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tessera-stop-'));
  writeFileSync(join(directory, 'catalog.json'), JSON.stringify(catalog));
  env = {
    TESSERA_CATALOG: join(directory, 'catalog.json'),
    TESSERA_PORT: String(PORT),
    TESSERA_STORE: `embedded:${directory}/store`,
  };
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

it('SIGTERM: finishes what is under way, takes nothing new, exits 0', async () => {
  const server = await startServerProcess(env, URL);
  const beacons = Array.from({ length: 50 }, () =>
    fetch(`${URL}/tessera/beacon`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"events":[]}',
    }).then(
      ({ status }) => status,
      () => 'refused',
    ),
  );
  await new Promise((wait) => setTimeout(wait, 5));
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  const outcomes = await Promise.all(beacons);
  // Every request was either answered in full or never taken.
  expect(outcomes.filter((outcome) => outcome !== 200 && outcome !== 'refused')).toEqual([]);
});

it('a taken port is named with the variable that moves it', async () => {
  const taken = createServer().listen(PORT, '127.0.0.1');
  await new Promise((listening) => taken.once('listening', listening));
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'server/bin/tessera.js'), 'serve'], {
    env: { ...process.env, ...env, TESSERA_LOG: 'silent' },
    encoding: 'utf8',
  });
  taken.close();
  expect([status, stderr.trim()]).toEqual([
    1,
    `port ${PORT} of 127.0.0.1 is taken; choose another with TESSERA_PORT`,
  ]);
});

describe('the tessera command', () => {
  const tessera = (...args: string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'server/bin/tessera.js'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
    });

  it('explains itself', () => {
    for (const args of [['--help'], ['serve', '--help'], ['edge', '--help'], ['check', '--help']]) {
      const { status, stdout } = tessera(...args);
      expect([status, stdout.length > 100]).toEqual([0, true]);
    }
    expect(tessera('fly')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('allowed: serve, edge, check, demo'),
    });
  });

  it('a wrong setting stops the start with one line', () => {
    env.TESSERA_PORT = 'http';
    const { status, stderr } = tessera('serve');
    expect([status, stderr]).toEqual([
      2,
      'TESSERA_PORT is "http"; it must be a whole number from 0 to 65535\n',
    ]);
  });

  it('check says whether a catalog would be taken', () => {
    const file = join(directory, 'catalog.json');
    expect(tessera('check', file)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('would be taken'),
    });
    writeFileSync(file, JSON.stringify({ ...catalog, experiments: [1] }));
    expect(tessera('check', file)).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^refused: experiments: must be an empty list/),
    });
    expect(tessera('check', join(directory, 'none.json')).status).toBe(2);
  });
});
