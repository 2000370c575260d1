import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describeInBrowser, pause, type Sink } from './browser.suite.js';
import { consent, forget, start, tessera } from './index.js';
import { fragment, useVisitor } from './visit.suite.js';

const ALIAS = { '@tessera/beacon': join(__dirname, 'index.ts') };

/** Bundles as a site does, and lets the sink serve the parts. */
function serve(sink: Sink, entry: string): void {
  const { outputFiles } = buildSync({
    entryPoints: { app: entry },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    alias: ALIAS,
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfigRaw: {},
    outdir: '/tessera/app',
    write: false,
  });
  for (const { path, text } of outputFiles)
    sink.fragments[path] = { body: text, headers: { 'content-type': 'text/javascript' } };
}
const PAGE = `<!doctype html><html lang="en"><head><title>App</title></head><body data-tessera-views="manual">
<div id="app"></div><script type="module" src="/tessera/app/app.js"></script></body></html>`;

describe('on a server', () => {
  it('1. imports without a browser, and does nothing', async () => {
    tessera('cart_add', { sku: 'aero-13' });
    tessera('wishlist_shared', { anything: [1, 2] });
    // @ts-expect-error: known events have props of their own.
    tessera('cart_add', { sku: 13 });
    // @ts-expect-error
    tessera('goal', {});
    await start();
    expect([await consent({ personalisation: true }), await forget()]).toEqual([false, false]);
    const out = execFileSync(process.execPath, ['--input-type=module', '-e', `await import('${bundled()}')`]);
    expect(out.toString()).toBe('');
  });
});

/** The package as one module, as Node would import it. */
function bundled(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'index.ts')],
    bundle: true,
    format: 'esm',
    tsconfigRaw: {},
    write: false,
  });
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.text ?? '').toString('base64')}`;
}

describeInBrowser('in a bundle', () => {
  const { sink, page } = useVisitor();

  it('2. the React example: views with their types, slots filled, nothing left behind', async () => {
    serve(sink, join(__dirname, '../examples/react/app.tsx'));
    sink.pages['/'] = PAGE;
    sink.fragments['/tessera/fragments/home_hero/Variant00001'] = {
      body: fragment('home_hero', 'Variant00001', '<h2>Hero</h2>'),
    };
    sink.fragments['/tessera/fragments/product_banner/default'] = {
      body: fragment('product_banner', 'Fallback0001', '<h2>Banner</h2>'),
    };
    const variants: Record<string, string> = { home_hero: 'Variant00001', product_banner: 'default' };
    sink.answer = ({ slots }) => ({
      visitor: 'v',
      until: null,
      decisions: Object.fromEntries(slots.map((slot) => [slot, { variant: variants[slot], changed: false }])),
    });
    const shows = (text: string) =>
      page().waitForFunction((wanted) => document.querySelector('h2')?.textContent === wanted, text);

    await page().goto(sink.url);
    await shows('Hero');
    await page().click('text=Aero 13');
    await shows('Banner');
    await page().click('text=Add to cart');
    expect((await sink.untilEvent('cart_add')).props).toEqual({ sku: 'aero-13', value: 1199, quantity: 1 });
    await page().click('text=Home');
    await shows('Hero');
    await pause(200);
    expect(sink.events('page_view').map(({ page, props }) => [page.path, page.type, props])).toEqual([
      ['/', 'home', expect.objectContaining({ type: 'home' })],
      ['/p/aero-13', 'product', expect.objectContaining({ from: '/', category: 'laptops' })],
      ['/', 'home', expect.objectContaining({ from: '/p/aero-13' })],
    ]);
    expect(sink.asked.filter((path) => path.startsWith('/tessera/fragments/product_banner'))).toEqual([
      '/tessera/fragments/product_banner/default?category=laptops',
    ]);
  });
});
