import ts from 'typescript';
import { type Fields, fields, run, source } from './testing/viewer-request.js';

const OFFER = 'Xk31bbGq0pLa';
const names = (given: Fields) => Object.keys(given).sort();
const cookies = { session: 's', tessera_id: 'me', tsr_hero: OFFER, tsr_bad: '../x', tessera_idx: '1' };

describe('the function', () => {
  it('fits, and uses only what its runtime documents', () => {
    expect(Buffer.byteLength(source)).toBeLessThan(10 * 1024);
    const file = ts.createSourceFile('f.js', source, ts.ScriptTarget.Latest, true);
    const refused = new Set([
      ts.SyntaxKind.ForOfStatement,
      ts.SyntaxKind.ObjectBindingPattern,
      ts.SyntaxKind.ArrayBindingPattern,
      ts.SyntaxKind.SpreadElement,
      ts.SyntaxKind.SpreadAssignment,
      ts.SyntaxKind.ClassDeclaration,
      ts.SyntaxKind.QuestionDotToken,
      ts.SyntaxKind.QuestionQuestionToken,
      ts.SyntaxKind.ImportDeclaration,
    ]);
    const found: string[] = [];
    const look = (node: ts.Node): void => {
      if (refused.has(node.kind)) found.push(node.getText());
      if (ts.isParameter(node) && node.initializer) found.push(node.getText());
      ts.forEachChild(node, look);
    };
    look(file);
    expect(found).toEqual([]);
  });
});

describe('a slot', () => {
  it('becomes the variant that the cookie names, without anything of the visitor', () => {
    const {
      uri,
      cookies: kept,
      headers,
    } = run('/tessera/slots/hero', { cookies, headers: { authorization: 'x' } });
    expect([uri, kept, headers.authorization]).toEqual([`/tessera/fragments/hero/${OFFER}`, {}, undefined]);
  });

  it.each([
    ['no cookie', 'cart', []],
    ['a cookie that is none', 'bad', []],
    ['a slot that is named personal', 'hero', ['hero']],
  ])('stays one for %s, with Tessera’s cookies only', (_, slot, personal) => {
    const { uri, cookies: kept } = run(`/tessera/slots/${slot}`, { cookies, personal });
    expect([uri, names(kept)]).toEqual([`/tessera/slots/${slot}`, ['tessera_id', 'tsr_bad', 'tsr_hero']]);
  });

  it.each([
    '/tessera/slots/Bad',
    '/tessera/slots/a/b',
    '/tessera/slots/',
    '/tessera/fragments/Bad/x',
    '/tessera/fragments/a/',
  ])('that can’t be one is not found: %s', (uri) => expect(run(uri).statusCode).toBe(404));
});

describe('a fragment', () => {
  it('is asked for by a variant’s key or as the default', () => {
    expect(run(`/tessera/fragments/hero/${OFFER}`, { cookies })).toMatchObject({
      uri: `/tessera/fragments/hero/${OFFER}`,
      cookies: {},
    });
    expect(run('/tessera/fragments/hero/made-up').uri).toBe('/tessera/fragments/hero/default');
  });

  it('has a query of known form, in one order', () => {
    const querystring = {
      ...fields({ locale: 'en', b: '2', utm: 'x%20y', UPPER: '1', empty: '', 'context.geo.country': 'AT' }),
      a: { value: '3', multiValue: [{ value: '<' }, { value: '1' }, { value: '3' }] },
    };
    const kept = run('/tessera/fragments/hero/default', { querystring }).querystring;
    expect(Object.keys(kept)).toEqual(['a', 'b', 'locale']);
    expect(kept).toEqual(fields({ a: '1', b: '2', locale: 'en' }));
    const many = fields(Object.fromEntries(Array.from({ length: 30 }, (__, i) => [`p${i}`, '1'])));
    expect(Object.keys(run('/tessera/slots/hero', { querystring: many }).querystring)).toHaveLength(9);
  });

  it('server’s file has no query at all', () => {
    const { querystring, cookies: kept } = run('/tessera/beacon.js', {
      querystring: fields({ v: '2' }),
      cookies,
    });
    expect([querystring, kept]).toEqual([{}, {}]);
  });
});

describe('what visitors send', () => {
  it('loses what they could use to pretend to be somebody else; the Host travels on', () => {
    const headers = {
      'x-forwarded-host': 'evil',
      forwarded: 'for=6.6.6.6',
      'x-original-url': '/admin',
      'surrogate-capability': 'x',
      'tessera-delivery': 'personal',
      'xkey-purge': 'tessera',
      'x-http-method-override': 'DELETE',
      'accept-language': 'de',
      referer: 'https://a.example/',
    };
    expect(run('/', { headers }).headers).toEqual(
      fields({
        host: 'shop.example',
        'accept-language': 'de',
        referer: 'https://a.example/',
        'x-forwarded-host': 'shop.example',
      }),
    );
  });

  it('reaches the fragment server only with Tessera’s cookies, and pages without forged decisions', () => {
    const beacon = run('/tessera/beacon', { method: 'POST', cookies });
    expect(names(beacon.cookies)).toEqual(['tessera_id', 'tsr_bad', 'tsr_hero']);
    expect(names(run('/collect/segment/v1/t', { cookies }).cookies)).toEqual(names(beacon.cookies));
    expect(names(run('/', { cookies }).cookies)).toEqual([
      'session',
      'tessera_id',
      'tessera_idx',
      'tsr_hero',
    ]);
  });

  it.each(['/admin', '/ADMIN/status', '//metrics', '/%61dmin', '/tessera/../healthz', '/./readyz'])(
    'never gets to operators’ addresses: %s',
    (uri) => expect(run(uri, { method: 'POST' }).statusCode).toBe(404),
  );

  it('is left alone where it only looks like one', () => {
    expect(run('/administrators').uri).toBe('/administrators');
    expect(run('/c/caf%C3%A9').uri).toBe('/c/caf%C3%A9');
  });
});
