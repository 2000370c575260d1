import { addressOf } from './address.js';
import { replaceReferences, textOf } from './reference.js';
import { requestVariables } from './variables.js';

const of = (headers: Record<string, string>, path = '/c?a=1&b=x%20y&b=2&flag&=z') =>
  requestVariables({ url: new URL(path, 'https://shop.example'), headers: new Headers(headers) });
const written = (template: string, variables = of({})) =>
  replaceReferences(template, (reference) => textOf(reference, variables));

describe('variables', () => {
  it('speak of the request', () => {
    const variables = of({
      cookie: '; c1=v1; c2= v 2 ;;c3; c1=later; __proto__=no',
      host: 'other.example:8443',
      referer: 'https://a.example/?x',
      'user-agent': 'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:15.0) Gecko/20100101 Firefox/15.0.1',
      'accept-language': 'fr-CH, en;q=0.8',
      authorization: 'Bearer secret',
    });
    const get = (name: string, key?: string) => variables.get(name, key);
    expect([get('HTTP_COOKIE', 'c1'), get('HTTP_COOKIE', 'c2'), get('HTTP_COOKIE', 'c3')]).toEqual([
      'v1',
      'v 2',
      '',
    ]);
    expect([get('HTTP_COOKIE', 'C1'), get('HTTP_COOKIE', 'toString')]).toEqual([undefined, undefined]);
    expect(get('HTTP_HOST')).toBe('other.example:8443');
    expect(get('HTTP_REFERER')).toBe('https://a.example/?x');
    expect(['browser', 'version', 'os', 'x'].map((key) => get('HTTP_USER_AGENT', key))).toEqual([
      'MOZILLA',
      '5.0',
      'UNIX',
      undefined,
    ]);
    expect(['fr-ch', 'EN', 'fr'].map((key) => get('HTTP_ACCEPT_LANGUAGE', key))).toEqual([true, true, false]);
    expect(get('QUERY_STRING')).toBe('a=1&b=x%20y&b=2&flag&=z');
    expect(['a', 'b', 'flag', 'c'].map((key) => get('QUERY_STRING', key))).toEqual([
      '1',
      'x y',
      '',
      undefined,
    ]);
  });

  it('are those of the specification only: no other header can be shown', () => {
    const variables = of({ authorization: 'Bearer secret', 'x-real-ip': '1.2.3.4' });
    for (const name of ['HTTP_AUTHORIZATION', 'HTTP_X_REAL_IP', 'authorization', '__proto__', 'constructor'])
      expect(variables.get(name, undefined)).toBeUndefined();
  });

  it.each<[string, string]>([
    ['$(QUERY_STRING{a})$(QUERY_STRING{none})', '1'],
    ['$(QUERY_STRING{none}|7)', '7'],
    ["$(QUERY_STRING{flag}|'a (b) | c')!", 'a (b) | c!'],
    ['$(NO_SUCH)|x', '|x'],
    ['$A(HTTP_HOST) $ $( $() $(1) $(A{b)}', '$A(HTTP_HOST) $ $( $() $(1) $(A{b)}'],
    ['$($(QUERY_STRING{a}))', '$(1)'],
    ['$(HTTP_ACCEPT_LANGUAGE{en})', 'false'],
  ])('%s is written as %s', (template, expected) => {
    expect(written(template)).toBe(expected);
  });
});

describe('an address', () => {
  const evil = of(
    { cookie: 'v=../../admin; dots=..; host=//evil.example; line=a%0d%0aX: y', host: 'evil.example/x?' },
    '/c?q=a%26b%3Dc%23d&s=%2F%2Fevil.example&n=%0D%0AX:%20y&u=%F0%9F%98%80',
  );
  it.each<[string, string]>([
    ['/f/$(HTTP_COOKIE{v}).html', '/f/..%2F..%2Fadmin.html'],
    ['/f/$(HTTP_COOKIE{dots})/x', '/f//x'],
    ['$(HTTP_COOKIE{host})/x', '%2F%2Fevil.example/x'],
    ['/f?x=$(QUERY_STRING{q})', '/f?x=a%26b%3Dc%23d'],
    ['$(QUERY_STRING{s})', '%2F%2Fevil.example'],
    ['/f?x=$(QUERY_STRING{n})$(QUERY_STRING{u})', '/f?x=%0D%0AX%3A%20y%F0%9F%98%80'],
    ['/f?$(QUERY_STRING)', '/f?q=a%26b%3Dc%23d&s=%2F%2Fevil.example&n=%0D%0AX:%20y&u=%F0%9F%98%80'],
    ['https://$(HTTP_HOST)/x', 'https://evil.example%2Fx%3F/x'],
    ['/plain', '/plain'],
  ])('%s leads to %s', (source, expected) => {
    expect(addressOf(source, evil)).toBe(expected);
  });
});
