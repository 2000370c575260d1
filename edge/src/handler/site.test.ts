import { siteOf } from './site.js';

const ORIGIN = { TESSERA_ORIGIN: 'https://shop.example' };

it('reads what a runtime hands over; what is empty is not given', () => {
  expect(
    siteOf({
      ...ORIGIN,
      TESSERA_FRAGMENTS: 'http://10.0.0.7:4000/',
      TESSERA_PURGE_TOKEN: 's',
      TESSERA_VISITOR_IDS: 'off',
      TESSERA_COOKIE_DOMAIN: 'shop.example',
    }),
  ).toEqual({
    origin: new URL('https://shop.example'),
    fragments: new URL('http://10.0.0.7:4000'),
    purgeToken: 's',
    visitorIds: false,
    cookieDomain: 'shop.example',
  });
  expect(siteOf({ ...ORIGIN, TESSERA_FRAGMENTS: '', TESSERA_PURGE_TOKEN: undefined })).toEqual({
    origin: new URL('https://shop.example'),
  });
});

it.each([
  [{}, 'TESSERA_ORIGIN is missing; allowed: an address such as https://shop.example, without path'],
  [{ TESSERA_ORIGIN: 'shop' }, 'TESSERA_ORIGIN is "shop"; allowed: an address'],
  [{ TESSERA_ORIGIN: 'https://shop.example/x' }, 'TESSERA_ORIGIN is "https://shop.example/x"; allowed'],
  [{ TESSERA_ORIGIN: 'https://u:p@shop.example' }, 'TESSERA_ORIGIN'],
  [{ ...ORIGIN, TESSERA_FRAGMENTS: 'ftp://x' }, 'TESSERA_FRAGMENTS is "ftp://x"; allowed'],
  [{ ...ORIGIN, TESSERA_VISITOR_IDS: 'yes' }, 'TESSERA_VISITOR_IDS is "yes"; allowed: on, off'],
  [{ ...ORIGIN, TESSERA_COOKIE_DOMAIN: 'a;b' }, 'TESSERA_COOKIE_DOMAIN is "a;b"; allowed: a domain'],
])('%j is refused with what is allowed', (settings, message) => {
  expect(() => siteOf(settings)).toThrow(message);
});
