import { pagePolicies, previewHeaders } from './policy.js';

it('a page’s policy holds on, but for who may frame it, and with this host wherever a host is allowed', () => {
  expect(
    pagePolicies(
      "default-src 'none'; script-src https://cdn.example 'nonce-x'; img-src 'self'; frame-ancestors 'none'",
    ),
  ).toEqual(["default-src 'none'; script-src https://cdn.example 'nonce-x' 'self'; img-src 'self'"]);
  expect(pagePolicies("frame-ancestors 'none', base-uri 'none'; report-uri /x")).toEqual(["base-uri 'none'"]);
});

it('every answer is for nobody else, cut off, and framed only where it may be', () => {
  const headers = previewHeaders({ frames: ['https://cms.example'], page: null });
  expect(headers).toMatchObject({
    'Cache-Control': 'private, no-store',
    'CDN-Cache-Control': 'private, no-store',
    'Surrogate-Control': 'private, no-store',
    'X-Robots-Tag': 'noindex, nofollow',
    'Referrer-Policy': 'no-referrer',
  });
  expect(headers['Content-Security-Policy']).toBe(
    "sandbox allow-scripts; connect-src 'none'; form-action 'none'; worker-src 'none'; frame-ancestors https://cms.example",
  );
  expect(previewHeaders({ frames: [], page: "img-src 'self'" })['Content-Security-Policy']).toEqual([
    "img-src 'self'",
    expect.stringContaining("frame-ancestors 'none'"),
  ]);
});
