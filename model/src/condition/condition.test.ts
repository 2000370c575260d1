import type { Json } from '../json.js';
import { lookUp } from '../json.js';
import {
  type Condition,
  checkCondition,
  compileCondition,
  type Field,
  JOINERS,
  namedSegments,
  OPERATOR_NAMES,
  readPaths,
} from './index.js';

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
    [{ $not: { a: { $teleport: 1 } } }, { a: 1 }, false],
    [{ a: { $not: { $teleport: 1 } } }, { a: 1 }, false],
    [{ list: { $not: { $elemMatch: { $teleport: 1 } } } }, { list: [1] }, false],
    [{ list: { $elemMatch: { $not: { $teleport: 1 } } } }, { list: [1] }, false],
    [{ list: { $not: { $all: [{ $not: { $teleport: 1 } }] } } }, { list: [1] }, false],
    [{ $nor: [{ a: 2 }, { $teleport: 1 }] }, { a: 1 }, false],
    [{ $or: [{ a: { $teleport: 1 } }, { a: 1 }] }, { a: 1 }, true],
    [{ $and: { a: 2 } }, { a: 1 }, false],
    // Missing and null.
    [{ a: 0 }, {}, true],
    [{ a: false }, {}, false],
    [{ a: { $lt: 1 } }, {}, true],
    [{ a: { $type: 'null' } }, {}, true],
    [{ a: { $ne: 'x' } }, {}, true],
    [{ a: { $not: { $regex: '^x' } } }, {}, true],
    [{ a: { $regex: '^null$' } }, {}, true],
    [{ a: { $veq: '0' } }, {}, true],
    // Mixed types.
    [{ a: '1,2' }, { a: [1, 2] }, true],
    [{ a: 5 }, { a: ['5'] }, true],
    [{ a: { $eq: 5 } }, { a: '5' }, false],
    [{ a: { $in: [5] } }, { a: '5' }, false],
    [{ a: { $gt: '10' } }, { a: '9' }, true],
    [{ a: { $gt: '10' } }, { a: 9 }, false],
    [{ a: '[object Object]' }, { a: { toString: 1, valueOf: 2 } }, true],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, true],
    // Lists.
    [{ list: { $size: { $gt: 1, $lt: 3 } } }, { list: [0, 0] }, true],
    [{ list: { $size: 0 } }, {}, false],
    [{ list: { $elemMatch: { $lt: 1 } } }, { list: [0] }, false],
    [{ list: { $elemMatch: { 'a.b': { $gt: 1 }, c: 'x' } } }, { list: [{ a: { b: 2 }, c: 'x' }] }, true],
    [{ list: { $elemMatch: { 'a.b': 2, c: 'x' } } }, { list: [{ a: { b: 2 } }, { c: 'x' }] }, false],
    [{ list: { $all: [{ $gt: 5 }, '1'] } }, { list: [1, 9] }, true],
    [{ list: { $all: [] } }, { list: [] }, true],
    [{ list: { $alli: ['ÀB'] } }, { list: ['àb'] }, true],
    [{ a: { $ini: ['x', null] } }, {}, true],
    // Versions.
    [{ a: { $vgt: '9.0.0' } }, { a: '10.0.0+5' }, true],
    [{ a: { $vgt: '1.0.0-rc' } }, { a: '1.0.0-rc.1' }, true],
    [{ a: { $vlt: '1.0.0' } }, { a: '1.0.0-beta' }, true],
    [{ a: { $veq: 'v1.2' } }, { a: 1.2 }, true],
    // Texts.
    [{ a: { $regex: '[(' } }, { a: '[(' }, false],
    [{ a: { $regexi: '^ÄPFEL' } }, { a: 'äpfel und birnen' }, true],
    [{ a: { $regex: '\\u0041/[^]\\/$' } }, { a: 'A/\n/' }, true],
    [{ a: { $regex: '(a+)+$' } }, { a: `${'a'.repeat(1_000)}!` }, false],
    [{ a: { $regex: '(a|aa)+$' } }, { a: `${'a'.repeat(1_000)}!` }, false],
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
    [{ a: { $not: { $inGroup: 'x' } } }, 'a.$not.$inGroup', /unknown operator "\$inGroup"/],
    [{ a: { $in: [1, [2]] } }, 'a.$in', /texts, numbers, true, false and null/],
    [{ a: { $ini: 'x' } }, 'a.$ini', /list of values/],
    [{ a: { $type: 'int' } }, 'a.$type', /one of string, number, boolean, array, object, null/],
    [{ a: { $size: 'big' } }, 'a.$size', /whole number/],
    [{ a: { $size: { $gtt: 1 } } }, 'a.$size.$gtt', /unknown operator/],
    [{ a: { $all: 1 } }, 'a.$all', /list of values/],
    [{ a: { $all: [1, { $gtt: 1 }] } }, 'a.$all[1].$gtt', /unknown operator/],
    [{ a: { $elemMatch: 1 } }, 'a.$elemMatch', /operators .* or a condition on the items/],
    [{ a: { $elemMatch: { $or: [] } } }, 'a.$elemMatch.$or', /unknown operator "\$or"/],
    [{ a: { $elemMatch: { 'b.c': { $gtt: 1 } } } }, 'a.$elemMatch.b.c.$gtt', /unknown operator/],
    [{ a: { $vgt: true } }, 'a.$vgt', /version/],
    [{ a: { $regex: 5 } }, 'a.$regex', /regular expression, written as a text/],
    [{ a: { $regex: 'x'.repeat(257) } }, 'a.$regex', /at most 256 characters/],
    [{ a: { $regex: '(a{400}|b{400})' } }, 'a.$regex', /too large/],
    [{ a: { $regexi: '[' } }, 'a.$regexi', /"\[" must be a regular expression .*missing closing \]/],
    ...['a(?=b)', 'a(?!b)', '(?<=a)b', '(?<!a)b', '(a)\\1', '(?<n>a)\\k<n>', '\\\\\\8'].map(
      (pattern): [Json, string, RegExp] => [
        { $or: [{ a: { $regex: pattern } }] },
        '$or[0].a.$regex',
        /matched in linear time: no look-around .* no back-references/,
      ],
    ),
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

