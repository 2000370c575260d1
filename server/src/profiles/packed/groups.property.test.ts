import { type Context, readContext } from '@tessera/model';
import fc from 'fast-check';
import type { Stamps } from '../../engine/visitor.js';
import { ByteReader, ByteWriter } from './bytes.js';
import { contextOf, contextText, readGroup, writeGroup } from './groups.js';

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(parts: T) =>
  fc.record(parts, { requiredKeys: [] });

/** Any context a beacon can bring, each field there or not. */
const contexts: fc.Arbitrary<Context> = some({
  device: some({
    type: fc.constantFrom('mobile', 'tablet', 'desktop'),
    os: text(20),
    screen: some({ width: number, height: fc.nat(5_000) }),
  }),
  network: some({ type: fc.constantFrom('slow-2g', '4g'), downlink: number, save_data: fc.boolean() }),
  locale: text(17),
  geo: some({ country: fc.constantFrom('DE', 'ES'), region: text(5) }),
  campaign: some({ source: text(50), term: text(50) }),
  referrer: text(200),
}).map(readContext);

/** Groups without a single field say nothing, and are not kept. */
function withoutEmpty(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([key, value]) => [key, isGroup(value) ? withoutEmpty(value) : value] as const)
      .filter(([, value]) => value !== undefined && !(isGroup(value) && Object.keys(value).length === 0)),
  );
}
const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;

it('a context comes back from its text, to the last field', () => {
  fc.assert(
    fc.property(contexts, (context) => {
      const back = contextOf(contextText(context));
      expect(back).toEqual(withoutEmpty(context));
      // Both ways are remembered; neither memory may change the answer.
      expect(contextText(back)).toBe(contextText(context));
      expect(contextOf(contextText({ ...context }))).toEqual(back);
    }),
    { numRuns: 3_000 },
  );
});

it('more contexts than are remembered come back, too', () => {
  for (let i = 0; i < 12_000; i++) {
    const context: Context = { network: { downlink: i % 7_000 } };
    expect(contextOf(contextText(context))).toEqual(context);
  }
});

it('fields and stamps of a group come back, whether written together or one by one', () => {
  const base = 1_800_000_000_000;
  const stamps = fc.oneof(fc.constant(base), fc.integer({ min: base - 10 ** 10, max: base + 10 ** 6 }));
  const fields = fc.dictionary(
    fc.string({ maxLength: 8 }).filter((key) => key !== '__proto__'),
    fc.jsonValue().map((json) => JSON.parse(JSON.stringify(json)) as unknown),
    { maxKeys: 5, noNullPrototype: true },
  );
  fc.assert(
    fc.property(fields, fc.array(stamps, { minLength: 1, maxLength: 5 }), (known, times) => {
      const stamped: Stamps = Object.fromEntries(
        Object.keys(known).map((key, i) => [key, times[i % times.length] as number]),
      );
      const writer = new ByteWriter();
      writeGroup(writer, { fields: known, stamps: stamped }, base, JSON.stringify);
      const reader = new ByteReader();
      reader.open(writer.bytes, 0, writer.at);
      const back = readGroup(reader, base, (json) => JSON.parse(json) as object);
      expect(back).toEqual({ fields: known, stamps: stamped });
      expect(reader.at).toBe(writer.at);
    }),
    { numRuns: 3_000 },
  );
});

it('a context that an older version kept comes back without what the browser said of its visits', () => {
  const known = contextText({ referrer: 'https://a.example/' });
  const older = JSON.stringify([...(JSON.parse(known) as unknown[]), 9, true]);
  expect(contextOf(older)).toEqual({ referrer: 'https://a.example/' });
});
