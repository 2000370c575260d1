import { describeInBrowser, html, pause } from './browser.suite.js';
import { useVisitor } from './visit.suite.js';

describeInBrowser('events for those who write no script', () => {
  const { sink, page, visit } = useVisitor();

  it('1. a marked control tells when it is clicked, a form when it is sent', async () => {
    sink.pages['/'] = html(`
      <button data-tessera-event="cart_add" data-tessera-props='{"sku":"aero-13","value":1199}'><b>Add</b></button>
      <form data-tessera-event="goal" data-tessera-props='{"goal":"newsletter"}'><input><i>text</i><button id="send">Go</button></form>`);
    await visit();
    await page().evaluate(() => document.addEventListener('submit', (event) => event.preventDefault()));
    await page().click('b');
    expect((await sink.untilEvent('cart_add')).props).toEqual({ sku: 'aero-13', value: 1199 });
    await page().click('i');
    await pause(100);
    expect(sink.events('goal')).toEqual([]);
    await page().click('#send');
    expect((await sink.untilEvent('goal')).props).toEqual({ goal: 'newsletter' });
    await pause(100);
    expect(sink.events('goal')).toHaveLength(1);
  });

  it('2. tells once what is there, and what is seen, also what comes later', async () => {
    sink.pages['/'] = html(`
      <div data-tessera-event="purchase" data-tessera-when="load" data-tessera-props='{"order":"7"}'></div>
      <div class="long"></div><p data-tessera-event="reviews_seen" data-tessera-when="visible">Reviews</p><main></main>`);
    await visit();
    expect((await sink.untilEvent('purchase')).props).toEqual({ order: '7' });
    await pause(200);
    expect(sink.events('reviews_seen')).toEqual([]);
    await page().evaluate(() => scrollTo(0, 3000));
    await sink.untilEvent('reviews_seen');
    await page().evaluate(() => {
      scrollTo(0, 0);
      (document.querySelector('main') as HTMLElement).innerHTML =
        '<p data-tessera-event="late_shown" data-tessera-when="load">Late</p>';
    });
    await sink.untilEvent('late_shown');
    await page().evaluate(() => scrollTo(0, 3000));
    await pause(300);
    for (const type of ['purchase', 'reviews_seen', 'late_shown'])
      expect([type, sink.events(type).length]).toEqual([type, 1]);
  });

  it('3. props that are no JSON are named in the console, and nothing else suffers', async () => {
    sink.pages['/'] = html(
      `<button id="bad" data-tessera-event="cart_add" data-tessera-props="{sku:1}">Bad</button><button id="good" data-tessera-event="wish">Good</button>`,
    );
    const said: string[] = [];
    page().on('console', (message) => said.push(message.text()));
    await visit();
    await page().click('#bad');
    await page().click('#good');
    expect((await sink.untilEvent('wish')).props).toEqual({});
    expect(sink.events('cart_add')).toEqual([]);
    expect(said.some((line) => line.includes('data-tessera-props must be JSON (found {sku:1})'))).toBe(true);
  });
});
