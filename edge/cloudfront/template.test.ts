import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { personalFragmentHeaders, sharedFragmentHeaders } from '@tessera/esi-fragments';
import { parseDocument, visit } from 'yaml';

const text = readFileSync(join(__dirname, 'template.yaml'), 'utf8');
/** CloudFormation's short forms stay what they name. */
const tags = ['!Ref', '!GetAtt', '!If', '!Not', '!Equals'];
const document = parseDocument(text, {
  customTags: tags.flatMap((tag) => [
    { tag, resolve: (value: string) => `${tag} ${value}` },
    { tag, collection: 'seq' as const, resolve: (value: unknown) => value },
  ]),
});
const template = document.toJS();
const { SharedCache, PagesCache, HideInner, Distribution } = template.Resources;
const config = Distribution.Properties.DistributionConfig;

/** The first behaviour whose pattern fits, as CloudFront chooses. */
function behaviourOf(path: string) {
  const fits = (pattern: string) =>
    new RegExp(`^${pattern.replace(/[.?]/g, '\\$&').replace(/\*/g, '.*')}$`).test(path);
  const found = config.CacheBehaviors.find(({ PathPattern }: { PathPattern: string }) => fits(PathPattern));
  return found ?? config.DefaultCacheBehavior;
}

it('parses, without aliases, which CloudFormation does not take', () => {
  expect(document.errors).toEqual([]);
  visit(document, { Alias: () => expect('an alias').toBe('none') });
});

it.each([
  ['/tessera/fragments/hero/default', 'fragments', '!Ref SharedCache'],
  ['/tessera/slots/hero', 'fragments', '!Ref SharedCache'],
  ['/tessera/beacon.js', 'fragments', '!Ref SharedCache'],
  ['/tessera/directives/lite-media.css', 'fragments', '!Ref SharedCache'],
  ['/tessera/beacon', 'fragments', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'],
  ['/collect/segment/v1/t', 'fragments', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'],
  ['/api/personalize', 'fragments', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'],
  ['/', 'edge', '!Ref PagesCache'],
  ['/tesseract', 'edge', '!Ref PagesCache'],
])('%s goes to %s', (path, origin, policy) => {
  const behaviour = behaviourOf(path);
  expect([behaviour.TargetOriginId, behaviour.CachePolicyId]).toEqual([origin, policy]);
  expect(behaviour.FunctionAssociations).toEqual([
    { EventType: 'viewer-request', FunctionARN: '!Ref ViewerFunction' },
  ]);
});

it('lets beacons through as POST', () => {
  for (const path of ['/tessera/beacon', '/collect/x', '/api/personalize', '/cart']) {
    expect([path, behaviourOf(path).AllowedMethods?.includes('POST')]).toEqual([path, true]);
  }
});

it('has nothing of a visitor in the key of what is shared, and keeps nothing on a guess', () => {
  const shared = SharedCache.Properties.CachePolicyConfig;
  expect(shared).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
  expect(shared.ParametersInCacheKeyAndForwardedToOrigin).toMatchObject({
    CookiesConfig: { CookieBehavior: 'none' },
    HeadersConfig: { HeaderBehavior: 'none' },
    QueryStringsConfig: { QueryStringBehavior: 'all' },
  });
  expect(PagesCache.Properties.CachePolicyConfig).toMatchObject({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 1 });
});

it('finds the server’s tags, and hides all that is meant for CDNs', () => {
  const fragment = {
    ...sharedFragmentHeaders({
      slot: 'a',
      variant: 'Xk31bbGq0pLa',
      catalogVersion: '1',
      etag: '"e"',
      ttl: 60,
    }),
    ...personalFragmentHeaders(),
    'Tessera-Delivery': 'personal',
    'Tessera-Depends': 'device.type',
  };
  expect(Object.keys(fragment)).toContain(config.CacheTagConfig.HeaderName);
  const hidden = HideInner.Properties.ResponseHeadersPolicyConfig.RemoveHeadersConfig.Items;
  const shown = Object.keys(fragment).filter(
    (name) => !hidden.some((one: { Header: string }) => one.Header === name),
  );
  expect(shown.sort()).toEqual(['Cache-Control', 'ETag']);
  for (const path of [
    '/tessera/fragments/a/default',
    '/tessera/slots/a',
    '/tessera/beacon.js',
    '/tessera/beacon',
  ]) {
    expect(behaviourOf(path).ResponseHeadersPolicyId).toBe('!Ref HideInner');
  }
});
