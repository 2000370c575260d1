import type { Json } from '@tessera/model';
import fc from 'fast-check';
import { ByteReader, ByteWriter } from './bytes.js';

const RUNS = 5_000;
const most = Number.MAX_SAFE_INTEGER;
const uints = fc.oneof(
  fc.nat(300),
  fc.maxSafeNat(),
  fc.nat(53).map((power) => 2 ** power - 1),
  fc.nat(52).map((power) => 2 ** power),
  fc.constant(most),
);
/** Distances between times: far less than 2⁵² ms. */
const ints = fc.oneof(
  fc.integer({ min: -300, max: 300 }),
  fc.integer({ min: -(2 ** 52), max: 2 ** 52 - 1 }),
  fc.constantFrom(0, -(2 ** 31), 2 ** 31, -(2 ** 52), 2 ** 52 - 1),
);
const values: fc.Arbitrary<Json> = fc.oneof(
  fc.integer({ min: -5, max: 260 }),
  uints,
  uints.map((value) => -value),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0, 251, 252, most + 1, -most - 1, 1e300, 5e-324, 0.1),
  // -0 is none in JSON's text, and JSON.parse gives what was written by JSON.stringify.
  fc.jsonValue().map((json) => JSON.parse(JSON.stringify(json)) as Json),
  fc.string({ unit: 'binary' }).map((text) => JSON.parse(JSON.stringify(text)) as Json),
);
const ids = fc.stringMatching(/^[\w-]{1,40}$/);

/** What is written one after the other, each with the way to read it. */
const items = fc.array(
  fc.oneof(
    uints.map((value) => ({ as: 'uint', value }) as const),
    ints.map((value) => ({ as: 'int', value }) as const),
    values.map((value) => ({ as: 'value', value }) as const),
    ids.map((value) => ({ as: 'ascii', value }) as const),
    fc.string({ unit: 'grapheme' }).map((value) => ({ as: 'text', value }) as const),
    fc.nat(255).map((value) => ({ as: 'byte', value }) as const),
    fc.nat(2 ** 32 - 1).map((value) => ({ as: 'four', value }) as const),
    fc.integer({ min: 0, max: 2 ** 40 - 1 }).map((value) => ({ as: 'five', value }) as const),
  ),
  { maxLength: 20 },
);
type Item = typeof items extends fc.Arbitrary<(infer T)[]> ? T : never;

function write(writer: ByteWriter, item: Item): void {
  if (item.as === 'four') writer.fixed(item.value, 4);
  else if (item.as === 'five') writer.fixed(item.value, 5);
  else if (item.as === 'value') writer.value(item.value);
  else if (item.as === 'ascii') writer.ascii(item.value);
  else if (item.as === 'text') writer.text(item.value);
  else writer[item.as](item.value);
}

function read(reader: ByteReader, as: Item['as']): Json {
  if (as === 'four') return reader.fixed(4);
  if (as === 'five') return reader.fixed(5);
  return reader[as]();
}

function written(list: readonly Item[]): Buffer {
  const writer = new ByteWriter();
  // A small buffer has to grow in the middle.
  writer.bytes = Buffer.alloc(8);
  for (const item of list) write(writer, item);
  return Buffer.from(writer.bytes.subarray(0, writer.at));
}

it('what is written is read, to the last bit, wherever it lies', () => {
  fc.assert(
    fc.property(items, fc.nat(9), (list, offset) => {
      const bytes = written(list);
      const among = Buffer.concat([Buffer.alloc(offset, 0xff), bytes, Buffer.alloc(9, 0xff)]);
      const reader = new ByteReader();
      reader.open(among, offset, offset + bytes.length);
      for (const { as, value } of list) expect(read(reader, as)).toStrictEqual(value);
      expect(reader.at).toBe(offset + bytes.length);
    }),
    { numRuns: RUNS },
  );
});

it('bytes that end early are told, never guessed at', () => {
  fc.assert(
    fc.property(items, fc.nat(), (list, cut) => {
      const bytes = written(list);
      if (bytes.length === 0) return;
      const reader = new ByteReader();
      reader.open(bytes, 0, cut % bytes.length);
      expect(() => list.map(({ as }) => read(reader, as))).toThrow(RangeError);
    }),
    { numRuns: RUNS },
  );
});

it('any bytes at all are read or told, and end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), items, (bytes, list) => {
      const reader = new ByteReader();
      reader.open(Buffer.from(bytes), 0, bytes.length);
      try {
        for (const { as } of list) read(reader, as);
      } catch (error) {
        expect(error instanceof RangeError || error instanceof SyntaxError).toBe(true);
      }
      expect(reader.at).toBeLessThanOrEqual(bytes.length);
    }),
    { numRuns: RUNS },
  );
});
