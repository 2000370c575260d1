import { checkCatalog, type TesseraEvent } from '@tessera/model';
import { compileEngine } from './engine.js';
import { FreshnessCount, UNKNOWN_FRESHNESS } from './freshness.js';
import { newVisitor } from './visitor.js';

const T0 = 1_800_000_000_000;
const MINUTE = 60_000;

/** Signals stand in another order than the events they fold would be sorted into. */
const checked = checkCatalog({
  version: 't',
  signals: [
    { key: 'views', kind: 'count', event: 'page_view' },
    { key: 'heat', kind: 'score', halfLife: '10m', weights: [{ event: 'click', weight: 1 }] },
    { key: 'cart', kind: 'last', event: 'cart', value: 'props.value' },
  ],
  segments: [
    { key: 'viewers', name: 'V', when: { 'signals.views': { $gte: 1 } } },
    { key: 'warm', name: 'W', when: { 'signals.heat': { $gt: 0.1 }, 'signals.cart': { $exists: true } } },
    { key: 'nobody', name: 'N', when: { 'signals.cart': { $gt: 1_000 } } },
  ],
  slots: [],
  variants: [],
  experiments: [],
});
if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
const engine = compileEngine(checked.value);

const event = (type: string, minutes: number): TesseraEvent => ({
  id: null,
  type,
  time: T0 + minutes * MINUTE,
  page: {},
  props: { value: 5 },
});

it('weighs each signal that a segment reads by its own half-life and latest event', () => {
  const visitor = newVisitor('v', T0);
  engine.take(
    visitor,
    [event('page_view', 0), event('click', 10), event('cart', 16)],
    null,
    T0 + 20 * MINUTE,
  );
  const count = new FreshnessCount(engine, 5 * MINUTE);
  count.add(visitor, T0 + 20 * MINUTE);
  const freshness = count.result();
  // Views: 20 minutes old, of 5 minutes' half-life as they have none of their own.
  expect(freshness.get('viewers')).toEqual({ staleShare: 1, meanWeight: 2 ** -4 });
  const [heat, cart] = [2 ** -1, 2 ** -0.8];
  expect(freshness.get('warm')?.meanWeight).toBeCloseTo((heat + cart) / 2, 12);
  expect(freshness.get('warm')?.staleShare).toBeCloseTo(heat / (heat + cart), 12);
  expect(freshness.get('nobody')).toEqual(UNKNOWN_FRESHNESS);
});
