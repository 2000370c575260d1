import { VARIANT_KEY, VISITOR_ID } from '@tessera/model';

/** Longer headers are no browser's doing; nothing is read from them. */
const MAX_COOKIE_HEADER = 16 * 1024;

export const VISITOR_COOKIE = 'tessera_id';
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

const cookieValue = (headers: Headers, name: string): string =>
  cookiesOf(headers).find((cookie) => cookie.name === name)?.value ?? '';

/** The variant that the visitor's decision cookie names; undefined for whatever can't be a variant's key. */
export function decidedVariant(headers: Headers, slot: string): string | undefined {
  const value = cookieValue(headers, `tsr_${slot}`);
  return VARIANT_KEY.test(value) ? value : undefined;
}

/** Whether the visitor has an id, if only a forged one of the right form. */
export const hasVisitorId = (headers: Headers): boolean =>
  VISITOR_ID.test(cookieValue(headers, VISITOR_COOKIE));

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
