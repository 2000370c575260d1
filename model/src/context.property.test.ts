import fc from 'fast-check';
import { contextSchema, readContext } from './context.js';

/** Right ones, odd ones and ones of another type, at every place. */
const odd = fc.constantFrom<unknown>(null, 7, -1.5, true, '', 'x'.repeat(41), 'x'.repeat(3_000), {}, [], {
  a: 1,
});
const text = fc.oneof({ weight: 40, arbitrary: fc.string({ maxLength: 12 }) }, { weight: 1, arbitrary: odd });
const number = fc.oneof({ weight: 40, arbitrary: fc.nat(3_000) }, { weight: 1, arbitrary: odd });
const flag = fc.oneof({ weight: 40, arbitrary: fc.boolean() }, { weight: 1, arbitrary: odd });
const one = (...values: string[]) =>
  fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: odd });
const part = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.record(fields, { requiredKeys: [] }) },
    { weight: 1, arbitrary: odd },
    { weight: 1, arbitrary: fc.record({ ...fields, other: text }, { requiredKeys: ['other'] }) },
  );
const contexts = part({
  device: part({
    type: one('mobile', 'tablet', 'desktop'),
    os: text,
    browser: text,
    screen: part({ width: number, height: number }),
  }),
  network: part({ type: one('slow-2g', '2g', '3g', '4g'), downlink: number, save_data: flag }),
  locale: text,
  timezone: text,
  geo: part({ country: text, region: text }),
  campaign: part({ source: text, medium: text, name: text, term: text, content: text }),
  referrer: text,
});

it('reads a context as its schema does, whatever it holds', () => {
  let plain = 0;
  fc.assert(
    fc.property(contexts, (made) => {
      const json: unknown = JSON.parse(JSON.stringify(made));
      const read = readContext(json);
      if (read === json) plain += 1;
      expect(read).toStrictEqual(contextSchema.parse(json ?? {}));
    }),
    { numRuns: 5_000 },
  );
  expect(plain).toBeGreaterThan(500);
});

it('leaves out what only looks like a field', () => {
  const json: unknown = JSON.parse(
    '{"locale":"en","__proto__":{"timezone":"UTC"},"constructor":"x","toString":"y"}',
  );
  expect(readContext(json)).toEqual({ locale: 'en' });
});

it('takes nobody’s word for how many visits there were', () => {
  const json = { locale: 'en', visit: { count: 9, returning: true } };
  expect(readContext(json)).toStrictEqual(contextSchema.parse({ locale: 'en' }));
  expect(readContext(json)).not.toHaveProperty('visit');
});
