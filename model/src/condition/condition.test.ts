import fc from 'fast-check';
import type { Json } from '../json.js';
import { lookUp } from '../json.js';
import { type Condition, checkCondition, compileCondition, namedSegments, readPaths } from './index.js';

/** A subject whose fields stand still: plain JSON. */
const still = (path: string) => ({ read: (subject: Json) => lookUp(subject, path.split('.')) });
const holds = (condition: Condition, subject: Json) => compileCondition(condition, still).holds(subject, 0);

describe('a condition holds', () => {
  it.each<[Condition, Json, boolean]>([
    [{}, {}, true],
    [{ 'a.b': 1 }, { a: { b: 1 } }, true],
    [{ a: { $gt: 1, $lte: 3 } }, { a: 3 }, true],
    [{ a: { $gt: 1, $lte: 3 } }, { a: 1 }, false],
    [{ $or: [{ a: 1 }, { b: 2 }] }, { b: 2 }, true],
    [{ $nor: [{ a: 1 }, { b: 2 }] }, { b: 2 }, false],
    [{ $not: { a: 1 } }, { a: 2 }, true],
    [{ a: { $not: { $in: [1, 2] } } }, { a: 3 }, true],
    [{ list: { $in: ['x'] } }, { list: ['w', 'x'] }, true],
    [{ a: { $exists: false } }, { b: 1 }, true],
    [{ a: { $ne: [1] } }, { a: [1] }, false],
    [{ a: { $teleport: 1 } }, { a: 1 }, false],
    [{ __proto__: null, 'constructor.name': 'Object' }, {}, false],
  ])('%j of %j: %s', (condition, subject, expected) => expect(holds(condition, subject)).toBe(expected));
});

describe('a condition is refused', () => {
  it.each<[Json, string, RegExp]>([
    [[], '', /must be an object/],
    [{ a: { $gtt: 1 } }, 'a.$gtt', /unknown operator "\$gtt"; allowed: .*\$gte/],
    [{ $xor: [] }, '$xor', /unknown operator "\$xor" between conditions/],
    [{ $and: { a: 1 } }, '$and', /list of conditions/],
    [{ $or: [{ a: { $in: 3 } }] }, '$or[0].a.$in', /list of values/],
    [{ a: { $gt: true } }, 'a.$gt', /number or a text/],
    [{ a: { $exists: 'yes' } }, 'a.$exists', /true or false/],
    [{ a: { $gt: 1, b: 2 } }, 'a.b', /unknown operator "b"/],
  ])('%j at %s', (json, place, message) => {
    const checked = checkCondition(json);
    if (checked.ok) throw new Error('was accepted');
    expect(checked.refusals[0]).toMatchObject({ place, message: expect.stringMatching(message) });
  });

  it('names what may be read', () => {
    const checked = checkCondition(
      { nope: 1 },
      { place: 'when', fieldComplaint: () => 'not here; allowed: a' },
    );
    expect(checked).toEqual({
      ok: false,
      refusals: [{ place: 'when.nope', value: '1', message: 'not here; allowed: a' }],
    });
  });
});

describe('when could the answer next change', () => {
  // Each field is false until its own instant and true from then on.
  const rising = (path: string) => ({
    read: (_: null, now: number) => (now >= Number(path) ? 1 : 0),
    nextCrossing: (_: null, now: number) => (now < Number(path) ? Number(path) : Infinity),
  });
  const conditions = fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.integer({ min: 1, max: 40 }).map((at): Condition => ({ [at]: 1 })),
      fc.integer({ min: 1, max: 40 }).map((at): Condition => ({ [at]: { $lt: 1 } })),
      fc.array(tie('any'), { maxLength: 3 }).map((parts): Condition => ({ $and: parts })),
      fc.array(tie('any'), { maxLength: 3 }).map((parts): Condition => ({ $or: parts })),
      tie('any').map((part): Condition => ({ $not: part })),
    ),
  })).any;

  it('never later than the first instant at which it does (slow twin: try every instant)', () => {
    fc.assert(
      fc.property(conditions, fc.integer({ min: 0, max: 40 }), (condition, now) => {
        const compiled = compileCondition(condition, rising);
        const before = compiled.holds(null, now);
        const next = compiled.nextChange(null, now);
        expect(next).toBeGreaterThan(now);
        for (let at = now; at < Math.min(next, 42); at++) expect(compiled.holds(null, at)).toBe(before);
      }),
      { numRuns: 500 },
    );
  });
});

it('tells which fields it reads and which segments it names', () => {
  const condition = {
    $and: [{ 'signals.a': 1 }, { $not: { segments: { $in: ['x', 'y'] } } }],
    segments: 'z',
  };
  expect([...readPaths(condition)]).toEqual(['signals.a', 'segments']);
  expect(namedSegments(condition)).toEqual(['x', 'y', 'z']);
});
