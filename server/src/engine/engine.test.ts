import { type Catalog, checkCatalog, type TesseraEvent } from '@tessera/model';
import { compileEngine, type Engine } from './engine.js';
import { SESSION_SILENCE_MS } from './sessions.js';
import { newVisitor, type Visitor } from './visitor.js';

const T0 = 1_800_000_000_000;

function engineOf(signals: unknown[], segments: unknown[] = []): Engine {
  const checked = checkCatalog({ version: 't', signals, segments, slots: [], variants: [], experiments: [] });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return compileEngine(checked.value as Catalog);
}
const event = (
  type: string,
  at: number,
  props: TesseraEvent['props'] = {},
  id: string | null = null,
): TesseraEvent => ({
  id,
  type,
  time: T0 + at,
  page: {},
  props,
});
const value = (engine: Engine, visitor: Visitor, key: string, at: number) =>
  engine.signals.find((signal) => signal.key === key)?.field.read(visitor, T0 + at);
const inSegments = (engine: Engine, visitor: Visitor, at: number) => {
  engine.advance(visitor, T0 + at);
  return [...visitor.segments.keys()];
};

describe('signals', () => {
  const engine = engineOf([
    { key: 'count', kind: 'count', event: 'click' },
    { key: 'where', kind: 'count', event: 'click', where: { 'props.element': 'buy' } },
    { key: 'sum', kind: 'sum', event: 'dwell', value: 'props.ms', scale: 0.001 },
    { key: 'fading', kind: 'sum', event: 'dwell', value: 'props.ms', halfLife: '10s' },
    { key: 'max', kind: 'max', event: 'scroll', value: 'props.depth', window: 'page' },
    { key: 'last', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
    { key: 'since', kind: 'since', event: 'cart' },
    {
      key: 'score',
      kind: 'score',
      halfLife: '10s',
      max: 20,
      weights: [
        { event: 'click', weight: 8 },
        { event: 'cart', weight: 25 },
      ],
    },
  ]);
  const after = (events: TesseraEvent[], at: number) => {
    const visitor = newVisitor('v', T0);
    engine.take(visitor, events, null, T0 + at);
    return (key: string, later = at) => value(engine, visitor, key, later);
  };

  it('before any event', () => {
    const read = after([], 0);
    expect(['count', 'sum', 'score', 'max', 'last', 'since'].map((key) => read(key))).toEqual([
      0,
      0,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('fold what matches', () => {
    const read = after(
      [event('click', 0, { element: 'buy' }), event('click', 1), event('dwell', 2, { ms: 1500 })],
      10,
    );
    expect([read('count'), read('where'), read('sum')]).toEqual([2, 1, 1.5]);
  });

  it('decay by half each half-life, and cap when read', () => {
    const read = after([event('dwell', 0, { ms: 800 }), event('cart', 0), event('click', 0)], 0);
    expect([read('fading', 10_000), read('fading', 20_000)]).toEqual([400, 200]);
    expect([read('score', 0), read('score', 10_000)]).toEqual([20, 16.5]);
  });

  it('are exact after whole half-lives', () => {
    const read = after([event('click', 0)], 0);
    expect([1, 2, 3, 4, 5, 6].map((halves) => read('score', halves * 10_000))).toEqual([
      4, 2, 1, 0.5, 0.25, 0.125,
    ]);
  });

  it('since grows with the clock, last is the latest, late or not', () => {
    const read = after([event('cart', 500, { value: 5 }), event('cart', 100, { value: 1 })], 1_000);
    expect([read('last'), read('since'), read('since', 2_500)]).toEqual([5, 0.5, 2]);
  });

  it('a page_view opens a page, silence ends a session', () => {
    const read = after(
      [
        event('scroll', 0, { depth: 80 }),
        event('page_view', 5),
        event('scroll', 6, { depth: 10 }),
        event('cart', 7, { value: 9 }),
      ],
      10,
    );
    expect([read('max'), read('last')]).toEqual([10, 9]);
    // Silence counts from the last event, not from when we heard of it.
    expect(read('last', 7 + SESSION_SILENCE_MS - 1)).toBe(9);
    expect(read('last', 7 + SESSION_SILENCE_MS)).toBeUndefined();
  });
});

describe('limits', () => {
  it('a sliding window looks at its newest 1,000 events', () => {
    const engine = engineOf([{ key: 'clicks', kind: 'count', event: 'click', window: '1h' }]);
    const visitor = newVisitor('v', T0);
    const clicks = Array.from({ length: 1_200 }, (_, i) => event('click', i));
    engine.take(visitor, clicks, null, T0 + 2_000);
    expect(value(engine, visitor, 'clicks', 2_000)).toBe(1_000);
    // The oldest of the newest leaves first, and the value falls by one with each.
    expect(value(engine, visitor, 'clicks', 3_600_000 + 200)).toBe(999);
  });

  it('a repeat is known among the last 128 events', () => {
    const engine = engineOf([{ key: 'clicks', kind: 'count', event: 'click' }]);
    const visitor = newVisitor('v', T0);
    const clicks = Array.from({ length: 128 }, (_, i) => event('click', i, {}, `e${i}`));
    expect(engine.take(visitor, [...clicks, ...clicks], null, T0 + 200)).toBe(128);
    expect(value(engine, visitor, 'clicks', 200)).toBe(128);
  });

  it('of traits, those written last are kept', () => {
    const engine = engineOf([]);
    const visitor = newVisitor('v', T0);
    for (let i = 0; i < 120; i++)
      engine.take(visitor, [event('identify', i, { traits: { [`t${i}`]: 'x'.repeat(100) } })], null, T0 + i);
    expect(Object.keys(visitor.traits)).toEqual(Array.from({ length: 100 }, (_, i) => `t${i + 20}`));
  });
});

describe('segments', () => {
  const engine = engineOf(
    [
      { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
      { key: 'since_cart', kind: 'since', event: 'cart' },
      { key: 'heat', kind: 'score', halfLife: '10s', weights: [{ event: 'click', weight: 8 }] },
    ],
    [
      { key: 'child', name: 'C', parent: 'rich', when: { 'signals.since_cart': { $gt: 90, $lte: 120 } } },
      { key: 'rich', name: 'R', when: { 'signals.cart_value': { $gt: 100 } } },
      { key: 'hot', name: 'H', when: { 'signals.heat': { $gt: 4 } } },
      { key: 'sticky', name: 'S', when: { 'signals.heat': { $gt: 4 } }, hold: '30s' },
      { key: 'both', name: 'B', when: { segments: { $in: ['hot'] }, 'context.device.type': 'mobile' } },
      { key: 'off', name: 'O', enabled: false },
      { key: 'broken', name: 'X', when: { 'signals.gone': { $exists: false } } },
      { key: 'below_broken', name: 'Y', when: { $not: { segments: { $in: ['broken'] } } } },
    ],
  );

  it('enter and leave at the very millisecond, without an event', () => {
    const visitor = newVisitor('v', T0);
    engine.take(visitor, [event('cart', 0, { value: 500 })], null, T0);
    expect(inSegments(engine, visitor, 90_000)).toEqual(['rich']);
    expect(visitor.until).toBe(T0 + 90_001);
    expect(inSegments(engine, visitor, 90_001)).toEqual(['rich', 'child']);
    expect(inSegments(engine, visitor, 120_000)).toEqual(['rich', 'child']);
    expect(inSegments(engine, visitor, 120_001)).toEqual(['rich']);
    expect(inSegments(engine, visitor, SESSION_SILENCE_MS)).toEqual([]);
  });

  it('hold, and reading late gives what watching all along gives', () => {
    for (const watched of [true, false]) {
      const visitor = newVisitor('v', T0);
      engine.take(visitor, [event('click', 0)], { device: { type: 'mobile' } }, T0);
      expect(inSegments(engine, visitor, 0)).toEqual(['hot', 'sticky', 'both']);
      if (watched) for (let at = 0; at < 30_000; at += 500) engine.advance(visitor, T0 + at);
      expect(inSegments(engine, visitor, 29_999)).toEqual(['sticky']);
      expect(inSegments(engine, visitor, 30_000)).toEqual([]);
    }
  });

  it('a clock that was ahead leaves nobody in a segment, nor holds it', () => {
    const HOUR = 3_600_000;
    const gone = engineOf(
      [{ key: 'here', kind: 'count', event: 'click', window: 'session' }],
      [
        { key: 'away', name: 'Away', when: { 'signals.here': 0 } },
        { key: 'held', name: 'Held', when: { 'signals.here': 0 }, hold: '30s' },
      ],
    );
    const visitor = newVisitor('v', T0 + HOUR);
    gone.take(visitor, [event('click', 0)], null, T0 + HOUR);
    expect(inSegments(gone, visitor, HOUR)).toEqual(['away', 'held']);
    // Set right again: the session runs, and what is held is held from now on.
    expect(inSegments(gone, visitor, 1)).toEqual(['held']);
    expect(inSegments(gone, visitor, 30_000)).toEqual(['held']);
    expect(inSegments(gone, visitor, 30_001)).toEqual([]);
  });

  it('what names something that is not published is closed, and so is what depends on it', () => {
    const closed = engine.segments
      .filter((segment) => segment.closed)
      .map(({ key, closed: why }) => [key, why]);
    expect(closed).toEqual([
      ['off', 'it is disabled'],
      ['broken', 'signal "gone" is not published'],
      ['below_broken', 'segment "broken" is closed: signal "gone" is not published'],
    ]);
  });
});
