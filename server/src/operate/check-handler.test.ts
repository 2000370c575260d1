import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkCatalog } from '@tessera/model';
import { targetOf } from '../http/exchange.js';
import { testCatalog } from '../testing/test-catalog.js';
import { type CheckParts, checkHandler } from './check-handler.js';

const NOW = Date.parse('2026-11-24T12:00:00Z');
let server: Server | undefined;
afterEach(() => server?.close());

function checkedCatalog(over: Record<string, unknown> = {}) {
  const checked = checkCatalog(testCatalog(over));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return { catalog: checked.value, warnings: checked.warnings };
}

/** Serves the handler alone; answers what GET gives. */
async function serving(parts: Partial<CheckParts>): Promise<() => Promise<Record<string, unknown>>> {
  const inForce = checkedCatalog();
  const handler = checkHandler({
    catalog: () => inForce,
    memberships: async () => [],
    clock: () => NOW,
    ...parts,
  });
  const listening = createServer((req, res) => void handler(req, res, targetOf(req.url ?? '')));
  server = listening;
  await new Promise<void>((ready) => listening.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/admin/check`;
  return async () => {
    const response = await fetch(url);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    return (await response.json()) as Record<string, unknown>;
  };
}

it('answers the analysis of the catalog in force, at this moment', async () => {
  const get = await serving({});
  expect(await get()).toEqual({
    version: 'test#1',
    at: NOW,
    findings: [],
    clusters: [],
    approximations: expect.arrayContaining(['Experiments are not looked at.']),
    complete: true,
  });
});

it('compares members of segments, and brings the warnings the catalog came with', async () => {
  const memberships = async () => Array.from({ length: 30 }, () => ['laptop_shopper', 'hot']);
  const inForce = checkedCatalog({ slots: testCatalog().slots.slice(1) });
  const get = await serving({ memberships, catalog: () => inForce });
  expect(await get()).toMatchObject({
    findings: [
      { kind: 'broken_reference' },
      { kind: 'broken_reference' },
      { kind: 'broken_reference' },
      { kind: 'alike_members', subjects: [{ key: 'hot' }, { key: 'laptop_shopper' }] },
    ],
    clusters: [{ keep: { key: 'laptop_shopper' } }],
  });
});

it('lets other work through, and answers all who ask meanwhile together', async () => {
  const segments = Array.from({ length: 300 }, (_, i) => ({
    key: `s${i}`,
    name: `S${i}`,
    when: { 'signals.views': { $gt: i }, 'traits.country': { $in: ['ES', `C${i}`] } },
  }));
  const variants = testCatalog().variants;
  const inForce = checkedCatalog({ segments: [...testCatalog().segments, ...segments], variants });
  let asked = 0;
  const memberships = async () => {
    asked += 1;
    return [];
  };
  const get = await serving({ catalog: () => inForce, memberships });
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  const answers = await Promise.all([get(), get(), get()]);
  clearInterval(turning);
  expect(answers[1]).toEqual(answers[0]);
  expect(asked).toBe(1);
  expect(turns).toBeGreaterThan(5);
  await get();
  expect(asked).toBe(2);
});

it('a catalog that came in force meanwhile is analysed for itself', async () => {
  let inForce = checkedCatalog();
  const get = await serving({ catalog: () => inForce });
  const first = get();
  inForce = checkedCatalog({ version: 'test#2' });
  const second = get();
  expect((await second).version).toBe('test#2');
  expect(['test#1', 'test#2']).toContain((await first).version);
});
