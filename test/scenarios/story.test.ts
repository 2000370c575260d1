import { Clock, rules, Shopper } from '../support/scenario.js';

const scoreOf = (key: string, weights: unknown[]) => ({
  key,
  kind: 'score',
  halfLife: '10m',
  max: 100,
  weights,
});

describe('high-ticket browsing for 8 minutes, then abandoning the cart', () => {
  const engine = rules(
    [
      {
        key: 'high_ticket_time',
        kind: 'sum',
        event: 'dwell',
        where: { 'page.category': 'high_ticket' },
        value: 'props.ms',
        scale: 0.001,
        window: 'session',
      },
      { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
      { key: 'since_cart', kind: 'since', event: 'cart_add' },
      { key: 'purchases', kind: 'count', event: 'purchase', window: 'session' },
    ],
    [
      { key: 'high_intent', name: 'High intent', when: { 'signals.high_ticket_time': { $gte: 480 } } },
      {
        key: 'cart_abandoner',
        name: 'Cart abandoner (high intent)',
        parent: 'high_intent',
        when: {
          'signals.cart_value': { $gt: 100 },
          'signals.since_cart': { $gt: 90 },
          'signals.purchases': 0,
        },
      },
    ],
  );
  const withFullCart = () =>
    new Shopper(engine)
      .opens('product', 'high_ticket')
      .reads('8m')
      .does('cart_add', { sku: 'aero-13', value: 1_199 })
      .does('cart', { value: 1_199 });

  it('is of high intent after eight minutes, not before', () => {
    const shopper = new Shopper(engine).opens('product', 'high_ticket').reads('475s');
    expect(shopper.segments).toEqual([]);
    expect(shopper.reads('5s').segments).toEqual(['high_intent']);
  });

  it('becomes an abandoner when more than 90 seconds have passed, to the millisecond', () => {
    const shopper = withFullCart().waits('90s');
    expect(shopper.segments).toEqual(['high_intent']);
    expect(shopper.waits(1).segments).toEqual(['cart_abandoner', 'high_intent']);
  });

  it('is none any more when something is put in again, bought, or the session ends', () => {
    expect(withFullCart().waits('2m').does('cart_add', { value: 20 }).segments).toEqual(['high_intent']);
    expect(withFullCart().waits('2m').does('purchase', { value: 1_199 }).segments).toEqual(['high_intent']);
    const gone = withFullCart().waits(30 * 60_000 - 1);
    expect(gone.segments).toEqual(['cart_abandoner', 'high_intent']);
    expect(gone.waits(1).segments).toEqual([]);
  });

  it('somebody with the same cart who only dropped in is no abandoner', () => {
    const shopper = new Shopper(engine).opens('product', 'high_ticket').reads('1m');
    shopper.does('cart_add', { value: 1_199 }).does('cart', { value: 1_199 });
    expect(shopper.waits('5m').segments).toEqual([]);
  });
});

describe('90 seconds on a comparison page with focus on price', () => {
  const engine = rules(
    [
      { key: 'time_on_page', kind: 'sum', event: 'dwell', value: 'props.ms', scale: 0.001, window: 'page' },
      { key: 'page_type', kind: 'last', event: 'page_view', value: 'page.type' },
      {
        key: 'price_focus',
        kind: 'sum',
        event: 'focus',
        where: { 'props.element': 'price' },
        value: 'props.ms',
        halfLife: '5m',
      },
    ],
    [
      {
        key: 'price_sensitive',
        name: 'Price-sensitive comparer',
        when: {
          'signals.page_type': 'comparison',
          'signals.time_on_page': { $gte: 90 },
          'signals.price_focus': { $gt: 1_000 },
        },
      },
    ],
  );

  it('holds after 90 seconds with a look at prices, and not without', () => {
    const shopper = new Shopper(engine)
      .opens('comparison')
      .reads('85s')
      .does('focus', { element: 'price', ms: 1_500 });
    expect(shopper.segments).toEqual([]);
    expect(shopper.reads('5s').segments).toEqual(['price_sensitive']);
    expect(new Shopper(engine).opens('comparison').reads('2m').segments).toEqual([]);
    const specs = new Shopper(engine)
      .opens('comparison')
      .reads('2m')
      .does('focus', { element: 'specs', ms: 9_000 });
    expect(specs.segments).toEqual([]);
  });

  it('the interest in prices fades: 1,500 ms are 1,000 after five minutes and log₂ 1.5 half-lives', () => {
    const shopper = new Shopper(engine)
      .opens('comparison')
      .reads('90s')
      .does('focus', { element: 'price', ms: 1_500 });
    const fades = 5 * 60_000 * Math.log2(1.5);
    expect(shopper.waits(Math.floor(fades)).segments).toEqual(['price_sensitive']);
    expect(shopper.waits(1).segments).toEqual([]);
  });

  it('another page is another matter', () => {
    const shopper = new Shopper(engine)
      .opens('comparison')
      .reads('90s')
      .does('focus', { element: 'price', ms: 1_500 });
    expect(shopper.opens('comparison').segments).toEqual([]);
  });
});

describe('over 2 minutes and over 60 % scroll, and no form sent', () => {
  const engine = rules(
    [
      { key: 'time_on_page', kind: 'sum', event: 'dwell', value: 'props.ms', scale: 0.001, window: 'page' },
      { key: 'scroll_depth', kind: 'max', event: 'scroll', value: 'props.depth', window: 'page' },
      { key: 'form_submits', kind: 'count', event: 'form_submit', window: 'session' },
    ],
    [
      {
        key: 'engaged_undecided',
        name: 'Engaged, undecided',
        when: {
          'signals.time_on_page': { $gt: 120 },
          'signals.scroll_depth': { $gt: 60 },
          'signals.form_submits': 0,
        },
      },
    ],
  );

  it('needs both, and ends with the form', () => {
    const shopper = new Shopper(engine)
      .opens('article')
      .does('scroll', { depth: 72 })
      .does('scroll', { depth: 20 });
    expect(shopper.reads('2m').segments).toEqual([]);
    expect(shopper.reads('1s').segments).toEqual(['engaged_undecided']);
    expect(shopper.does('form_submit', { form: 'newsletter' }).segments).toEqual([]);
    expect(new Shopper(engine).opens('article').does('scroll', { depth: 60 }).reads('5m').segments).toEqual(
      [],
    );
  });
});

describe('intent above 75 and a cart above 100', () => {
  const engine = rules(
    [
      scoreOf('intent', [
        { event: 'scroll', where: { 'page.type': 'product', 'props.depth': { $gt: 70 } }, weight: 8 },
        { event: 'cart_add', weight: 25 },
        { event: 'click', weight: 1 },
      ]),
      { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
    ],
    [
      {
        key: 'ready_to_buy',
        name: 'Ready to buy',
        when: { 'signals.intent': { $gt: 75 }, 'signals.cart_value': { $gt: 100 } },
      },
    ],
  );
  const keen = () =>
    new Shopper(engine)
      .opens('product')
      .does('cart_add', { value: 60 })
      .does('cart_add', { value: 60 })
      .does('cart_add', { value: 60 })
      .does('scroll', { depth: 80 });

  it('counts what was done, capped, and cools down to the millisecond', () => {
    expect(keen().segments).toEqual([]);
    const shopper = keen().does('cart', { value: 180 });
    expect(shopper.segments).toEqual(['ready_to_buy']);
    const cools = 10 * 60_000 * Math.log2(83 / 75);
    expect(shopper.waits(Math.floor(cools)).segments).toEqual(['ready_to_buy']);
    expect(shopper.waits(1).segments).toEqual([]);
    expect(shopper.does('click').segments).toEqual(['ready_to_buy']);
  });
});

describe('a phone on 3G', () => {
  const engine = rules(
    [],
    [
      {
        key: 'lite_media',
        name: 'Lite media',
        when: {
          'context.device.type': 'mobile',
          $or: [
            { 'context.network.type': { $in: ['slow-2g', '2g', '3g'] } },
            { 'context.network.save_data': true },
          ],
        },
      },
    ],
  );

  it('gets light media from the first beacon on, and heavy ones on a better network', () => {
    const shopper = new Shopper(engine).with({ device: { type: 'mobile' }, network: { type: '3g' } });
    expect(shopper.segments).toEqual(['lite_media']);
    expect(shopper.waits('1s').with({ network: { type: '4g' } }).segments).toEqual([]);
    expect(shopper.waits('1s').with({ network: { type: '4g', save_data: true } }).segments).toEqual([
      'lite_media',
    ]);
    expect(
      new Shopper(engine).with({ device: { type: 'desktop' }, network: { type: '3g' } }).segments,
    ).toEqual([]);
  });
});

describe('slow scroll on a phone', () => {
  const engine = rules(
    [
      { key: 'half_ms', kind: 'min', event: 'scroll', value: 'props.half_ms', window: 'page' },
      { key: 'velocity', kind: 'last', event: 'scroll', value: 'props.velocity', window: '30s' },
    ],
    [
      {
        key: 'slow_reader',
        name: 'Slow reader on a phone',
        hold: '20s',
        when: {
          'context.device.type': 'mobile',
          'signals.half_ms': { $gt: 20_000 },
          'signals.velocity': { $gt: 0, $lt: 200 },
        },
      },
    ],
  );
  const slow = () =>
    new Shopper(engine)
      .with({ device: { type: 'mobile' } })
      .opens('article')
      .waits('25s')
      .does('scroll', { depth: 50, velocity: 120, half_ms: 25_000 });

  it('is told by the time to half of the page, and held for 20 seconds however it goes on', () => {
    const shopper = slow();
    expect(shopper.segments).toEqual(['slow_reader']);
    shopper.waits('5s').does('scroll', { depth: 60, velocity: 900, half_ms: 25_000 });
    expect(shopper.segments).toEqual(['slow_reader']);
    expect(shopper.waits(14_999).segments).toEqual(['slow_reader']);
    expect(shopper.waits(1).segments).toEqual([]);
  });

  it('a speed that was told more than 30 seconds ago says nothing any more', () => {
    const shopper = slow().waits(29_999);
    expect(shopper.segments).toEqual(['slow_reader']);
    expect(shopper.waits(1).segments).toEqual([]);
  });
});

describe('one person on two devices', () => {
  const engine = rules(
    [
      {
        key: 'views_30m',
        kind: 'count',
        event: 'page_view',
        where: { 'page.type': 'product' },
        window: '30m',
      },
      { key: 'categories', kind: 'distinct', event: 'page_view', value: 'page.category', window: 'session' },
      { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
    ],
    [
      {
        key: 'researcher',
        name: 'Researcher',
        when: { 'signals.views_30m': { $gte: 4 }, 'signals.categories': { $gte: 2 } },
      },
      { key: 'with_cart', name: 'With a cart', when: { 'signals.cart_value': { $gt: 100 } } },
    ],
  );

  it('is one visitor from the moment it is known, with all that was done on both', () => {
    const clock = new Clock();
    const phone = new Shopper(engine, clock, 'phone').opens('product', 'laptops').opens('product', 'laptops');
    const laptop = new Shopper(engine, clock, 'laptop')
      .waits('5m')
      .opens('product', 'phones')
      .opens('product', 'phones');
    phone.does('cart', { value: 180 });
    expect([phone.segments, laptop.segments]).toEqual([['with_cart'], []]);
    laptop.isAlso(phone);
    expect(laptop.segments).toEqual(['researcher', 'with_cart']);
    // The phone's two views leave the window 30 minutes after they happened, although it was the laptop that went on.
    laptop.waits(25 * 60_000 - 1);
    expect(laptop.segments).toEqual(['researcher', 'with_cart']);
    expect(laptop.waits(1).segments).toEqual(['with_cart']);
  });

  it('it does not matter which of them takes the other in', () => {
    const both = () => {
      const clock = new Clock();
      const phone = new Shopper(engine, clock, 'phone')
        .opens('product', 'laptops')
        .waits('1m')
        .opens('product', 'audio');
      const laptop = new Shopper(engine, clock, 'laptop')
        .opens('product', 'phones')
        .does('cart', { value: 300 });
      return [phone.waits('1m').opens('product', 'home'), laptop] as const;
    };
    const [phone, laptop] = both();
    const [otherPhone, otherLaptop] = both();
    expect(phone.isAlso(laptop).segments).toEqual(otherLaptop.isAlso(otherPhone).segments);
  });
});
