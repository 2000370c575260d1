import { describeInBrowser, html, pause } from './browser.suite.js';
import { fragment, useVisitor } from './visit.suite.js';

const decide = (decisions: Record<string, string>) => () => ({
  visitor: 'v',
  until: null,
  decisions: Object.fromEntries(
    Object.entries(decisions).map(([slot, variant]) => [slot, { variant, changed: false }]),
  ),
});

describeInBrowser('what comes into the page later', () => {
  const { sink, page, visit } = useVisitor();
  const text = (selector: string) => page().textContent(selector);
  const untilText = (selector: string, wanted: string) =>
    page().waitForFunction(([at, words]) => document.querySelector(at)?.textContent === words, [
      selector,
      wanted,
    ] as const);

  it('1. a hole is filled with what is decided, the fallback too', async () => {
    sink.pages['/'] = html('<div data-tessera-slot="hero"></div><div data-tessera-slot="side"></div>');
    sink.fragments = {
      ...sink.fragments,
      '/tessera/fragments/hero/Variant00001': { body: fragment('hero', 'Variant00001', '<h2>Hero</h2>') },
      '/tessera/fragments/side/default': { body: fragment('side', 'Fallback0001', '<h3>Side</h3>') },
    };
    sink.answer = decide({ hero: 'Variant00001', side: 'default' });
    await visit();
    await untilText('h2', 'Hero');
    await untilText('h3', 'Side');
    await pause(300);
    // Each was asked for once, and the answers that follow ask for nothing.
    await page().evaluate(() => window.tessera?.('act'));
    await sink.untilEvent('act');
    await pause(200);
    expect(sink.asked.slice(1)).toEqual([
      '/tessera/fragments/hero/Variant00001?',
      '/tessera/fragments/side/default?',
    ]);
  });

  it('2. a slot that comes later is decided, filled and seen; the same slot twice, too', async () => {
    sink.pages['/'] = html('<h1>App</h1><main></main>');
    sink.fragments = {
      ...sink.fragments,
      '/tessera/fragments/hero/Variant00001': { body: fragment('hero', 'Variant00001', '<h2>Hero</h2>') },
    };
    sink.answer = ({ slots }) => (slots.includes('hero') ? decide({ hero: 'Variant00001' })() : decide({})());
    await visit();
    expect(sink.beacons.flatMap(({ slots }) => slots)).toEqual([]);
    await page().evaluate(() => {
      const main = document.querySelector('main') as HTMLElement;
      main.innerHTML = '<section><div data-tessera-slot="hero"></div></section>';
    });
    await untilText('section h2', 'Hero');
    expect((await sink.untilEvent('impression')).props).toEqual({ slot: 'hero', variant: 'Variant00001' });
    await page().evaluate(() => {
      document
        .querySelector('main')
        ?.insertAdjacentHTML('beforeend', '<aside><div data-tessera-slot="hero"></div></aside>');
    });
    await untilText('aside h2', 'Hero');
    await sink.untilEvent('impression', 2);
    // A framework that draws its part anew gets what is decided again.
    await page().evaluate(() => {
      const section = document.querySelector('section') as HTMLElement;
      section.innerHTML = '<div data-tessera-slot="hero"></div>';
    });
    await untilText('section h2', 'Hero');
  });

  it('3. slots, clicks, forms, videos and scrolling in web components are as others', async () => {
    sink.fragments = {
      ...sink.fragments,
      '/tessera/fragments/hero/Variant00001': { body: fragment('hero', 'Variant00001', '<h2>Hero</h2>') },
      '/tessera/parts.js': {
        headers: { 'content-type': 'text/javascript' },
        body: `customElements.define('shop-card', class extends HTMLElement {
          connectedCallback() {
            const root = this.attachShadow({ mode: 'open' });
            root.innerHTML = '<div data-tessera-slot="hero"></div><button data-tessera-name="inner"><b>Buy</b></button>'
              + '<form id="ask"><input name="mail"><button>Send</button></form><video id="tour"></video>'
              + '<div id="list"><p>Long</p></div>';
            root.querySelector('#list').style.cssText = 'height:600px;overflow:auto';
            root.querySelector('p').style.height = '3000px';
            root.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
          }
        });`,
      },
    };
    sink.pages['/'] = html('<shop-card></shop-card>');
    sink.answer = ({ slots }) => (slots.includes('hero') ? decide({ hero: 'Variant00001' })() : decide({})());
    await visit();
    // Only now the element becomes a web component, as with a script that comes late.
    await page().addScriptTag({ url: '/tessera/parts.js' });
    await page().waitForFunction(
      () => document.querySelector('shop-card')?.shadowRoot?.querySelector('h2')?.textContent === 'Hero',
    );
    expect((await sink.untilEvent('impression')).props).toEqual({ slot: 'hero', variant: 'Variant00001' });

    await page().click('shop-card b');
    expect((await sink.untilEvent('click')).props).toMatchObject({ element: 'inner', text: 'Buy' });
    await page().click('shop-card h2');
    expect((await sink.untilEvent('variant_click')).props).toEqual({ slot: 'hero', variant: 'Variant00001' });

    await page().type('shop-card input', 'x');
    expect((await sink.untilEvent('form_start')).props).toEqual({ form: 'ask' });
    await page().click('shop-card form button');
    await sink.untilEvent('form_submit');
    await pause(100);
    expect(sink.events('form_submit')).toHaveLength(1);

    await page().evaluate(() => {
      const root = document.querySelector('shop-card')?.shadowRoot;
      root?.querySelector('video')?.dispatchEvent(new Event('play'));
      root?.querySelector('#list')?.scrollTo(0, 2400);
    });
    expect((await sink.untilEvent('video_play')).props).toMatchObject({ video: 'tour' });
    const { depth } = (await sink.untilEvent('scroll')).props as { depth: number };
    expect(depth).toBeGreaterThan(95);
  });

  it('4. an element that scrolls in the page’s stead is its depth; small ones and carousels are not', async () => {
    sink.fragments['/tessera/test.css'] = {
      headers: { 'content-type': 'text/css' },
      body: `body{margin:0}#app{height:800px;overflow:auto}#app p{height:4000px}
        #small{height:200px;overflow:auto}#small p{height:900px}#row{width:500px;overflow:auto}#row p{width:3000px}`,
    };
    sink.pages['/'] = html(
      '<div id="app"><div id="small"><p>S</p></div><div id="row"><p>R</p></div><p>Long</p></div>',
    );
    await visit();
    await page().evaluate(() => {
      document.querySelector('#small')?.scrollTo(0, 500);
      document.querySelector('#row')?.scrollTo(900, 0);
    });
    await sink.untilEvent('dwell', 2);
    expect(sink.events('scroll')).toEqual([]);
    await page().evaluate(() => {
      const app = document.querySelector('#app') as HTMLElement;
      app.scrollTo(0, app.scrollHeight * 0.6 - 800);
    });
    const { depth } = (await sink.untilEvent('scroll')).props as { depth: number };
    expect(depth).toBeGreaterThan(57);
    expect(depth).toBeLessThan(63);
  });

  it('5. a page full of elements that come and go is looked at ten times a second at most', async () => {
    sink.pages['/'] = html('<main></main>');
    await visit();
    const looks = await page().evaluate(async () => {
      const main = document.querySelector('main') as HTMLElement;
      const find = Document.prototype.querySelectorAll;
      let count = 0;
      document.querySelectorAll = function (this: Document, ...args: [string]) {
        if (args[0] === '[data-tessera-slot]') count++;
        return find.apply(this, args);
      } as typeof document.querySelectorAll;
      const end = performance.now() + 1000;
      while (performance.now() < end) {
        main.innerHTML = '<p><b>x</b></p>'.repeat(50);
        await new Promise(requestAnimationFrame);
      }
      return count;
    });
    // Its own looks, and one per beacon (dwell, once a second).
    expect(looks).toBeLessThan(16);
    expect(await text('main b')).toBe('x');
  });
});
