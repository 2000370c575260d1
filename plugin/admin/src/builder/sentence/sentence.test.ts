import { checkCondition, eventFieldComplaint, type Json, visitorFieldComplaint } from '@tessera/model';
import fc from 'fast-check';
import { createIntl } from 'react-intl';
import type { SignalOption } from '../../../../contracts/answers';
import type { Say } from '../../text/text';
import { fullId, loadTranslations } from '../../text/translations';
import { OPERATORS } from '../condition/operators';
import { readForm } from '../condition/to-form';
import { writeForm } from '../condition/to-json';
import { newRule } from '../condition/types';
import { describeField, freeFields, listedFields, OFFERED } from '../fields/describe';
import { readFree, showFree } from '../fields/free-value';
import { sentenceOf } from './sentence';

const named = (key: string, name: string) => ({ key, name, documentId: key, status: 'published' as const });
const signal = (key: string, name: string, over: Partial<SignalOption> = {}): SignalOption => ({
  ...named(key, name),
  ...{ kind: 'count', event: 'click', value: null, scale: null },
  ...over,
});
const signals = [
  signal('cart_value', 'Cart value', { kind: 'last', event: 'cart', value: 'props.value' }),
  signal('since_cart', 'Time since added to cart', { kind: 'since', event: 'cart_add' }),
  signal('time_on_page', 'Time on page', { kind: 'sum', event: 'dwell', value: 'props.ms', scale: 0.001 }),
  signal('depth', 'VIP depth', { kind: 'max', event: 'scroll', value: 'props.depth' }),
  signal('sku', 'Last product', { kind: 'last', event: 'cart_add', value: 'props.sku' }),
];
const fieldComplaintOf = (about: 'visitor' | 'event', path: string) =>
  (about === 'event' ? eventFieldComplaint : visitorFieldComplaint)(path);
const segments = [named('hot', 'Hot'), named('warm', 'Warm')];

async function said(json: Json, locale: 'en' | 'es'): Promise<string> {
  const [texts] = await loadTranslations([locale]);
  const intl = createIntl({ locale, messages: texts?.data ?? {} });
  const say: Say = (id, values) => intl.formatMessage({ id: fullId(id) }, values);
  const describe = (path: string) => describeField(path, { signals });
  return sentenceOf(readForm(json), { say, intl, signals, segments, describe }).replaceAll('\u00a0', ' ');
}

describe('a condition in plain language', () => {
  it.each<[Json, string, string]>([
    [
      { 'signals.cart_value': { $gt: 100 }, 'signals.since_cart': { $gt: 90 } },
      'Cart value is more than 100 and time since added to cart is more than 90 seconds',
      'Cart value es mayor que 100 y time since added to cart es mayor que 90 segundos',
    ],
    [
      { 'signals.depth': { $gte: 72 }, 'signals.time_on_page': { $lt: 1500 } },
      'VIP depth is at least 72% and time on page is less than 1,500 seconds',
      'VIP depth es como mínimo 72 % y time on page es menor que 1500 segundos',
    ],
    [
      { segments: { $in: ['hot', 'warm'] }, 'context.visit.returning': true },
      'The visitor is in Hot or Warm and returning visitor is yes',
      'El visitante está en Hot o Warm y visitante recurrente es sí',
    ],
    [
      {
        $or: [{ 'context.device.type': 'mobile', 'time.weekday': { $in: [6, 0] } }, { 'traits.plan': 'pro' }],
      },
      '(Device type is mobile and day of the week is one of Saturday or Sunday) or trait “plan” is “pro”',
      '(Tipo de dispositivo es móvil y día de la semana es uno de sábado o domingo) o rasgo «plan» es «pro»',
    ],
    [
      { $nor: [{ 'signals.sku': { $regexi: '^lap' } }, { 'consent.ads': { $exists: false } }] },
      'It is not true that (last product starts with “lap” or consent to “ads” is not known)',
      'No se cumple que (last product empieza por «lap» o consentimiento para «ads» no se conoce)',
    ],
    [
      { 'traits.tags': { $elemMatch: { a: 1 } }, '': null },
      'The expert rule {"traits.tags":{"$elemMatch":{"a":1}}} holds and …',
      'Se cumple la regla experta {"traits.tags":{"$elemMatch":{"a":1}}} y …',
    ],
    [
      { $or: [{ 'context.network.type': { $in: ['2g', '3g'] } }, { 'signals.depth': { $gt: 5 } }] },
      '(Network type is one of 2g or 3g) or VIP depth is more than 5%',
      '(Tipo de red es uno de 2g o 3g) o VIP depth es mayor que 5 %',
    ],
    [{ $or: [] }, 'Anything goes', 'Vale cualquier cosa'],
  ])('%j', async (json, english, spanish) => {
    expect([await said(json, 'en'), await said(json, 'es')]).toEqual([english, spanish]);
  });
});

