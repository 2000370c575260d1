import fc from 'fast-check';
import {
  differencesOf,
  LIMITS,
  type PlaygroundStep,
  type PlaygroundVisitor,
  simulateBodyOf,
  timesOf,
} from '../../../../contracts/playground';
import type { VisitorView } from '../../../../contracts/simulate';
import { changesBetween, isNothing, nextChange } from './changes';
import { durationOf, LATER_MS, msOf, stopOf } from './durations';
import { expectedOf, expecting } from './expectation';
import { linesOf } from './explanation';
import { begin, changeTo, undo } from './history';
import { valueAt, withValueAt } from './nested';
import { STARTS } from './starts';
import { type Change, changed, EMPTY, plainVisitor } from './steps';
import { readTyped, typedText } from './values';

const STEP: PlaygroundStep = { gapMs: 1_000, type: 'click', page: {}, props: {} };

/** A view that says only what matters here. */
const view = (more: {
  segments?: Record<string, boolean>;
  signals?: Record<string, number | null>;
  decisions?: Record<string, string>;
}): VisitorView => ({
  at: 1_000,
  catalog: 'c#1',
  signals: more.signals ?? {},
  segments: Object.entries(more.segments ?? {}).map(([key, isIn]) => ({ key, in: isIn })),
  until: null,
  decisions: Object.fromEntries(
    Object.entries(more.decisions ?? {}).map(([slot, variant]) => [
      slot,
      { variant, source: 'variant', segment: null },
    ]),
  ),
  explanation: { foreseenUntil: null, signals: [], segments: [], slots: [] },
});

describe('what somebody types for a property', () => {
  it('comes back as it was, whatever the value', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constantFrom('1', 'true', '"x"', '"', '')),
        (value) => {
          expect(readTyped(typedText(value))).toEqual(value);
        },
      ),
    );
  });

  it('is a number or a flag only if it reads as one', () => {
    expect(['12', '-0.5', 'true', '007', '1e3', ' 1', 'Infinity', '"12"', 'abc'].map(readTyped)).toEqual([
      12,
      -0.5,
      true,
      '007',
      '1e3',
      ' 1',
      'Infinity',
      '12',
      'abc',
    ]);
  });
});

describe('fields within fields', () => {
  const path = fc.constantFrom('locale', 'device.type', 'device.screen.width', 'visit.count');

  it('are what was set last, and gone with what held only them when taken out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.integer())), path, fc.integer(), (earlier, one, value) => {
        const before = earlier.reduce((all, [at, old]) => withValueAt(all, at, old), {});
        const set = withValueAt(before, one, value);
        expect(valueAt(set, one)).toBe(value);
        for (const [other] of earlier)
          if (other !== one) expect(valueAt(set, other)).toBe(valueAt(before, other));
        expect(valueAt(withValueAt(set, one, undefined), one)).toBeUndefined();
      }),
    );
    expect(withValueAt({ device: { screen: { width: 1 } } }, 'device.screen.width', undefined)).toEqual({});
  });
});

describe('steps', () => {
  const change: fc.Arbitrary<Change> = fc.oneof(
    fc.constant<Change>({ do: 'add', step: STEP }),
    fc.record({ do: fc.constant('duplicate' as const), id: fc.nat(6) }),
    fc.record({ do: fc.constant('remove' as const), id: fc.nat(6) }),
    fc.record({ do: fc.constant('move' as const), id: fc.nat(6), to: fc.nat(6) }),
    fc.record({ do: fc.constant('edit' as const), id: fc.nat(6), step: fc.record({ gapMs: fc.nat() }) }),
  );

  it('each keep an id of their own, and undo goes back to every state there was', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), (all) => {
        const states = [EMPTY];
        let history = begin(EMPTY);
        for (const one of all) {
          const next = changed(history.present, one);
          states.push(next);
          history = changeTo(history, next, null);
          expect(new Set(next.steps.map(({ id }) => id)).size).toBe(next.steps.length);
        }
        for (const state of states.reverse()) {
          expect(history.present).toEqual(state);
          history = undo(history);
        }
        expect(undo(history)).toEqual(history);
      }),
    );
  });

  it('are moved, doubled and removed where they stand', () => {
    const three = changed(EMPTY, {
      do: 'open',
      visitor: { ...plainVisitor(EMPTY), steps: ['a', 'b', 'c'].map((type) => ({ ...STEP, type })) },
    });
    const types = (one: Change) =>
      changed(three, one)
        .steps.map(({ type }) => type)
        .join('');
    expect(types({ do: 'move', id: 0, to: 2 })).toBe('bca');
    expect(types({ do: 'move', id: 2, to: 0 })).toBe('cab');
    expect(types({ do: 'duplicate', id: 1 })).toBe('abbc');
    expect(types({ do: 'remove', id: 1 })).toBe('ac');
    expect(types({ do: 'remove', id: 9 })).toBe('abc');
  });

  it('typed in one go are taken back in one go', () => {
    let history = begin('');
    for (const text of ['a', 'ab', 'abc']) history = changeTo(history, text, 'name');
    history = changeTo(history, 'abc!', 'other');
    expect(undo(history).present).toBe('abc');
    expect(undo(undo(history)).present).toBe('');
  });
});

