import fc from 'fast-check';
import { compileEngine } from '../../engine/engine.js';
import type { Entries } from '../../engine/entries.js';
import { idsInOrder } from '../../engine/recent-ids.js';
import { SignalStates } from '../../engine/signal-states.js';
import { newVisitor, type Visitor } from '../../engine/visitor.js';
import { wholeContext } from '../../engine/visits.js';
import { catalogOf, catalogs } from '../../testing/engine/catalogs.js';
import { happenings, inDisorder } from '../../testing/engine/deliveries.js';
import { type Names, namesOf, pack, readHead, unpack } from './pack.js';

const RUNS = 3_000;
const ID = fc.stringMatching(/^[\w-]{1,40}$/);

/** A visitor with a past: late, repeated and misordered events, contexts, traits, clocks that jump. */
const lived = fc
  .record({ catalog: catalogs({ hold: true }), past: happenings(8), id: ID, later: fc.nat(4_000_000) })
  .map(({ catalog, past, id, later }) => {
    const engine = compileEngine(catalog);
    const deliveries = inDisorder(past);
    const visitor = newVisitor(id, deliveries[0]?.now ?? 0);
    for (const { now, events, context } of deliveries) engine.take(visitor, events, context, now);
    engine.advance(visitor, visitor.seenAt + later);
    return { visitor, names: namesOf(engine) };
  });

const packed = (visitor: Visitor, names: Names): Buffer => Buffer.from(pack(visitor, names));
const unpacked = (bytes: Buffer, names: Names): Visitor => unpack(bytes, 0, bytes.length, names);

const own = (entries: Entries | undefined): Entries | undefined => entries && [...entries];

/** What must come back. When segments may change is worked out anew; a signal nobody folded is no state. */
const lasting = (visitor: Visitor, names: Names) => ({
  ...visitor.parts(),
  recentIds: idsInOrder(visitor.recentIds),
  segments: [...visitor.segments].sort(),
  signals: names.engine.signals.map(({ number }) => own(visitor.signals.entries(number))),
});

it('a visitor comes back as it was, under the same catalog, wherever the bytes lie', () => {
  fc.assert(
    fc.property(lived, fc.nat(7), ({ visitor, names }, offset) => {
      const bytes = packed(visitor, names);
      const among = Buffer.concat([Buffer.alloc(offset, 0xff), bytes, Buffer.alloc(5, 0xff)]);
      const back = unpack(among, offset, offset + bytes.length, names);
      expect(lasting(back, names)).toEqual(lasting(visitor, names));
      expect(readHead(among, offset, offset + bytes.length)).toEqual({
        id: visitor.id,
        seenAt: visitor.seenAt,
      });
      // And once more: nothing is added or dropped by going there and back.
      expect(packed(back, names).equals(bytes)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

it('under another catalog, unknown signals and segments are left out and the rest is equal', () => {
  fc.assert(
    fc.property(lived, lived, ({ visitor, names }, { names: other }) => {
      const back = unpacked(packed(visitor, names), other);
      const { signals, segments, ...rest } = lasting(visitor, names);
      const found = lasting(back, other);
      expect(found).toMatchObject(rest);
      expect(found.segments).toEqual(segments.filter(([key]) => other.engine.segmentByKey.has(key)));
      const byFingerprint = new Map(
        names.engine.signals.map(({ fingerprint }, i) => [fingerprint, signals[i]]),
      );
      expect(found.signals).toEqual(
        other.engine.signals.map(({ fingerprint }) => byFingerprint.get(fingerprint)),
      );
    }),
    { numRuns: RUNS },
  );
});

it('bytes cut anywhere are told; bytes that changed are told, or read as some visitor', () => {
  const flips = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), {
    minLength: 1,
    maxLength: 3,
  });
  fc.assert(
    fc.property(lived, fc.nat(), flips, ({ visitor, names }, cut, changes) => {
      const bytes = packed(visitor, names);
      const short = bytes.subarray(0, cut % bytes.length);
      expect(() => unpacked(short, names)).toThrow();
      for (const [at, by] of changes) bytes[at % bytes.length] = (bytes[at % bytes.length] as number) ^ by;
      try {
        const { id, signals } = unpacked(bytes, names);
        expect([typeof id, signals]).toEqual(['string', expect.any(SignalStates)]);
      } catch (error) {
        // Never a bug's error, such as a TypeError about something undefined.
        expect([RangeError.name, SyntaxError.name]).toContain((error as Error).name);
      }
    }),
    { numRuns: RUNS },
  );
});

/** Packed before sessions of more than a day were kept, when browsers were believed about their visits. */
const OLDER =
  'AhVvbGRlci12ZXJzaW9uLXZpc2l0b3KAt4TIsTT/raYKAMCl8sixNIC3hMixNAT/raYK/62mCgAAAWJbbnVsbCxudWxsLG51bGwsbnVsbCxudWxsLG51bGwsbnVsbCxudWxsLCJlbiIsbnVsbCxudWxsLG51bGwsbnVsbCxudWxsLG51bGwsbnVsbCxudWxsLG51bGwsOSx0cnVlXQAAAAIyEd1SbgKCLiYLATJ1oTUAAjMLe5v/raYKBYCupgoFAA==';

it('a visitor whom an older version packed is read: with the sessions it knew, and no claim about them', () => {
  const engine = compileEngine(
    catalogOf([{ key: 'views', kind: 'count', event: 'page_view', window: 'session' }]),
  );
  const visitor = unpacked(Buffer.from(OLDER, 'base64'), namesOf(engine));
  const [first, second] = [1_800_000_000_000, 1_800_010_800_000];
  expect(visitor).toMatchObject({
    id: 'older-version-visitor',
    seenAt: second,
    sessions: [first, first, second, second],
    context: { locale: 'en' },
  });
  expect(visitor.context).not.toHaveProperty('visit');
  expect(wholeContext(visitor)).toEqual({ locale: 'en', visit: { count: 2, returning: true } });
  expect(visitor.signals.entries(0)).toEqual([first, 1, second, 1]);
  const later = second + 20 * 86_400_000;
  engine.take(visitor, [{ id: null, type: 'click', time: later, page: {}, props: {} }], null, later);
  expect(wholeContext(visitor).visit).toEqual({ count: 3, returning: true });
  const back = unpacked(packed(visitor, namesOf(engine)), namesOf(engine));
  expect(back.sessions).toEqual([first, first, second, second, later, later]);
});
