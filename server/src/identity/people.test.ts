import { createHmac } from 'node:crypto';
import { KEYS } from '../testing/test-catalog.js';
import { cookiesOf, startTestServer, type TestServer } from '../testing/test-server.js';
import { MOST_NAMES } from './identify.js';

const view = { type: 'page_view', age: 0, page: { category: 'laptops' } };
const identify = (user: unknown, more: object = {}) => ({
  type: 'identify',
  age: 0,
  props: { user, ...more },
});

/** A browser with its cookies. */
function browser(server: () => TestServer) {
  const jar: Record<string, string> = {};
  return {
    jar,
    async send(...events: object[]) {
      const cookie = Object.entries(jar).map(([name, value]) => `${name}=${value}`);
      const response = await server()
        .request.post('/tessera/beacon')
        .set('Cookie', cookie.join('; '))
        .send({ events, slots: ['home_hero'] });
      for (const [name, { value }] of Object.entries(cookiesOf(response))) jar[name] = value;
      return response.body as {
        visitor: string;
        accepted: number;
        rejected: { reason: string }[];
        decisions: { home_hero: { variant: string } };
      };
    },
  };
}

describe('without a secret', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());
  const newBrowser = () => browser(() => server);
  const segments = async (visitor: string) =>
    (await server.request.get('/tessera/segments').set('Cookie', `tessera_id=${visitor}`)).body.segments;

  it('two devices of one person show the same after the next beacon', async () => {
    const [phone, laptop] = [newBrowser(), newBrowser()];
    await phone.send(view, identify('ada'));
    const before = await laptop.send(view);
    expect(before.decisions.home_hero.variant).toBe('default');
    const joined = await laptop.send(identify('ada'));
    expect(joined.decisions.home_hero.variant).toBe(KEYS.laptops);
    expect(laptop.jar.tessera_id).toBe(phone.jar.tessera_id);
    expect((await phone.send()).decisions.home_hero.variant).toBe(KEYS.laptops);
    // The id that the laptop had before is the person's, too.
    expect(await segments(before.visitor)).toEqual(['laptop_shopper']);
  });

  it('another user of the same browser begins with what is theirs', async () => {
    const shared = newBrowser();
    await shared.send(view, view, identify('bob'));
    const bob = shared.jar.tessera_id;
    const eve = await shared.send(identify('eve'), view);
    expect(eve.visitor).not.toBe(bob);
    expect(eve.decisions.home_hero.variant).toBe('default');
    expect(shared.jar.tessera_id).toBe(eve.visitor);
    expect((await shared.send(identify('bob'))).visitor).toBe(bob);
    const nobody = await shared.send(identify(null));
    expect([bob, eve.visitor]).not.toContain(nobody.visitor);
    expect((await shared.send()).visitor).toBe(nobody.visitor);
  });

  it('who comes and goes within one beacon keeps what is theirs', async () => {
    const shared = newBrowser();
    const last = await shared.send(
      view,
      identify('carl'),
      view,
      identify('dora'),
      identify(null),
      view,
      view,
    );
    expect(last.decisions.home_hero.variant).toBe(KEYS.laptops);
    const [carl, dora] = [newBrowser(), newBrowser()];
    expect((await carl.send(identify('carl'))).decisions.home_hero.variant).toBe(KEYS.laptops);
    expect((await dora.send(identify('dora'))).decisions.home_hero.variant).toBe('default');
  });

  it('a user who was renamed stays who they were', async () => {
    const phone = newBrowser();
    await phone.send(view, view, identify('fay@old.example'));
    const laptop = newBrowser();
    expect((await laptop.send(identify('fay@new.example', { previous: 'fay@old.example' }))).visitor).toBe(
      phone.jar.tessera_id,
    );
    expect((await newBrowser().send(identify('fay@new.example'))).visitor).toBe(phone.jar.tessera_id);
  });

  it.each(['null', ' ', 'Anonymous', '', 0, true, {}, 'x'.repeat(257)])('%j is nobody', async (user) => {
    const answer = await newBrowser().send(view, identify(user));
    expect(answer.accepted).toBe(1);
    expect(answer.rejected[0]?.reason).toMatch(/^props\.user: must be the user’s id/);
  });

  it('so many browsers are not one person’s: from then on they only share, and do not merge', async () => {
    for (let i = 0; i < MOST_NAMES; i++) await newBrowser().send(view, identify('kiosk'));
    const one = newBrowser();
    const late = await one.send(view, view);
    const kiosk = await one.send(identify('kiosk'));
    expect(await segments(late.visitor)).toEqual(['laptop_shopper']);
    expect(kiosk.visitor).not.toBe(late.visitor);
    const metrics = await server.request.get('/metrics').set('Authorization', 'Bearer test-admin-token');
    expect(metrics.text).toMatch(/tessera_identities_total\{outcome="refused"\} [1-9]/);
  });

  it('all of it survives a restart', async () => {
    const [phone, laptop] = [newBrowser(), newBrowser()];
    await phone.send(view, identify('gil'));
    const old = await laptop.send(view);
    await laptop.send(identify('gil'));
    await server.stopKeeping();
    server = await startTestServer({ directory: server.directory });
    expect((await browser(() => server).send(identify('gil'))).visitor).toBe(phone.jar.tessera_id);
    expect(await segments(old.visitor)).toEqual(['laptop_shopper']);
  });
});

describe('with a secret', () => {
  const secret = 'a secret of thirty-two characters';
  const sign = (user: string) => createHmac('sha256', secret).update(user).digest('hex');
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ env: { TESSERA_IDENTITY_SECRET: secret } });
  });
  afterAll(() => server.stop());

  it('a page can say only who its server says is there', async () => {
    const page = browser(() => server);
    expect((await page.send(identify('ada', { signature: sign('ada') }))).rejected).toEqual([]);
    for (const signature of [undefined, '', sign('eve'), sign('ada').slice(1), 7]) {
      const { rejected, accepted } = await page.send(view, identify('ada', { signature }));
      expect([accepted, rejected[0]?.reason]).toEqual([1, expect.stringMatching(/^props\.signature: /)]);
    }
    const renamed = await page.send(identify('eve', { signature: sign('eve'), previous: 'ada' }));
    expect(renamed.rejected[0]?.reason).toMatch(/^props\.previous: /);
  });
});
