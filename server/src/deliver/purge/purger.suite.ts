import { PurgeFailed } from './ask.js';
import type { Answer, Kept } from './fakes/fake-cdn.suite.js';
import type { EverythingPurger, PrefixPurger, TagPurger, UrlPurger } from './purge-target.js';

export type AnyPurger = TagPurger & Partial<UrlPurger & PrefixPurger & EverythingPurger>;

/** A CDN with a cache, and what purges it. */
export interface PurgedCdn {
  readonly purger: AnyPurger;
  /** Puts what is kept into the cache. */
  keep(kept: readonly Kept[]): Promise<void>;
  /** Addresses that are in the cache. */
  held(): Promise<readonly string[]>;
  /** The next call is answered so; none where that can't be told. */
  readonly answerNext?: (answer: Answer) => void;
  readonly calls: () => number;
  stop(): Promise<void>;
}

const SITE = 'https://shop.example';
const fragment = (slot: string, variant: string, query = ''): Kept => ({
  url: `${SITE}/tessera/fragments/${slot}/${variant}${query}`,
  tags: ['tessera', `slot-${slot}`, `variant-${variant}`, 'catalog-17'],
});
export const LAPTOPS = fragment('home_hero', 'LaptopsHero0');
export const LAPTOPS_ES = fragment('home_hero', 'LaptopsHero0', '?locale=es');
export const OFFER = fragment('home_hero', 'OfferOffer00');
const DEFAULT: Kept = {
  url: `${SITE}/tessera/fragments/home_hero/default`,
  tags: ['tessera', 'slot-home_hero', 'variant-OfferOffer00', 'catalog-17', 'default-home_hero'],
};
export const SIDE = fragment('side', 'LaptopsHero0');
export const PAGE: Kept = { url: `${SITE}/`, tags: [] };
const ALL = [LAPTOPS, LAPTOPS_ES, OFFER, DEFAULT, SIDE, PAGE];

/** The longest tags that there are. */
const longestTags = (count: number): string[] =>
  Array.from({ length: count }, (_, i) => `default-${'a'.repeat(36)}${String(i).padStart(4, '0')}`);

interface Expected {
  /** It may drop more fragments than it is asked to. */
  readonly broad?: boolean;
  /** What must never be shown. */
  readonly secrets: readonly string[];
  /** What it can do besides. */
  readonly can: readonly ('urls' | 'prefixes' | 'everything')[];
  /** Whether the CDN can be told to refuse. */
  readonly refuses?: boolean;
}

