import { DEFAULT_VARIANT, VARIANT_KEY } from '@tessera/model';

/** Longer headers are no browser's doing; nothing is read from them. */
const MAX_COOKIE_HEADER = 16 * 1024;

const TESSERA_COOKIE = /^(?:tessera_id|tsr_[a-z][a-z0-9_]{0,39})$/;

type Cookie = { name: string; value: string };

/** A page has several slots: its visitor's cookies are read once. */
const read = new WeakMap<Headers, readonly Cookie[]>();

function cookiesOf(headers: Headers): readonly Cookie[] {
  let cookies = read.get(headers);
  if (!cookies) {
    cookies = parse(headers.get('cookie') ?? '');
    read.set(headers, cookies);
  }
  return cookies;
}

function parse(header: string): Cookie[] {
  if (header.length > MAX_COOKIE_HEADER) return [];
  return header.split(';').flatMap((pair) => {
    const equals = pair.indexOf('=');
    return equals < 0 ? [] : [{ name: pair.slice(0, equals).trim(), value: pair.slice(equals + 1).trim() }];
  });
}

/** The variant that the visitor's decision cookie names; whatever can't be a variant's key is `default`. */
export function decidedVariant(headers: Headers, slot: string): string {
  const name = `tsr_${slot}`;
  const value = cookiesOf(headers).find((cookie) => cookie.name === name)?.value ?? '';
  return VARIANT_KEY.test(value) ? value : DEFAULT_VARIANT;
}

/** A Cookie header of only the cookies that concern the fragment server; undefined when there are none. */
export function tesseraCookies(headers: Headers): string | undefined {
  return join(cookiesOf(headers).filter(({ name }) => TESSERA_COOKIE.test(name)));
}

/** A Cookie header of only the shop's own cookies. */
export function shopCookies(headers: Headers): string | undefined {
  return join(cookiesOf(headers).filter(({ name }) => !TESSERA_COOKIE.test(name)));
}

const join = (cookies: readonly Cookie[]): string | undefined =>
  cookies.length > 0 ? cookies.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined;