describe('fields', () => {
  const info = (path: string, eventType?: string) => describeField(path, { signals, eventType });

  it('have types and units', () => {
    expect(info('signals.since_cart')).toMatchObject({ type: 'number', unit: 's' });
    expect(info('signals.time_on_page')).toMatchObject({ type: 'number', unit: 's' });
    expect(info('signals.depth')).toMatchObject({ type: 'number', unit: '%' });
    expect(info('signals.sku')).toMatchObject({ type: 'text', unit: null });
    expect(info('signals.unknown')).toMatchObject({ type: 'any', ask: null });
    expect(info('context.device.type')).toMatchObject({ type: 'choice', ask: 'context.device.type' });
    expect(info('props.velocity', 'scroll')).toMatchObject({ type: 'number', unit: 'px/s' });
    expect(info('props.velocity')).toMatchObject({ type: 'any', ask: 'props.velocity' });
  });

  it('every field and operator that is offered is one that may be published', () => {
    for (const about of ['visitor', 'event'] as const) {
      for (const path of [
        ...listedFields(about, { signals, eventType: 'scroll' }),
        ...freeFields(about, 'x.y'),
      ]) {
        expect(fieldComplaintOf(about, path)).toBeNull();
      }
    }
    for (const offered of Object.values(OFFERED)) {
      for (const operator of offered) expect(OPERATORS).toContain(operator);
      expect(new Set(offered).size).toBe(offered.length);
    }
  });

  it('typed names are free where names are', () => {
    expect(freeFields('visitor', 'plan')).toEqual(['traits.plan', 'consent.plan']);
    expect(freeFields('visitor', 'traits.a.b ')).toEqual(['traits.a.b', 'consent.a.b']);
    expect(freeFields('event', 'sku')).toEqual(['props.sku']);
    for (const typed of ['', ' ', 'a b', 'a..b', '$a']) expect(freeFields('visitor', typed)).toEqual([]);
  });
});

describe('a value of a type that is not known', () => {
  it.each([
    ['100', 100],
    ['1.50', '1.50'],
    ['true', true],
    ['pro', 'pro'],
    ['"100"', '100'],
    ['"', '"'],
    ['', ''],
  ])('%s is %j', (typed, value) => {
    expect(readFree(typed)).toBe(value);
  });

  it('is shown as it can be typed again', () => {
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
      fc.constantFrom('1', 'true', '"a"', '"', '""', '1e3', '-0'),
    );
    fc.assert(
      fc.property(value, (one) => {
        expect(readFree(showFree(one))).toBe(one === 0 ? 0 : one);
      }),
    );
  });
});

it('a new rule without a field is stored as something no publishing lets pass', () => {
  const json = writeForm({ id: 'g', combinator: 'all', rules: [newRule()] });
  const checked = checkCondition(json, { fieldComplaint: visitorFieldComplaint });
  expect(checked.ok ? [] : checked.refusals.map(({ value }) => value)).toEqual(['null']);
});