/** What every purger must do. */
export function purgerSuite(
  name: string,
  open: () => Promise<PurgedCdn>,
  { broad = false, secrets, can, refuses = true }: Expected,
): void {
  describe(name, () => {
    let cdn: PurgedCdn;
    beforeEach(async () => {
      cdn = await open();
      await cdn.keep(ALL);
    });
    afterEach(() => cdn.stop());

    const refusal = async (answer: Answer): Promise<PurgeFailed> => {
      cdn.answerNext?.(answer);
      const failure = await cdn.purger.purgeTags(['slot-side'], 'r').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(PurgeFailed);
      for (const secret of secrets) expect(String(failure)).not.toContain(secret);
      return failure as PurgeFailed;
    };

    it.each([
      [['slot-home_hero'], [SIDE, PAGE]],
      [['variant-LaptopsHero0'], [OFFER, DEFAULT, PAGE]],
      [['default-home_hero'], [LAPTOPS, LAPTOPS_ES, OFFER, SIDE, PAGE]],
      [
        ['slot-side', 'variant-OfferOffer00'],
        [LAPTOPS, LAPTOPS_ES, PAGE],
      ],
      [['tessera'], [PAGE]],
      [['slot-of_old'], ALL],
    ])('drops what carries one of the tags %j', async (tags, left) => {
      await cdn.purger.purgeTags(tags, 'r');
      const held = await cdn.held();
      const gone = ALL.filter((kept) => !left.includes(kept));
      expect(gone.filter(({ url }) => held.includes(url))).toEqual([]);
      expect(held).toContain(PAGE.url);
      if (!broad) expect(held).toEqual(left.map(({ url }) => url));
    });

    it('takes as many tags in a call as it says', async () => {
      const calls = cdn.calls();
      await cdn.purger.purgeTags([...longestTags(cdn.purger.mostTags - 1), 'slot-side'], 'r');
      expect(cdn.calls()).toBe(calls + 1);
      expect(await cdn.held()).not.toContain(SIDE.url);
    });

    it('has a name that tells no secret, and a pace', () => {
      expect(cdn.purger.name).toMatch(/^[a-z]+:./);
      for (const secret of secrets) expect(cdn.purger.name).not.toContain(secret);
      expect(cdn.purger.joinMs).toBeLessThanOrEqual(1_000);
      expect(cdn.purger.againMs).toBeGreaterThan(0);
    });

    it('says that it can’t be reached, and that this may pass', async () => {
      await cdn.stop();
      const { message, lasting } = await refusal({ status: 0 });
      expect(message).toMatch(/can't be reached: \w+/);
      expect(lasting).toBe(false);
    });

    it('can what is said of it', () => {
      const { purgeUrls, purgePrefixes, purgeEverything } = cdn.purger;
      const found = { urls: purgeUrls, prefixes: purgePrefixes, everything: purgeEverything };
      expect(Object.entries(found).flatMap(([what, has]) => (has ? [what] : []))).toEqual(can);
    });

    if (can.includes('urls')) {
      it('drops exactly the addresses it is given', async () => {
        await cdn.purger.purgeUrls?.([new URL(LAPTOPS_ES.url), new URL(SIDE.url)], 'r');
        expect(await cdn.held()).toEqual([LAPTOPS, OFFER, DEFAULT, PAGE].map(({ url }) => url));
      });
    }

    if (can.includes('prefixes')) {
      it('drops all that begins so', async () => {
        await cdn.purger.purgePrefixes?.([new URL(`${SITE}/tessera/fragments/home_hero/`)], 'r');
        expect(await cdn.held()).toEqual([SIDE, PAGE].map(({ url }) => url));
      });
    }

    if (can.includes('everything')) {
      it('drops everything', async () => {
        await cdn.purger.purgeEverything?.('r');
        expect(await cdn.held()).toEqual([]);
      });
    }

    if (refuses) refusals();

    function refusals(): void {
      it.each([400, 401, 403, 404, 301])('%i: that lasts, and nothing was purged', async (status) => {
        const headers = { Location: 'http://127.0.0.1:9/elsewhere' };
        const { message, lasting } = await refusal({ status, headers });
        expect([message, lasting]).toEqual([`it answered ${status}`, true]);
        expect(await cdn.held()).toContain(SIDE.url);
        await cdn.purger.purgeTags(['slot-side'], 'r');
        expect(await cdn.held()).not.toContain(SIDE.url);
      });

      it.each([
        [429, '7', 7_000],
        [503, '120', 120_000],
        [503, '999999', 3_600_000],
        [500, null, 0],
        [429, 'soon', 0],
      ])('%i with Retry-After %s: that may pass', async (status, after, ms) => {
        const headers: Record<string, string> = after === null ? {} : { 'Retry-After': after };
        const { lasting, retryAfterMs } = await refusal({ status, headers });
        expect([lasting, retryAfterMs]).toEqual([false, ms]);
      });

      it('waits until a date, too', async () => {
        const date = new Date(Date.now() + 60_000).toUTCString();
        const { retryAfterMs } = await refusal({ status: 503, headers: { 'Retry-After': date } });
        expect(retryAfterMs).toBeGreaterThan(30_000);
        expect(retryAfterMs).toBeLessThanOrEqual(60_000);
      });
    }
  });
}