describe('what a fragment server is asked', () => {
  const visitor: PlaygroundVisitor = {
    start: '2026-11-24T10:00:00Z',
    steps: [5_000, 2_000, 3_000].map((gapMs) => ({ ...STEP, gapMs })),
    context: { locale: 'es' },
    traits: {},
    consent: {},
    laterMs: 0,
  };
  const start = Date.parse('2026-11-24T10:00:00Z');

  it('has the steps up to one, as old as they are then', () => {
    const body = simulateBodyOf(visitor, { now: 0, count: 2, catalog: 'drafts' });
    expect(body.events?.map(({ age }) => age)).toEqual([2_000, 0]);
    expect([body.at, body.catalog, body.context]).toEqual([[start + 2_000], 'drafts', { locale: 'es' }]);
    expect(timesOf(visitor, 0)).toEqual([start, start + 2_000, start + 5_000]);
  });

  it('without any step is the beginning; later instants follow the last step', () => {
    expect(simulateBodyOf(visitor, { now: 0, count: 0, catalog: 'published' }).at).toEqual([start]);
    const body = simulateBodyOf(
      { ...visitor, start: null },
      { now: 77, count: 3, laterMs: [9], catalog: 'published' },
    );
    expect(body.at).toEqual([5_077, 5_086]);
  });

  it('keeps ages from 0 to the length of the visit, whatever the steps', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 20 }), fc.nat(20), (gaps, count) => {
        const all = { ...visitor, steps: gaps.map((gapMs) => ({ ...STEP, gapMs })) };
        const { events = [] } = simulateBodyOf(all, { now: 0, count, catalog: 'published' });
        const ages = events.map(({ age }) => age);
        expect([...ages].sort((a, b) => b - a)).toEqual(ages);
        expect(ages.every((age) => age >= 0)).toBe(true);
        if (ages.length > 0) expect(ages.at(-1)).toBe(0);
      }),
    );
  });

  it.each(Object.entries(STARTS))('of the start %s is within its limits', (_, start) => {
    expect(start.steps.length).toBeLessThanOrEqual(LIMITS.steps);
    expect(JSON.stringify(start).length).toBeLessThan(LIMITS.characters);
  });
});

describe('changes', () => {
  it('are segments entered and left, decisions and signals that are different', () => {
    const before = view({
      segments: { a: true, b: false, c: true },
      signals: { n: 1, fading: 1_000, m: null },
      decisions: { hero: 'default', other: 'x' },
    });
    const after = view({
      segments: { a: false, b: true, c: true },
      signals: { n: 2, fading: 999.5, m: null },
      decisions: { hero: 'v', other: 'x' },
    });
    expect(changesBetween(before, after)).toEqual({
      entered: ['b'],
      left: ['a'],
      decisions: [{ slot: 'hero', before: 'default', after: 'v' }],
      signals: [{ key: 'n', before: 1, after: 2 }],
    });
    expect(isNothing(changesBetween(after, after))).toBe(true);
  });

  it('come next at the earliest instant that is still to come', () => {
    const at = (segment: number | null, until: number | null) => ({
      ...view({}),
      until,
      explanation: {
        ...view({}).explanation,
        segments: [{ nextChange: segment } as VisitorView['explanation']['segments'][number]],
      },
    });
    expect([nextChange(at(5_000, 3_000)), nextChange(at(5_000, 500)), nextChange(at(null, null))]).toEqual([
      3_000,
      5_000,
      null,
    ]);
  });
});

describe('expectations', () => {
  it('taken from a view hold for it', () => {
    const seen = view({ segments: { a: true, b: false }, decisions: { hero: 'default' } });
    expect(expectedOf(seen)).toEqual({ segments: { a: true }, slots: { hero: 'default' } });
    expect(differencesOf(expectedOf(seen), seen)).toEqual([]);
  });

  it('that fail say what came instead, or that there is no such thing', () => {
    const seen = view({ segments: { a: false }, decisions: { hero: 'v' } });
    const expected = { segments: { a: true, gone: false }, slots: { hero: 'default', lost: 'v' } };
    expect(differencesOf(expected, seen)).toEqual([
      { kind: 'segment', key: 'a', expected: true, got: false },
      { kind: 'segment', key: 'gone', expected: false, got: null },
      { kind: 'slot', key: 'hero', expected: 'default', got: 'v' },
      { kind: 'slot', key: 'lost', expected: 'v', got: null },
    ]);
  });

  it('can be changed and taken out', () => {
    expect(expecting({ a: true }, 'b', false)).toEqual({ a: true, b: false });
    expect(expecting({ a: true, b: false }, 'a', null)).toEqual({ b: false });
  });
});

describe('durations', () => {
  it('of whole seconds come back as they were', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400 }), (seconds) => {
        expect(msOf(durationOf(seconds * 1_000))).toBe(seconds * 1_000);
      }),
    );
    expect([durationOf(90_000), durationOf(120_000), durationOf(0), msOf(null)]).toEqual([
      '90s',
      '2m',
      null,
      0,
    ]);
  });

  it('have a stop of the slider, which for its own moments is just that', () => {
    expect(LATER_MS.map(stopOf)).toEqual(LATER_MS.map((_, index) => index));
    expect(stopOf(61_000)).toBe(LATER_MS.indexOf(60_000));
  });
});

describe('an explained condition', () => {
  const test = (field: string, holds: boolean) => ({
    field,
    operator: '$gt',
    expected: 5,
    actual: 3,
    holds,
    nextChange: null,
  });

  it('is told line by line, what is joined by something else than “and” further in', () => {
    const lines = linesOf({
      operator: '$and',
      holds: false,
      nextChange: null,
      parts: [
        test('signals.a', true),
        { operator: '$or', holds: false, nextChange: null, parts: [test('signals.b', false)] },
      ],
    });
    expect(
      lines.map(({ depth, holds, text }) => [depth, holds, text.kind === 'test' ? text.field : text.joiner]),
    ).toEqual([
      [0, true, 'signals.a'],
      [0, false, '$or'],
      [1, false, 'signals.b'],
    ]);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(3);
  });
});
