import fc from 'fast-check';
import { LINK_MS, makeLink, openLink, PREVIEW_PATH } from './links.js';
import { sealerOf } from './seal.js';

const sealer = sealerOf('a token');
const json = fc.jsonValue();

it('what is sealed opens, and fits into an address', () => {
  fc.assert(
    fc.property(json, (value) => {
      const sealed = sealer.seal(value);
      expect(sealed).toMatch(/^[\w-]+$/);
      // Through JSON: -0 is 0 there.
      expect(sealer.open(sealed)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

it('no other text opens: not one with a bit changed, not a shorter, not a longer one', () => {
  fc.assert(
    fc.property(json, fc.nat(), fc.nat(7), fc.nat(), (value, place, bit, cut) => {
      const sealed = sealer.seal(value);
      const bytes = Buffer.from(sealed, 'base64url');
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      expect(sealer.open(bytes.toString('base64url'))).toBeUndefined();
      expect(sealer.open(sealed.slice(0, cut % sealed.length))).toBeUndefined();
      expect(sealer.open(`${sealed}A`)).toBeUndefined();
      expect(sealer.open(`${sealed}=`)).toBeUndefined();
      expect(sealer.open(` ${sealed}`)).toBeUndefined();
    }),
  );
});

it('texts that were never sealed do not open', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      expect(sealer.open(text)).toBeUndefined();
    }),
  );
});

it('another token opens nothing; the same token does, elsewhere too', () => {
  const sealed = sealer.seal({ a: 1 });
  expect(sealerOf('another token').open(sealed)).toBeUndefined();
  expect(sealerOf('a token').open(sealed)).toEqual({ a: 1 });
  expect(sealer.seal({ a: 1 })).not.toBe(sealed);
});

it('a link opens until its time is over, and not at its end', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: 0, max: 4 * LINK_MS }), (now, later) => {
      const { path, until } = makeLink(sealer, {}, now);
      expect(until).toBe(now + LINK_MS);
      const sealed = path.slice(PREVIEW_PATH.length).replace(/\/$/, '');
      expect(openLink(sealer, sealed, now + later).kind).toBe(later < LINK_MS ? 'open' : 'expired');
    }),
  );
});
