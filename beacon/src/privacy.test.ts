import { describeInBrowser, html, pause } from './browser.suite.js';
import { useVisitor } from './visit.suite.js';

describeInBrowser('what is kept in the browser, and of whom', () => {
  const { sink, page, visit } = useVisitor();

  const stored = () => page().evaluate(() => ({ ...sessionStorage, ...localStorage }));
  /** A page that is left at once with something told; the next one sends it, or not. */
  const tellAndLeave = async () => {
    await page().evaluate(() => {
      window.tessera?.('note');
      location.href = '/next';
    });
    await page().waitForURL('**/next');
    await page().waitForFunction(() => window.tessera?.forget);
  };
  const open = async () => {
    sink.pages = { '/': html('<h1>One</h1>'), '/next': html('<h1>Next</h1>') };
    await visit();
    await sink.untilEvent('page_view');
    await pause(100);
  };
  const kept = () => ({ visitor: 'v', decisions: {}, until: null });
  const unkept = () => ({ visitor: null, decisions: {}, until: null });

  it('1. what is left unsure at a page’s end comes again with the next page, as what it was', async () => {
    sink.answer = kept;
    await open();
    await tellAndLeave();
    await sink.until(() => sink.events('page_view').length === 2);
    await pause(200);
    expect(await page().evaluate(() => localStorage.tsr)).toBe(undefined);
    const notes = sink.beacons.flatMap(({ events }) => events).filter(({ type }) => type === 'note');
    expect(notes.map(({ page }) => page.path)).toEqual(['/', '/']);
    expect(new Set(notes.map(({ id }) => id)).size).toBe(1);
  });

  it('2. nothing is stored for a visitor whom the server does not keep', async () => {
    sink.answer = unkept;
    await open();
    await page().click('h1');
    await tellAndLeave();
    expect(await stored()).toEqual({});
    await pause(200);
    // It was sent, once: the server may decide by circumstances.
    expect(sink.beacons.flatMap(({ events }) => events).filter(({ type }) => type === 'note')).toHaveLength(
      1,
    );
  });

  it('3. who declined is not followed, and what had been stored goes', async () => {
    sink.answer = kept;
    await open();
    await page().click('h1');
    await tellAndLeave();
    await page().evaluate(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: as the server's Set-Cookie does.
      document.cookie = 'tessera_consent=ads%3D1%26personalisation%3D0';
    });
    await sink.untilEvent('page_view', 2);
    const count = sink.events().length;
    await page().click('h1');
    await page().goto(sink.url);
    await page().click('h1');
    await pause(1300);
    expect(sink.events()).toHaveLength(count);
    expect(await stored()).toEqual({});
  });

  it('4. tessera.consent: declined, all is forgotten; agreed on the page of arrival, its view counts', async () => {
    sink.answer = unkept;
    sink.fragments['/tessera/consent'] = { body: '{}' };
    await open();
    sink.answer = kept;
    expect(
      await page().evaluate(() => window.tessera?.consent?.({ personalisation: true, ads: false })),
    ).toBe(true);
    await sink.untilEvent('page_view', 2);
    await pause(100);
    // Somebody who is kept already is not viewed again.
    await page().evaluate(() => window.tessera?.consent?.({ personalisation: true }));
    await pause(200);
    expect(sink.events('page_view')).toHaveLength(2);
    await tellAndLeave();
    expect(await stored()).not.toEqual({});
    await page().evaluate(() => window.tessera?.consent?.({ personalisation: false }));
    expect(await stored()).toEqual({});
  });

  it('5. tessera.consent says when the server did not take it', async () => {
    sink.fragments['/tessera/consent'] = { status: 400, body: '{}' };
    await open();
    expect(await page().evaluate(() => window.tessera?.consent?.({ '': true }))).toBe(false);
    await page().route('**/tessera/consent', (route) => route.abort());
    expect(await page().evaluate(() => window.tessera?.consent?.({ personalisation: true }))).toBe(false);
  });

  it('6. tessera.forget erases here and at the server, and what waited is never sent', async () => {
    sink.answer = kept;
    sink.fragments['/tessera/visitor'] = { body: '{}' };
    await open();
    await tellAndLeave();
    await sink.untilEvent('page_view', 2);
    sink.status = 503;
    await page().evaluate(() => window.tessera?.('secret'));
    await pause(100);
    const methods: string[] = [];
    page().on('request', (request) => methods.push(`${request.method()} ${new URL(request.url()).pathname}`));
    expect(await page().evaluate(() => window.tessera?.forget?.())).toBe(true);
    expect(methods).toContain('DELETE /tessera/visitor');
    sink.status = 200;
    await pause(2500);
    expect(sink.events('secret')).toEqual([]);
    expect(await stored()).toEqual({});
  });

  it('7. where storage is forbidden the tag works, and forgets', async () => {
    await page().addInitScript(() => {
      for (const store of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, store, {
          get() {
            throw new DOMException('forbidden', 'SecurityError');
          },
        });
    });
    await open();
    await page().click('h1');
    expect((await sink.untilEvent('click')).props).toMatchObject({ index: 1 });
    await page().evaluate(() => {
      location.href = '/next';
    });
    await sink.untilEvent('page_view', 2);
  });

  it('8. what another wrote under our name in the storage does no harm', async () => {
    for (const rubbish of ['null', '[1,{"id":7}]', '"text"', '{', '{"a":null}']) {
      await page().addInitScript((text) => {
        localStorage.tsr = text;
        sessionStorage.tsr = text;
      }, rubbish);
      sink.forget();
      await open();
      await page().click('h1');
      await sink.untilEvent('click');
    }
  });
});
