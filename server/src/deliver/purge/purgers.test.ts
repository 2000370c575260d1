import { akamaiPurger } from './akamai-purger.js';
import { cloudflarePurger } from './cloudflare-purger.js';
import { type CloudFrontSetting, cloudFrontPurger } from './cloudfront-purger.js';
import { edgePurger } from './edge-purger.js';
import * as akamai from './fakes/fake-akamai.suite.js';
import type { FakeCdn } from './fakes/fake-cdn.suite.js';
import * as cloudflare from './fakes/fake-cloudflare.suite.js';
import * as cloudfront from './fakes/fake-cloudfront.suite.js';
import * as edge from './fakes/fake-edge.suite.js';
import * as fastly from './fakes/fake-fastly.suite.js';
import { fastlyPurger } from './fastly-purger.js';
import { type AnyPurger, LAPTOPS, type PurgedCdn, purgerSuite, SIDE } from './purger.suite.js';

const opened = async (
  starting: Promise<FakeCdn>,
  purgerAt: (api: string) => AnyPurger,
): Promise<PurgedCdn> => {
  const cdn = await starting;
  return {
    purger: purgerAt(cdn.api),
    keep: async (kept) => {
      cdn.kept = [...kept];
    },
    held: async () => cdn.kept.map(({ url }) => url),
    answerNext: (answer) => {
      cdn.next = answer;
    },
    calls: () => cdn.calls.length,
    stop: () => cdn.stop(),
  };
};

const toEdge = (api: string, token: string | null = edge.TOKEN) =>
  edgePurger({ kind: 'varnish', url: new URL(api), token });
const toFastly = (api: string, over = {}) =>
  fastlyPurger({ kind: 'fastly', service: fastly.SERVICE, soft: false, token: fastly.TOKEN, ...over }, api);
const toCloudflare = (api: string, over = {}) =>
  cloudflarePurger({ kind: 'cloudflare', zone: cloudflare.ZONE, token: cloudflare.TOKEN, ...over }, api);
const toAkamai = (api: string, over = {}) =>
  akamaiPurger(
    { kind: 'akamai', network: 'production', method: 'delete', host: akamai.HOST, ...akamai.CLIENT, ...over },
    api,
  );
const toCloudFront = (api: string, over: Partial<CloudFrontSetting> = {}) =>
  cloudFrontPurger(
    { kind: 'cloudfront', distribution: cloudfront.DISTRIBUTION, by: 'paths', ...cloudfront.KEY, ...over },
    api,
  );

purgerSuite('our own edges', () => opened(edge.startFakeEdge(), toEdge), {
  secrets: [edge.TOKEN],
  can: [],
});
purgerSuite('Fastly', () => opened(fastly.startFakeFastly(), toFastly), {
  secrets: [fastly.TOKEN],
  can: ['urls', 'everything'],
});
purgerSuite('Cloudflare', () => opened(cloudflare.startFakeCloudflare(), toCloudflare), {
  secrets: [cloudflare.TOKEN],
  can: ['urls', 'prefixes', 'everything'],
});
purgerSuite('Akamai', () => opened(akamai.startFakeAkamai(), toAkamai), {
  secrets: Object.values(akamai.CLIENT),
  can: ['urls'],
});
purgerSuite(
  'CloudFront by paths',
  () => opened(cloudfront.startFakeCloudFront({ hasTags: false }), toCloudFront),
  { secrets: Object.values(cloudfront.KEY), can: ['urls', 'prefixes', 'everything'], broad: true },
);
purgerSuite(
  'CloudFront by tags',
  () => opened(cloudfront.startFakeCloudFront({ hasTags: true }), (api) => toCloudFront(api, { by: 'tags' })),
  { secrets: Object.values(cloudfront.KEY), can: ['urls', 'prefixes', 'everything'] },
);

