import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { check } from './check.js';

let directory: string;
let file: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'tessera-check-'));
  file = join(directory, 'catalog.json');
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Runs the command on a catalog (or text); its exit code and what it printed. */
async function run(catalog: unknown, ...options: string[]) {
  writeFileSync(file, typeof catalog === 'string' ? catalog : JSON.stringify(catalog));
  const log = jest.spyOn(console, 'log').mockImplementation(() => {});
  const error = jest.spyOn(console, 'error').mockImplementation(() => {});
  const code = await check([file, ...options]);
  const text = (spy: jest.SpyInstance) => spy.mock.calls.map(([line]) => line).join('\n');
  const printed = { code, out: text(log), err: text(error) };
  jest.restoreAllMocks();
  return printed;
}

const hero = (key: string, name: string, over: object = {}) => ({
  key,
  name,
  slots: ['home_hero'],
  locales: { en: { template: 'hero', content: { title: name } } },
  ...over,
});
/** One fault of each severity: a contradiction, two variants that contend, one that is over. */
const faulty = () => {
  const catalog = testCatalog();
  return {
    ...catalog,
    segments: [
      ...catalog.segments,
      {
        key: 'small_cart',
        name: 'Small cart',
        parent: 'high_intent',
        when: { 'signals.cart_value': { $lt: 50 } },
      },
    ],
    variants: [
      ...catalog.variants,
      hero('Slow00000000', 'For slow networks', { segments: { any: ['slow_net'] }, priority: 10 }),
      hero('Over00000000', 'Last year', { schedule: { until: '2020-01-01T00:00:00Z' } }),
    ],
  };
};
const over = () => ({ ...faulty(), segments: testCatalog().segments, variants: [faulty().variants.at(-1)] });

it('a catalog without faults would be taken: 0, and it says what was not looked at', async () => {
  const { code, out } = await run(testCatalog(), '--strict');
  expect(code).toBe(0);
  expect(out).toMatch(
    /would be taken: version test#1, 5 signals, 5 segments, 4 slots, 6 variants, 0 mappings\nno conflicts found\n {2}note: Signals/,
  );
});

it('mappings are checked, too: two of one event are refused, naming both', async () => {
  const lead = { key: 'lead', event: 'Lead Captured', type: 'goal' };
  expect((await run(testCatalog({ mappings: [lead] }))).out).toContain('6 variants, 1 mappings');
  const { code, out } = await run(testCatalog({ mappings: [lead, { ...lead, key: 'prospect' }] }));
  expect(code).toBe(1);
  expect(out).toBe(
    'refused: mappings[1].event: is mapped twice for any tag, by "lead" and by "prospect"; disable one of them (found "Lead Captured")',
  );
});

it('findings come with a made-up visitor or a proof, and don’t keep a catalog from being taken', async () => {
  const { code, out } = await run(faulty());
  expect(code).toBe(0);
  const lines = out.split('\n');
  const at = lines.indexOf(
    'error: never_holds: Nobody can be in segment "Small cart": its conditions contradict one another.',
  );
  expect(lines[at + 1]).toBe(
    '  proof: signals.cart_value must be over 100 (segment "High intent"), and signals.cart_value must be under 50 (this segment).',
  );
  expect(out).toMatch(/hint: never_holds: Nobody will be shown variant "Last year" any more/);
  expect(out).toMatch(
    /warning: equal_priority: Variants "Laptops" and "For slow networks" .*\n {2}visitor: signals \{"laptop_views":2\}, context \{"network":\{"save_data":true\}\}, in laptop_shopper, slow_net, at 2/,
  );
  expect(out).toMatch(/found: 1 error, 1 warning, 1 hint\n/);
});

it('--strict: 1 for errors and warnings, not for hints', async () => {
  expect((await run(faulty(), '--strict')).code).toBe(1);
  expect((await run(over())).code).toBe(0);
  const hinted = { ...testCatalog(), variants: [...testCatalog().variants, faulty().variants.at(-1)] };
  expect((await run(hinted, '--strict')).code).toBe(0);
  const broken = { ...testCatalog(), slots: testCatalog().slots.slice(1) };
  expect((await run(broken, '--strict')).code).toBe(1);
  expect((await run(broken)).code).toBe(0);
});

it('names that are not published are said once', async () => {
  const { out } = await run({ ...testCatalog(), slots: testCatalog().slots.slice(1) });
  expect(out.split('\n').filter((line) => line.includes('"home_hero" is not published'))).toEqual([
    'warning: variants[0].slots: slot "home_hero" is not published (found "home_hero")',
    'warning: variants[1].slots: slot "home_hero" is not published (found "home_hero")',
    'warning: variants[2].slots: slot "home_hero" is not published (found "home_hero")',
  ]);
});

it('segments that are alike come with what to change', async () => {
  const catalog = testCatalog();
  const twin = { key: 'heated', name: 'Heated', when: { $nor: [{ 'signals.heat': { $lte: 4 } }] } };
  const { out } = await run({
    ...catalog,
    segments: [...catalog.segments, twin],
    variants: [
      ...catalog.variants,
      hero('Hot000000000', 'Hot one', { segments: { none: ['hot'] }, priority: 1 }),
    ],
  });
  expect(out).toMatch(/warning: alike_rule: Segments "Hot" and "Heated" ask for the same/);
  expect(out).toMatch(
    /merge: Keep segment "Hot" and let it take the place of "Heated", which nothing uses\./,
  );
});

it('--json: everything in one object', async () => {
  const { code, out } = await run(faulty(), '--json');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    file,
    taken: true,
    refusals: [],
    warnings: [],
    findings: [
      { kind: 'never_holds', subjects: [{ type: 'segment', key: 'small_cart' }] },
      { kind: 'never_holds', severity: 'hint' },
      {
        kind: 'equal_priority',
        subjects: [{ key: 'Slow00000000' }, { key: KEYS.laptops }, { type: 'slot' }],
      },
    ],
    clusters: [],
    complete: true,
  });
  const refused = await run({ ...testCatalog(), experiments: 1 }, '--json');
  expect(refused.code).toBe(1);
});

it('a refused catalog: 1, with the reasons and nothing more', async () => {
  const { code, out } = await run({ ...testCatalog(), segments: [{ key: 'a', name: 'A', parent: 'a' }] });
  expect([code, out]).toEqual([1, 'refused: segments[0]: must not depend on itself: a → a (found "a")']);
});

it('what cannot be read, and wrong arguments: 2, with what is allowed', async () => {
  expect(await run('{')).toMatchObject({ code: 2, out: '', err: expect.stringContaining(file) });
  expect(await run(testCatalog(), '--jsno')).toMatchObject({
    code: 2,
    err: 'tessera check knows no --jsno; allowed: --json, --strict',
  });
  expect(await run(testCatalog(), 'another')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/takes one file/),
  });
});

it('--help names every option and kind of finding', async () => {
  const { code, out } = await run(testCatalog(), '--help');
  expect(code).toBe(0);
  for (const word of ['--json', '--strict', 'never_holds', 'never_wins', 'equal_priority', 'alike_rule'])
    expect(out).toContain(word);
});
