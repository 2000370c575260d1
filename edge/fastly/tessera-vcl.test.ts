import { sharedFragmentHeaders } from '@tessera/esi-fragments';
import { type Ask, ourVcl, Passage, source } from './testing/service.js';
import { complaints } from './testing/vcl-names.js';
import { runVcl, worldOf } from './testing/vcl-run.js';
import { parseVcl } from './testing/vcl-syntax.js';

// There is no Fastly here. These run the configuration's own text by Fastly's published rules, in testing/.

const OFFER = 'Xk31bbGq0pLa';
const html = { 'content-type': 'text/html; charset=utf-8' };
const cached = { ...html, 'cache-control': 'public, max-age=0, s-maxage=60' };
const stitched = { ...cached, 'surrogate-control': 'content="ESI/1.0"' };

const ask = (url: string, more: Partial<Ask> = {}, vcl = ourVcl()) => new Passage(vcl, { url, ...more });
const lower = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('the configuration', () => {
  it('uses nothing that Fastly does not have, and nothing where it may not', () => {
    expect(complaints(ourVcl())).toEqual([]);
    expect(ourVcl().includes).toEqual(['tessera-site', 'tessera-cold-start']);
  });

  it('would be complained of otherwise', () => {
    const wrong = (body: string, sub = 'vcl_recv') => complaints(parseVcl(`sub ${sub} { ${body} }`));
    expect(wrong('set beresp.ttl = 60s;')).toEqual(['vcl_recv: set beresp.ttl']);
    expect(wrong('unset bereq.http.Cookie;')).toEqual(['vcl_recv: bereq.http.Cookie']);
    expect(wrong('set req.http.Fastly-FF = "x";')).toEqual(['vcl_recv: req.http.Fastly-FF is protected']);
    expect(wrong('return(hash);')).toEqual(['vcl_recv: return(hash)']);
    expect(wrong('if (req.url ~ req.http.A) { call b; }')).toEqual([
      'vcl_recv: a pattern that is no literal',
      'vcl_recv: call b: there is no such sub',
    ]);
    expect(wrong('esi;', 'vcl_deliver')).toEqual(['vcl_deliver: esi']);
    expect(wrong('set req.url = cookie.get("a");')).toEqual(['vcl_recv: cookie.get(…)']);
    expect(() => parseVcl('sub vcl_recv { if (req.url ~ "%41") { esi; } }')).toThrow('line 1: a %');
    expect(() => parseVcl('sub vcl_recv {\n std.collect(req.http.A) }')).toThrow('line 2: "}", not ;');
  });

  it('keeps the places that Fastly fills in', () => {
    const macros = ['recv', 'hash', 'hit', 'miss', 'pass', 'fetch', 'error', 'deliver', 'log'];
    const subs = source('tessera.vcl').split(/^sub /m);
    for (const name of macros) {
      const [sub, ...more] = subs.filter((text) => text.startsWith(`vcl_${name} `));
      expect([more, sub?.match(/^ *#FASTLY .*$/gm)]).toEqual([[], [`  #FASTLY ${name}`]]);
    }
  });
});

describe('a shared object', () => {
  const forged = {
    cookie: `session=secret; tsr_hero=${OFFER}; tessera_id=vvv`,
    authorization: 'Bearer secret',
    'x-forwarded-for': '6.6.6.6',
    'x-original-url': '/admin',
    'surrogate-capability': 'evil="ESI/1.0"',
    'tessera-phase': 'personal',
    'tessera-private': '1',
    'tessera-edge': 'evil',
    'fastly-client-ip': '6.6.6.6',
    'accept-encoding': 'gzip',
    'x-anything': 'evil',
    accept: 'text/html',
  };

  it.each(['/', '/tessera/slots/hero', '/tessera/beacon.js'])('learns nothing of the visitor: %s', (url) => {
    expect(ask(url, { headers: forged }).asked()).toEqual({
      host: 'shop.example',
      accept: 'text/html',
      'surrogate-capability': 'tessera="ESI/1.0"',
    });
  });

  it('is found by slot and variant, under every host name; a page by its host', () => {
    const at = (url: string, host: string) => ask(url, { headers: { ...forged, host } }).key;
    expect(at('/tessera/slots/hero', 'a.example')).toBe(`/tessera/fragments/hero/${OFFER}`);
    expect(at('/tessera/slots/hero', 'b.example')).toBe(`/tessera/fragments/hero/${OFFER}`);
    expect(at('/a?b=1', 'a.example')).toBe('/a?b=1a.example');
  });

  it('is looked up without cookies, so that no Vary tells visitors apart', () => {
    expect(ask('/', { headers: forged }).world.headers.req?.cookie).toBeUndefined();
  });

  it('is chosen for an include from the visitor’s original headers, or from what the page made of them', () => {
    const page = ask('/', { headers: forged });
    for (const headers of [forged, page.world.headers.req ?? {}]) {
      const include = ask('/tessera/slots/hero?locale=en', { headers, include: true });
      expect(include.way).toBe(`lookup /tessera/fragments/hero/${OFFER}?locale=en`);
    }
  });
});

describe('one visitor’s own requests', () => {
  it('pass with Tessera’s cookies and who asks', () => {
    const headers = {
      cookie: `a=1; tessera_id=me;tsr_hero=${OFFER}; tessera_idx=2`,
      'x-forwarded-for': '6.6.6.6',
    };
    const beacon = ask('/tessera/beacon', { method: 'POST', headers });
    expect(beacon.way).toBe('pass /tessera/beacon');
    expect(beacon.asked()).toMatchObject({
      cookie: `tessera_id=me; tsr_hero=${OFFER}`,
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'shop.example',
    });
    expect(ask('/tessera/segments', { headers: { cookie: 'a=1' } }).asked().cookie).toBeUndefined();
    expect(ask('/tessera/segments', { include: true }).way).toBe('error 604');
  });

  it('are pages that the site names private, with the shop’s cookies', () => {
    const vcl = ourVcl([], 'if (req.url ~ "^/account") { set req.http.Tessera-Private = "1"; }');
    const headers = { cookie: `session=s; tsr_hero=${OFFER}; cart=3`, authorization: 'Basic x' };
    const account = ask('/account', { headers }, vcl);
    expect(account.way).toBe('pass /account');
    expect(account.asked()).toMatchObject({ cookie: 'session=s; cart=3', authorization: 'Basic x' });
    const post = ask('/order', { method: 'POST', headers }, vcl);
    expect([post.way, post.asked().cookie]).toEqual(['pass /order', undefined]);
  });

  it('are slots that the site names personal', () => {
    const cart = ask(
      '/tessera/slots/cart?b=2&a=1',
      { headers: { cookie: 'x=1; tessera_id=me' } },
      ourVcl(['cart']),
    );
    expect([cart.way, cart.asked().cookie]).toEqual(['pass /tessera/slots/cart?a=1&b=2', 'tessera_id=me']);
  });

  it('are slots that turn out to be personal', () => {
    const notice = { ...html, 'cache-control': 'private, no-store', 'tessera-delivery': 'personal' };
    const cart = ask('/tessera/slots/cart?a=1', { headers: { cookie: 'x=1; tessera_id=me' }, include: true });
    expect(cart.way).toBe('lookup /tessera/fragments/cart/default?a=1');
    expect(cart.fetched(200, notice)).toEqual({ kind: 'return', name: 'deliver' });
    expect(cart.world.variables['beresp.ttl']).toBe('60s');
    expect(cart.world.headers.beresp?.['surrogate-key']).toBe('tessera slot-cart');
    expect(cart.delivered(notice)).toEqual({ kind: 'restart' });
    expect(cart.again()).toEqual({ kind: 'return', name: 'pass' });
    expect([cart.url, cart.world.headers.req?.cookie]).toEqual(['/tessera/slots/cart?a=1', 'tessera_id=me']);
    expect(cart.delivered({ ...html, 'cache-control': 'private, no-store' }, 'PASS').kind).toBe('return');
  });
});

describe('an answer', () => {
  const kept = (headers: Record<string, string>, status = 200) => {
    const passage = ask('/');
    const outcome = passage.fetched(status, headers);
    return outcome.kind === 'return' ? outcome.name : outcome.kind;
  };

  it('is stitched when it asks for that, and only HTML', () => {
    const flagged = (headers: Record<string, string>) => {
      const page = ask('/');
      page.fetched(200, headers);
      return page.world.esi;
    };
    expect(flagged(stitched)).toBe(true);
    expect(flagged({ ...stitched, 'cache-control': 'private' })).toBe(true);
    expect(flagged(cached)).toBe(false);
    expect(flagged({ ...stitched, 'content-type': 'application/json' })).toBe(false);
    expect(flagged({ ...stitched, 'surrogate-control': 'content="ESI/2.0"' })).toBe(false);
  });

  it('is kept only when it says for how long, and for everybody', () => {
    expect(kept(stitched)).toBe('deliver');
    expect(
      kept(
        lower(sharedFragmentHeaders({ slot: 'a', variant: OFFER, catalogVersion: '1', etag: '"e"', ttl: 9 })),
      ),
    ).toBe('deliver');
    expect(kept(html)).toBe('pass');
    expect(kept({ ...cached, 'set-cookie': 'a=1' })).toBe('pass');
    expect(kept({ ...cached, vary: '*' })).toBe('pass');
    for (const field of ['cache-control', 'cdn-cache-control', 'surrogate-control']) {
      for (const word of ['private', 'no-store', 'no-cache, x']) {
        expect([field, word, kept({ ...cached, [field]: `max-age=60, ${word}` })]).toEqual([
          field,
          word,
          'pass',
        ]);
      }
    }
  });

  it('is shown stale as long as it allows, by default a day while the origin fails', () => {
    const times = (control: string) => {
      const page = ask('/');
      page.fetched(200, { ...html, 'cache-control': control });
      const { variables } = page.world;
      return [variables['beresp.stale_while_revalidate'], variables['beresp.stale_if_error']];
    };
    expect(times('s-maxage=60')).toEqual(['10s', '86400s']);
    expect(times('s-maxage=60, stale-while-revalidate=5, stale-if-error=9')).toEqual([undefined, undefined]);
    expect(times('s-maxage=60, must-revalidate')).toEqual(['0s', '0s']);
  });

  it('that is an error gives way to an older object, or leaves a fragment’s place empty', () => {
    expect(ask('/').fetched(503, html, true)).toEqual({ kind: 'return', name: 'deliver_stale' });
    const page = ask('/');
    expect([page.fetched(503, html), page.world.variables['beresp.cacheable']]).toEqual([
      { kind: 'return', name: 'deliver' },
      false,
    ]);
    expect(ask('/tessera/slots/hero', { include: true }).fetched(502, html)).toEqual({
      kind: 'error',
      status: 606,
    });
    const world = worldOf(
      { req: {}, obj: {} },
      { 'obj.status': 606, 'req.url': '/tessera/fragments/hero/default' },
    );
    runVcl(ourVcl(), 'vcl_error', world);
    expect([world.variables['obj.status'], world.body]).toEqual([502, '']);
  });

  it('shows visitors nothing that is meant for the edge', () => {
    const page = ask('/');
    const inner = {
      xkey: 'a',
      'surrogate-key': 'a',
      'cache-tag': 'a',
      'edge-cache-tag': 'a',
      'tessera-esi': '1',
    };
    page.delivered(
      { ...stitched, ...inner, etag: '"x"', 'cdn-cache-control': 'max-age=1' },
      'HIT-STALE-CLUSTER',
    );
    expect(page.world.headers.resp).toEqual({
      ...html,
      'cache-control': 'private, max-age=0',
      'x-tessera-cache': 'STALE',
      'x-compress-hint': 'on',
    });
    const slot = ask('/tessera/slots/hero');
    slot.delivered(cached, 'MISS');
    expect(slot.world.headers.resp?.['cache-control']).toBe('private, no-store');
  });
});

describe('a shield', () => {
  it('takes the edge’s addresses as they are, stitches nothing and tells the edge all', () => {
    const fragment = ask(`/tessera/fragments/hero/${OFFER}?locale=en`, { shield: true });
    expect(fragment.way).toBe(`lookup /tessera/fragments/hero/${OFFER}?locale=en`);
    expect(fragment.world.variables['req.esi']).toBe(false);
    const answer = { ...stitched, 'surrogate-key': 'slot-hero', 'tessera-delivery': 'personal' };
    fragment.delivered(answer);
    expect(fragment.world.headers.resp).toEqual(answer);
  });

  it('passes a personal slot with the cookies that the edge sends, and what it says of the visitor', () => {
    const edge = ask('/tessera/slots/cart', { headers: { cookie: 'x=1; tessera_id=me' } }, ourVcl(['cart']));
    const shield = ask('/tessera/slots/cart', { headers: edge.asked(), shield: true });
    expect([shield.way, shield.asked().cookie]).toEqual(['pass /tessera/slots/cart', 'tessera_id=me']);
    const beacon = ask('/tessera/beacon', { method: 'POST' });
    const behind = ask('/tessera/beacon', { method: 'POST', headers: beacon.asked(), shield: true });
    expect(behind.asked()['x-forwarded-for']).toBe('192.0.2.1');
  });
});