describe('what the vendor itself says', () => {
  let cdn: FakeCdn;
  afterEach(() => cdn.stop());
  const failure = (purger: AnyPurger, reference = 'r') =>
    purger.purgeTags(['slot-side'], reference).then(
      () => 'done',
      ({ message, lasting }) => [message, lasting],
    );

  it('Fastly: a wrong token, a service that is not there', async () => {
    cdn = await fastly.startFakeFastly();
    expect(await failure(toFastly(cdn.api, { token: 'wrong' }))).toEqual([
      'it answered 401: Provided credentials are missing or invalid',
      true,
    ]);
    expect(await failure(toFastly(cdn.api, { service: 'other' }))).toEqual([
      'it answered 404: Cannot load service',
      true,
    ]);
  });

  it('Fastly: a soft purge leaves the old one to be shown while the new one is fetched', async () => {
    cdn = await fastly.startFakeFastly();
    cdn.kept = [SIDE];
    expect(await failure(toFastly(cdn.api, { soft: true }))).toBe('done');
    expect(cdn.kept).toEqual([SIDE]);
  });

  it('Cloudflare: a wrong token, a zone that is not there, a refusal that comes with 200', async () => {
    cdn = await cloudflare.startFakeCloudflare();
    expect(await failure(toCloudflare(cdn.api, { token: 'wrong' }))).toEqual([
      'it answered 403: Invalid access token (9109)',
      true,
    ]);
    expect(await failure(toCloudflare(cdn.api, { zone: 'f'.repeat(32) }))).toEqual([
      expect.stringMatching(/^it answered 404: Could not route .*\(7003\)$/),
      true,
    ]);
    cdn.next = { status: 200, body: '{"success":false,"errors":[{"code":1,"message":"Not now"}]}' };
    expect(await failure(toCloudflare(cdn.api))).toEqual(['it refused: Not now (1)', false]);
    cdn.next = { status: 200, body: '<html>a proxy</html>' };
    expect(await failure(toCloudflare(cdn.api))).toEqual(['it refused: an answer that is not JSON', false]);
  });

  it('Akamai: a wrong secret; the other network, and invalidating', async () => {
    cdn = await akamai.startFakeAkamai();
    expect(await failure(toAkamai(cdn.api, { clientSecret: 'wrong' }))).toEqual([
      'it answered 401: Not authorized: The signature does not match',
      true,
    ]);
    expect(await failure(toAkamai(cdn.api, { network: 'staging', method: 'invalidate' }))).toBe('done');
    expect(cdn.calls.at(-1)?.path).toBe('/ccu/v3/invalidate/tag/staging');
  });

  it('CloudFront: a wrong secret, without the headers that its answer repeats', async () => {
    cdn = await cloudfront.startFakeCloudFront({ hasTags: false });
    expect(await failure(toCloudFront(cdn.api, { secretAccessKey: 'wrong' }))).toEqual([
      'it answered 403: SignatureDoesNotMatch',
      true,
    ]);
    expect(await failure(toCloudFront(cdn.api, { distribution: 'EOTHER0000' }))).toEqual([
      'it answered 404: NoSuchDistribution',
      true,
    ]);
  });

  it('CloudFront: the same order twice is one invalidation, another order another', async () => {
    const fake = await cloudfront.startFakeCloudFront({ hasTags: false });
    cdn = fake;
    const purger = toCloudFront(cdn.api);
    expect([await failure(purger, 'a'), await failure(purger, 'a')]).toEqual(['done', 'done']);
    expect(fake.invalidations).toHaveLength(1);
    expect(await failure(purger, 'b')).toBe('done');
    await purger.purgeTags(['slot-home_hero'], 'b');
    expect(fake.invalidations).toEqual([
      ['/tessera/fragments/side/*', '/tessera/slots/side*'],
      ['/tessera/fragments/side/*', '/tessera/slots/side*'],
      ['/tessera/fragments/home_hero/*', '/tessera/slots/home_hero*'],
    ]);
  });

  it('CloudFront: too many at a time may pass', async () => {
    const fake = await cloudfront.startFakeCloudFront({ hasTags: false });
    cdn = fake;
    cdn.kept = [LAPTOPS];
    const purger = toCloudFront(cdn.api);
    for (let i = 0; i < 7; i++) await purger.purgeTags(['slot-side'], `${i}`);
    expect(await failure(purger)).toEqual(['it answered 400: TooManyInvalidationsInProgress', false]);
    fake.complete();
    expect(await failure(purger)).toBe('done');
  });

  it('CloudFront: one path for what is in many places', async () => {
    const fake = await cloudfront.startFakeCloudFront({ hasTags: false });
    cdn = fake;
    const purger = toCloudFront(cdn.api);
    const orders = [
      ['default-a', 'slot-b'],
      ['slot-a', 'slot-b', 'slot-c', 'slot-d'],
      ['slot-a', 'variant-LaptopsHero0'],
      ['tessera'],
    ];
    for (const [i, tags] of orders.entries()) await purger.purgeTags(tags, `${i}`);
    expect(fake.invalidations).toEqual([
      ['/tessera/fragments/a/default*', '/tessera/slots/a*', '/tessera/fragments/b/*', '/tessera/slots/b*'],
      ['/tessera/*'],
      ['/tessera/*'],
      ['/tessera/*'],
    ]);
  });

  it('CloudFront: by tags, all of Tessera is one', async () => {
    const fake = await cloudfront.startFakeCloudFront({ hasTags: true });
    cdn = fake;
    await toCloudFront(cdn.api, { by: 'tags' }).purgeTags(['slot-a', 'tessera', 'slot-b'], 'r');
    expect(fake.invalidations).toEqual([['#tessera']]);
  });
});
