import { describeInBrowser, html, pause } from './browser.suite.js';
import { fragment, useVisitor } from './visit.suite.js';

const DEAD_MS = 2500;

describeInBrowser('frustration', () => {
  const { sink, page, visit } = useVisitor();

  const open = async (body: string, script = '') => {
    sink.fragments['/tessera/page.js'] = { body: script, headers: { 'content-type': 'text/javascript' } };
    sink.fragments['/tessera/test.css'] = {
      body: '.long{height:3000px}#pointer{cursor:pointer;width:200px;height:40px}',
      headers: { 'content-type': 'text/css' },
    };
    sink.pages['/'] = html(`${body}<script src="/tessera/page.js"></script>`);
    await visit();
  };
  const click = (selector: string) => page().click(selector);

  it('1. three clicks at one place within a second are rage, told once', async () => {
    await open('<button id="buy">Buy</button>');
    // In one turn: a busy machine takes a while for each click of its own.
    await page().evaluate(() => {
      for (let i = 0; i < 5; i++) document.getElementById('buy')?.click();
    });
    expect((await sink.untilEvent('rage_click')).props).toEqual({ element: 'buy' });
    await pause(200);
    expect(sink.events('rage_click')).toHaveLength(1);
    expect(sink.events('click').length).toBe(5);
  });

  it('2. two clicks, slow ones, scattered ones, and what is made for it, are not', async () => {
    await open(
      '<button id="one">1</button><br><br><br><br><button id="two">2</button><button id="more" data-tessera-repeat>+</button>',
    );
    await click('#one');
    await click('#one');
    await click('#two');
    await pause(1100);
    await click('#one');
    await pause(600);
    await click('#one');
    await pause(600);
    await click('#one');
    await page().evaluate(() => {
      for (let i = 0; i < 4; i++) document.getElementById('more')?.click();
    });
    await pause(300);
    expect(sink.events('rage_click')).toEqual([]);
  });

  it('3. a click on what looks like a control and does nothing is dead', async () => {
    await open('<div id="pointer">Open</div><p id="text">Text</p><button id="buy">Buy</button>');
    await click('#text');
    await pause(DEAD_MS + 300);
    expect(sink.events('dead_click')).toEqual([]);
    await click('#pointer');
    expect((await sink.untilEvent('dead_click')).props).toEqual({ element: 'pointer' });
    await click('#buy');
    expect((await sink.untilEvent('dead_click', 2)).props).toEqual({ element: 'buy' });
  });

  it('4. whatever answers a click makes it alive: a change, scrolling, a field, a dialog, a swap', async () => {
    sink.fragments['/tessera/fragments/hero/Variant00002'] = {
      body: fragment('hero', 'Variant00002', '<h2>New</h2>'),
    };
    await open(
      `${fragment('hero', 'Variant00001', '<h2>Old</h2>')}
       <button id="class">Class</button><button id="top">Down</button><button id="field">Field</button>
       <button id="swap">Swap</button><input id="mail"><label for="mail">Mail</label><a href="#bottom" id="anchor">Go</a>
       <div class="long"></div><p id="bottom">Bottom</p>`,
      `const on = (id, act) => document.getElementById(id).addEventListener('click', act);
       on('class', () => setTimeout(() => document.body.classList.toggle('open'), 500));
       on('top', () => scrollTo(0, 400)); on('field', () => document.getElementById('mail').focus());
       on('swap', () => tessera('act'));`,
    );
    for (const id of ['class', 'top', 'field']) {
      await click(`#${id}`);
      await pause(700);
    }
    await click('label');
    await click('#mail');
    sink.answer = () => ({ decisions: { hero: { variant: 'Variant00002', changed: true } }, until: null });
    await click('#swap');
    await pause(400);
    sink.answer = () => ({ decisions: {}, until: null });
    await click('#anchor');
    await pause(DEAD_MS + 400);
    expect(sink.events('dead_click')).toEqual([]);
  });

  it('5. a clock that ticks in the page is no answer to a click', async () => {
    const ends = new Date(Date.now() + 3_600_000).toISOString();
    await open(`<time data-tessera-countdown datetime="${ends}">soon</time><button id="buy">Buy</button>`);
    await click('#buy');
    await sink.untilEvent('dead_click');
  });

  it('6. a click that leaves the page is alive', async () => {
    await open(
      '<a href="/next" id="next">Next</a><button id="spa">Spa</button>',
      `document.getElementById('spa').onclick = () => setTimeout(() => history.pushState(null, '', '/spa'), 300)`,
    );
    sink.pages['/next'] = html('<h1>Next</h1>');
    await click('#spa');
    await pause(DEAD_MS + 300);
    await click('#next');
    await sink.until(() => sink.events('page_view').some(({ page }) => page.path === '/next'));
    await pause(300);
    expect(sink.events('dead_click')).toEqual([]);
  });
});
