import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { includeTagForEsiVariables } from '@tessera/esi-fragments';

type Options = Record<string, unknown>;
type Part = { name: string; options: Options };
type Rule = { name: string; criteria?: Part[]; behaviors: Part[]; children?: Rule[] };

const tree = JSON.parse(readFileSync(join(__dirname, 'rules.json'), 'utf8')) as {
  ruleFormat: string;
  rules: Rule;
};

const OFFER = 'Xk31bbGq0pLa';

/** As Akamai reads it: a criterion about the path, normalised or not; about an answer's type; a pattern. */
function fits({ name, options }: Part, path: string, type: string): boolean {
  if (name === 'path') return matchesOne(options, new URL(path, 'https://a.example').pathname);
  if (name === 'contentType') return matchesOne(options, type);
  if (name === 'regularExpression' && options.matchString === '{{builtin.AK_PATH}}') {
    return new RegExp(String(options.regex)).test(path);
  }
  throw new Error(`no such criterion: ${name}`);
}

function matchesOne({ values, matchCaseSensitive }: Options, text: string): boolean {
  return (values as string[]).some((value) =>
    new RegExp(
      `^${value.replace(/[.+]/g, '\\$&').replace(/\*/g, '.*')}$`,
      matchCaseSensitive === false ? 'i' : '',
    ).test(text),
  );
}

/** All behaviours for a request, in the order in which they hold: of two alike the later one counts. */
function behavioursFor(path: string, type = 'text/html; charset=utf-8', rule = tree.rules): Part[] {
  if (!(rule.criteria ?? []).every((criterion) => fits(criterion, path, type))) return [];
  return [...rule.behaviors, ...(rule.children ?? []).flatMap((child) => behavioursFor(path, type, child))];
}

const last = (path: string, name: string) =>
  behavioursFor(path)
    .filter((behaviour) => behaviour.name === name)
    .at(-1)?.options;
const removed = (path: string, name: string): unknown[] =>
  behavioursFor(path)
    .filter(({ name: one, options }) => one === name && options.action === 'DELETE')
    .map(({ options }) => options.customHeaderName);

it('is a rule tree of a format that is named', () => {
  expect(tree.ruleFormat).toBe('v2026-01-09');
  expect(tree.rules.name).toBe('default');
});

it.each([
  [`/tessera/fragments/hero/${OFFER}`, 'fragments.shop.example', 'CACHE_CONTROL'],
  ['/tessera/fragments/hero/default', 'fragments.shop.example', 'CACHE_CONTROL'],
  ['/tessera/beacon.js', 'fragments.shop.example', 'CACHE_CONTROL'],
  ['/tessera/beacon', 'fragments.shop.example', 'NO_STORE'],
  ['/tessera/slots/cart', 'fragments.shop.example', 'NO_STORE'],
  ['/collect/segment/v1/t', 'fragments.shop.example', 'NO_STORE'],
  ['/api/personalize', 'fragments.shop.example', 'NO_STORE'],
  ['/', 'origin.shop.example', 'CACHE_CONTROL'],
  ['/c/laptops', 'origin.shop.example', 'CACHE_CONTROL'],
  ['/account', 'origin.shop.example', 'NO_STORE'],
])('%s goes to %s: %s', (path, hostname, caching) => {
  expect([last(path, 'origin')?.hostname, last(path, 'caching')?.behavior]).toEqual([hostname, caching]);
  expect(last(path, 'constructResponse')).toBeUndefined();
});

it.each([
  '/admin',
  '/Admin/status',
  '/metrics',
  '/healthz',
  '/readyz',
  '/tessera/fragments/hero/../../../admin/status',
  '/tessera/fragments/hero/made-up',
  `/tessera/fragments/Hero/${OFFER}`,
  `/tessera/fragments/hero/${OFFER}/x`,
  '/tessera/fragments/hero/%2e%2e',
])('%s is not found, with an empty body', (path) => {
  expect(last(path, 'constructResponse')).toMatchObject({ enabled: true, responseCode: 404, body: '' });
});

it('keeps nothing on a guess, and what the server calls private never', () => {
  for (const path of ['/', '/tessera/fragments/hero/default']) {
    expect(last(path, 'caching')).toMatchObject({
      defaultTtl: '0s',
      honorPrivate: true,
      honorNoStore: true,
      honorSMaxage: true,
    });
  }
});

it('has one object per slot, variant and known parameter, whatever is added to its address', () => {
  expect(last('/tessera/fragments/hero/default', 'cacheKeyQueryParams')).toEqual({
    behavior: 'INCLUDE',
    parameters: ['locale'],
    exactMatch: true,
  });
  expect(last('/tessera/beacon.js', 'cacheKeyQueryParams')).toEqual({ behavior: 'IGNORE_ALL' });
});

it('sends no cookie where the answer is kept; the includes need them, so they go only on the way out', () => {
  for (const path of ['/', '/tessera/fragments/hero/default', '/tessera/beacon.js']) {
    expect(removed(path, 'modifyOutgoingRequestHeader')).toEqual(['Cookie', 'Authorization']);
  }
  for (const path of ['/tessera/beacon', '/tessera/slots/cart', '/account']) {
    expect(removed(path, 'modifyOutgoingRequestHeader')).toEqual([]);
  }
  expect(removed('/', 'modifyIncomingRequestHeader')).not.toContain('Cookie');
});

it('lets nobody pretend to be a proxy, and shows nothing that is meant for CDNs', () => {
  expect(removed('/tessera/beacon', 'modifyIncomingRequestHeader')).toEqual(
    expect.arrayContaining([
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'Forwarded',
      'X-Original-URL',
      'xkey-purge',
    ]),
  );
  expect(removed('/tessera/fragments/hero/default', 'modifyOutgoingResponseHeader').sort()).toEqual([
    'CDN-Cache-Control',
    'Cache-Tag',
    'Surrogate-Control',
    'Surrogate-Key',
    'Tessera-Delivery',
    'Tessera-Depends',
    'xkey',
  ]);
});

it('stitches HTML that asks for it', () => {
  expect(last('/', 'edgeSideIncludes')).toMatchObject({
    enabled: false,
    enableViaHttp: true,
    passSetCookie: false,
  });
  expect(behavioursFor('/x.json', 'application/json').map(({ name }) => name)).not.toContain(
    'edgeSideIncludes',
  );
});

it('shows what is stale while the server fails', () => {
  for (const path of ['/', '/tessera/fragments/hero/default']) {
    expect(last(path, 'cacheError')).toMatchObject({ preserveStale: true });
  }
});

it('the README’s include is the helper’s, with the cookie’s name in quotes', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8');
  expect(readme).toContain(
    includeTagForEsiVariables('home_hero').replace('{tsr_home_hero}', "{'tsr_home_hero'}"),
  );
});