it('has every operator of the model', () => {
  const between = '$and $or $nor $not';
  const onValues =
    '$eq $ne $gt $gte $lt $lte $in $nin $exists $type $size $all $elemMatch $regex ' +
    '$veq $vne $vgt $vgte $vlt $vlte $ini $nini $alli $regexi $not';
  expect([JOINERS.join(' '), OPERATOR_NAMES.join(' ')]).toEqual([between, onValues]);
});

it('accepts what takes a backtracking matcher for ever, since it is matched in linear time', () => {
  expect(checkCondition({ a: { $regex: '(a+)+$' }, b: { $regexi: '(x*)*y' } }).ok).toBe(true);
});

describe('a field that moves is asked for the numbers that matter to', () => {
  const asked = (condition: Condition) => {
    const all: (readonly number[] | null)[] = [];
    const field = (path: string): Field<null> => ({
      read: () => (path === 'still' ? 0 : 5),
      ...(path !== 'still' && {
        nextCrossing: (_: null, __: number, thresholds: readonly number[] | null) => {
          all.push(thresholds);
          return 7;
        },
      }),
    });
    const compiled = compileCondition(condition, field);
    return { moves: compiled.moves, asked: all, nextChange: compiled.nextChange(null, 1), thresholds: all };
  };

  it.each<[Json, readonly number[] | null]>([
    [3, [3]],
    ['3', [3]],
    ['three', []],
    [true, [0]],
    [null, []],
    [[1, 2], []],
    [{ $gt: 3 }, [3]],
    [{ $lte: '4' }, [4]],
    [{ $lt: 'x' }, []],
    [{ $gte: null }, [0]],
    [{ $ne: 3 }, [3]],
    [{ $eq: '3' }, []],
    [{ $nin: [1, '2', 3, null] }, [1, 3]],
    [{ $ini: [1, 'x'] }, [1]],
    [{ $exists: true }, []],
    [{ $type: 'number' }, []],
    [{ $size: 5 }, []],
    [{ $elemMatch: { $gt: 5 } }, []],
    [{ $all: [5] }, []],
    [{ $regex: '^5' }, null],
    [{ $regexi: '^5' }, null],
    [{ $vgt: '1' }, null],
    [{ $not: { $gt: 3 } }, [3]],
  ])('%j', (expected, thresholds) => expect(asked({ moving: expected }).thresholds).toEqual([thresholds]));

  it('only where it can change the answer', () => {
    expect(asked({ still: 1 })).toMatchObject({ moves: false, nextChange: Infinity });
    expect(asked({ still: 1, moving: 5 })).toMatchObject({ moves: true, asked: [], nextChange: Infinity });
    expect(asked({ still: 0, moving: 5 })).toMatchObject({ moves: true, asked: [[5]], nextChange: 7 });
    expect(asked({ $or: [{ still: 0 }, { moving: 5 }] })).toMatchObject({ asked: [], nextChange: Infinity });
  });
});

it('reads a field once for all operators on it', () => {
  let reads = 0;
  const field = () => ({ read: () => ++reads });
  compileCondition({ a: { $gt: 0, $lt: 9, $ne: 5, $exists: true } }, field).holds(null, 0);
  expect(reads).toBe(1);
});

it('tells which fields it reads and which segments it names', () => {
  const condition = {
    $and: [{ 'signals.a': 1 }, { $not: { segments: { $in: ['x', 'y'] } } }],
    segments: 'z',
  };
  expect([...readPaths(condition)]).toEqual(['signals.a', 'segments']);
  expect(namedSegments(condition)).toEqual(['x', 'y', 'z']);
});

it.each<[Json, readonly string[]]>([
  [{ $elemMatch: { $eq: 'x' } }, ['x']],
  [{ $elemMatch: { $not: { $in: ['x', 'y'] } } }, ['x', 'y']],
  [{ $not: { $elemMatch: { $ini: ['X'] } } }, ['x']],
  [{ $all: ['x', { $eq: 'y' }] }, ['x', 'y']],
  [{ $alli: ['X'], $nini: ['Y'] }, ['x', 'y']],
  [
    ['x', 'y'],
    ['x', 'y'],
  ],
  [{ $regex: '^x', $type: 'array', $size: 1, $exists: true, $gt: 'a', $veq: '1' }, []],
])('names segments by what is compared with: %j', (expected, names) => {
  expect(namedSegments({ $or: [{ segments: expected }] })).toEqual(names);
});
