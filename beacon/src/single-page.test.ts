import { describeInBrowser, html, pause } from './browser.suite.js';
import { useVisitor } from './visit.suite.js';

const BODY = '<h1>App</h1><form id="ask"><input id="mail"></form><div class="long"></div>';

describeInBrowser('single-page sites', () => {
  const { sink, page, visit } = useVisitor();

  const open = async (attributes = '') => {
    sink.pages['/'] = html(BODY, attributes);
    sink.pages['/list'] = sink.pages['/'];
    sink.pages['/next'] = html('<h1>Next</h1>');
    await visit();
  };
  const views = () => sink.events('page_view').map(({ page, props }) => ({ path: page.path, ...props }));
  const push = (path: string) => page().evaluate((to) => history.pushState(null, '', to), path);

  it('1. a new path is a view, forwards and back, and says where the visitor came from', async () => {
    await open();
    await push('/list');
    await sink.untilEvent('page_view', 2);
    await push('/p/1');
    await sink.untilEvent('page_view', 3);
    await page().evaluate(() => history.back());
    await sink.untilEvent('page_view', 4);
    await page().evaluate(() => history.replaceState(null, '', '/login'));
    await sink.untilEvent('page_view', 5);
    expect(views()).toEqual([
      { path: '/' },
      { path: '/list', from: '/' },
      { path: '/p/1', from: '/list' },
      { path: '/list', from: '/p/1' },
      { path: '/login', from: '/list' },
    ]);
  });

  it('2. a new query, an anchor or the same path again is none; a path in the fragment is one', async () => {
    await open();
    for (const to of ['/?colour=red', '/#reviews', '/']) await push(to);
    await pause(150);
    expect(views()).toHaveLength(1);
    await push('/#/cart');
    await sink.untilEvent('page_view', 2);
    await page().evaluate(() => {
      location.hash = '#!/checkout';
    });
    const { page: there } = await sink.untilEvent('page_view', 3);
    expect(there.url).toBe(`${sink.url}/#!/checkout`);
  });

  it('3. many steps of one navigation are one view, of where they ended', async () => {
    await open();
    await page().evaluate(() => {
      for (const path of ['/account', '/login', '/login/sso']) history.pushState(null, '', path);
      document.body.dataset.tesseraPageType = 'login';
    });
    await sink.untilEvent('page_view', 2);
    await pause(150);
    expect(views()).toEqual([{ path: '/' }, { path: '/login/sso', from: '/' }]);
    expect(sink.events('page_view')[1]?.page.type).toBe('login');
  });

  it('4. what was unfinished on the page that is left is told of that page, before the new view', async () => {
    await open();
    await page().type('#mail', 'x');
    await page().mouse.wheel(0, 900);
    await pause(100);
    await push('/list');
    await sink.untilEvent('page_view', 2);
    const told = sink.events().map(({ type, page: { path } }) => `${type} ${path}`);
    const view = told.indexOf('page_view /list');
    for (const last of ['form_abandon /', 'scroll /', 'dwell /'])
      expect([last, told.lastIndexOf(last)]).toEqual([last, expect.any(Number)]);
    for (const last of ['form_abandon /', 'scroll /']) {
      expect(told.indexOf(last)).toBeGreaterThan(-1);
      expect(told.lastIndexOf(last)).toBeLessThan(view);
    }
    expect(told.filter((one) => one.startsWith('form_abandon'))).toHaveLength(1);
  });

  it('5. what the page tells right after moving is told of the new page, after its view', async () => {
    await open();
    await page().evaluate(() => {
      history.pushState(null, '', '/p/1');
      window.tessera?.('product_shown');
    });
    await sink.untilEvent('product_shown');
    const told = sink.events().filter(({ type }) => type !== 'dwell');
    expect(told.map(({ type, page: { path } }) => `${type} ${path}`)).toEqual([
      'page_view /',
      'page_view /p/1',
      'product_shown /p/1',
    ]);
  });

  it('6. a page that is closed right after moving has been viewed', async () => {
    await open();
    await page().evaluate(() => {
      history.pushState(null, '', '/list');
      location.href = '/next';
    });
    await sink.untilEvent('page_view', 3);
    expect(
      views()
        .map(({ path }) => path)
        .sort(),
    ).toEqual(['/', '/list', '/next']);
  });

  it('7. every view begins anew: depth, time, clicks heard once', async () => {
    await open();
    await page().evaluate(() => scrollTo(0, 3000));
    const deep = await sink.untilEvent('scroll');
    expect(deep.props).toMatchObject({ depth: 100 });
    await push('/list');
    await sink.untilEvent('page_view', 2);
    await page().evaluate(() => scrollTo(0, 0));
    const shallow = () => sink.events('scroll').find(({ page }) => page.path === '/list');
    await sink.until(() => shallow() !== undefined);
    expect((shallow()?.props as { depth: number } | undefined)?.depth).toBeLessThan(50);
    await page().click('h1');
    await sink.untilEvent('click');
    await pause(100);
    expect(sink.events('click')).toHaveLength(1);
  });

  it('8. a page that tells its views itself is not second-guessed', async () => {
    await open('data-tessera-views="manual"');
    await push('/list');
    await pause(200);
    expect(views()).toEqual([]);
    await page().evaluate(() => window.tessera?.('page_view', { type: 'list', category: 'laptops' }));
    await sink.untilEvent('page_view');
    await page().click('h1');
    const click = await sink.untilEvent('click');
    expect(click.page).toMatchObject({ path: '/list', type: 'list', category: 'laptops' });
    await push('/p/1');
    await page().evaluate(() => window.tessera?.('page_view', { type: 'product' }));
    const view = await sink.untilEvent('page_view', 2);
    expect(view.page).toEqual({ url: `${sink.url}/p/1`, path: '/p/1', type: 'product' });
    expect(view.props).toMatchObject({ from: '/list' });
  });

  it('9. in other pages too, a view of the page’s own takes the place of the one that is due', async () => {
    await open();
    await page().evaluate(() => {
      history.pushState(null, '', '/p/1');
      window.tessera?.('page_view', { type: 'product' });
    });
    await sink.untilEvent('page_view', 2);
    await pause(200);
    expect(views()).toHaveLength(2);
    expect(sink.events('page_view')[1]?.page.type).toBe('product');
  });

  it('10. frameworks’ own state and arguments pass untouched', async () => {
    await open();
    expect(
      await page().evaluate(() => {
        history.pushState({ key: 1 }, '', '/list');
        return [history.state, location.pathname, history.length > 1];
      }),
    ).toEqual([{ key: 1 }, '/list', true]);
    expect(
      await page().evaluate(() => {
        try {
          history.pushState(null, '', 'https://elsewhere.example/');
        } catch (error) {
          return (error as Error).name;
        }
      }),
    ).toBe('SecurityError');
  });
});
