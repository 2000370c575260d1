import { checkCatalog } from '@tessera/model';
import { compileEngine } from '../engine/engine.js';
import { compileSlots } from './candidates.js';

const SEGMENTS = {
  mobile: { 'context.device.type': 'mobile' },
  german: { $or: [{ 'context.locale': 'de' }, { 'context.geo.country': { $in: ['DE', 'AT'] } }] },
  mobile_buyer: { 'context.device.type': 'mobile', 'signals.purchases': { $gt: 0 } },
  newcomer: { 'signals.purchases': 0 },
  mobile_or_buyer: { segments: { $in: ['mobile', 'mobile_buyer'] } },
  wide: { 'context.device.screen.width': { $gt: 1000 } },
  morning: { 'time.hour': { $lt: 12 } },
};

function unknown(...targetings: object[]) {
  const checked = checkCatalog({
    version: 't',
    signals: [{ key: 'purchases', kind: 'count', event: 'purchase' }],
    segments: Object.entries(SEGMENTS).map(([key, when]) => ({ key, name: key, when })),
    slots: [{ key: 'hero', name: 'Hero' }],
    variants: targetings.map((targeting, i) => ({
      key: `Variant${i}0000`,
      name: `V${i}`,
      slots: ['hero'],
      locales: { en: { template: 'text', content: { text: 'x' } } },
      ...targeting,
    })),
    experiments: [],
  });
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return compileSlots(checked.value, compileEngine(checked.value)).get('hero')?.unknown;
}
const any = (...keys: string[]) => ({ segments: { any: keys } });

it.each([
  ['a segment by context', [any('mobile')], true, ['device.type']],
  ['several ways into it', [any('german')], true, ['locale', 'geo.country']],
  ['a segment that also asks for behaviour', [any('mobile_buyer')], false, []],
  ['behaviour that nobody begins without', [any('newcomer')], true, []],
  ['a segment of segments', [any('mobile_or_buyer')], true, ['device.type']],
  ['what a request does not tell', [any('wide')], false, []],
  ['the time of day', [any('morning')], true, []],
  ['nothing at all', [{}], true, []],
  ['whoever is not in a segment', [{ segments: { none: ['mobile'] } }], true, ['device.type']],
  ['whoever is not in one out of reach', [{ segments: { none: ['mobile_buyer'] } }], true, []],
  ['a segment that is not published', [any('gone')], false, []],
  [
    'several variants',
    [any('german'), any('mobile'), any('mobile_buyer')],
    true,
    ['device.type', 'locale', 'geo.country'],
  ],
])('%s', (_, targetings, possible, fields) => {
  expect(unknown(...targetings)).toMatchObject({ possible, fields });
});
