import type { Json } from '@tessera/model';
import fc from 'fast-check';
import { json as anyJson, conditionsOn } from '../../../../../model/src/condition/arbitrary.suite';
import { numberOf, replaceAt, unfinishedIn, withOperator } from './edit';
import { literalOf, patternOf } from './literal';
import { readForm } from './to-form';
import { writeForm, writeValue } from './to-json';
import { EXPERT, type Group, isGroup, newExpert, newRule, type Part, type Rule } from './types';

const PATHS = [
  'signals.a',
  'signals.b',
  'context.device.type',
  'traits.vip',
  'segments',
  '',
  '7',
  '__proto__',
];

function expectUnchanged(json: Json) {
  const written = writeForm(readForm(json));
  expect(written).toEqual(json);
  expect(JSON.stringify(written)).toBe(JSON.stringify(json));
}

/** The form without ids. */
const outline = (part: Part): unknown =>
  isGroup(part)
    ? { [part.combinator]: part.rules.map(outline) }
    : part.operator === EXPERT
      ? { expert: part.value }
      : `${part.field} ${part.operator} ${JSON.stringify(part.value)}`;

const form = (json: Json): Group => readForm(json);
const rule = (over: Partial<Rule>): Rule => ({ ...newRule(), ...over });

describe('what is read is written again, to the letter', () => {
  it('any condition of the language', () => {
    fc.assert(fc.property(conditionsOn(PATHS, { unknown: true }), expectUnchanged), { numRuns: 2_000 });
  });

  it('any JSON', () => {
    fc.assert(fc.property(fc.oneof(anyJson, fc.jsonValue() as fc.Arbitrary<Json>), expectUnchanged), {
      numRuns: 1_000,
    });
  });

  it('any object that nearly is a condition', () => {
    const keys = fc.constantFrom(
      '$and',
      '$or',
      '$nor',
      '$not',
      '$gt',
      '$eq',
      '$in',
      '$regexi',
      'a',
      '',
      '__proto__',
    );
    const nearly = fc.letrec<{ json: Json }>((tie) => ({
      json: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom<Json>(null, 0, -0, true, '', 'a', '^a', 'a\\.b', 'b$', '^a$'),
        fc.array(tie('json'), { maxLength: 3 }),
        fc.array(fc.tuple(keys, tie('json')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
      ),
    })).json;
    fc.assert(fc.property(nearly, expectUnchanged), { numRuns: 3_000 });
  });

  it.each<[Json]>([
    [null],
    [{}],
    [{ $and: [] }],
    [{ $or: [{}, { a: 1, b: 2 }] }],
    [{ $not: { $not: { 'signals.a': { $gt: 1 } } } }],
    [{ 'signals.a': { $gt: 1, $lt: 5 } }],
    [{ 'signals.a': { $gt: 1, $elemMatch: { b: 1 } } }],
    [{ 'signals.a': null, 'signals.b': { $exists: false }, 'traits.c': { $eq: null } }],
    [{ 'traits.c': { $ne: null }, 'traits.d': { $eq: 'x' }, 'traits.e': 'x' }],
    [{ $where: 'this.a', 'signals.a': 1 }],
    [JSON.parse('{"__proto__":{"$gt":1},"a":1}') as Json],
    [[1]],
    ['text'],
  ])('%j', expectUnchanged);
});

describe('the form of a condition', () => {
  it.each<[Json, unknown]>([
    [null, { all: [] }],
    [{ 'signals.a': { $gt: 1, $lt: 5 } }, { all: ['signals.a $gt 1', 'signals.a $lt 5'] }],
    [{ 'signals.a': 1, segments: { $in: ['x'] } }, { all: ['signals.a is 1', 'segments $in ["x"]'] }],
    [{ $or: [{ a: 1 }, { b: 1, c: 1 }] }, { any: ['a is 1', { all: ['b is 1', 'c is 1'] }] }],
    [{ $not: { a: 1 } }, { none: ['a is 1'] }],
    [
      { a: { $regexi: '^x\\.y' }, b: { $not: { $regexi: 'z' } } },
      { all: ['a startsWith "x.y"', 'b notContains "z"'] },
    ],
    [{ a: { $regexi: 'x.y' } }, { all: ['a $regexi "x.y"'] }],
    [{ a: { $elemMatch: { b: 1 } } }, { all: [{ expert: { a: { $elemMatch: { b: 1 } } } }] }],
    [{ a: { $in: [true] } }, { all: [{ expert: { a: { $in: [true] } } }] }],
  ])('%j', (json, expected) => {
    expect(outline(form(json))).toEqual(expected);
  });
});

describe('an edit changes what was edited, and nothing else', () => {
  const stored: Json = { 'signals.a': { $gt: 1 }, $or: [{ 'traits.b': { $eq: 1 } }, { $where: [] }] };
  const withPart = (json: Json, part: Part): Json => {
    const read = form(json);
    return writeForm({ ...read, rules: [...read.rules, part] });
  };

  it('a rule on a field of its own goes beside the others', () => {
    expect(withPart(stored, rule({ field: 'signals.c', value: 2 }))).toEqual({ ...stored, 'signals.c': 2 });
  });

  it('a rule on a field that is there joins it', () => {
    expect(withPart({ a: { $gt: 1 } }, rule({ field: 'a', operator: '$lt', value: 5 }))).toEqual({
      a: { $gt: 1, $lt: 5 },
    });
    expect(withPart({ a: 1, b: 2 }, rule({ field: 'a', operator: '$lt', value: 5 }))).toEqual({
      a: { $eq: 1, $lt: 5 },
      b: 2,
    });
  });

  it('what finds its key taken turns the object into a list', () => {
    expect(withPart({ a: { $gt: 1 } }, rule({ field: 'a', operator: '$gt', value: 5 }))).toEqual({
      $and: [{ a: { $gt: 1 } }, { a: { $gt: 5 } }],
    });
    const either: Group = { id: 'g', combinator: 'any', rules: [rule({ field: 'c', value: 1 })] };
    expect(withPart(stored, either)).toEqual({
      $and: [{ 'signals.a': { $gt: 1 } }, { $or: stored.$or }, { $or: [{ c: 1 }] }],
    });
    expect(withPart({ a: 1 }, newExpert({ a: { $size: 1 } }))).toEqual({
      $and: [{ a: 1 }, { a: { $size: 1 } }],
    });
    expect(withPart({ a: 1 }, newExpert(5))).toEqual({ $and: [{ a: 1 }, 5] });
  });

  it('a second part turns $not into $nor', () => {
    const read = form({ $not: { a: 1 } });
    expect(writeForm({ ...read, rules: [...read.rules, rule({ field: 'b', value: 2 })] })).toEqual({
      $nor: [{ a: 1 }, { b: 2 }],
    });
  });

  it.each<[Partial<Rule>, Json]>([
    [{}, { '': null }],
    [{ field: 'a' }, { a: { $in: null } }],
    [{ field: 'a', operator: 'isNot' }, { a: { $nin: null } }],
    [{ field: 'a', operator: '$gt' }, { a: { $gt: null } }],
    [{ field: 'a', operator: 'startsWith' }, { a: { $regexi: null } }],
  ])('a rule that is not filled in yet is null where it lacks something: %j', (over, expected) => {
    expect(withPart(null, rule(over))).toEqual(expected);
  });
});

it('an unfinished line of JSON makes the whole a text that is none, and keeps everything', () => {
  const read = form({ 'signals.a': 1, b: { $size: 2 } });
  const rules = read.rules.map((part) =>
    isGroup(part) || part.operator !== EXPERT ? part : { ...part, broken: '{"b": $&' },
  );
  const value = writeValue({ ...read, rules });
  expect(value).toMatch(/"signals.a": 1/);
  expect(value).toMatch('{"b": $&');
  expect(() => JSON.parse(String(value))).toThrow();
  expect(writeValue(read)).toEqual({ 'signals.a': 1, b: { $size: 2 } });
});

describe('a place in the form', () => {
  const read = form({ $or: [{ a: 1 }, { b: 2, c: 3 }] });

  it('is where one part is replaced and all others stay', () => {
    const changed = replaceAt(read, [1, 0], rule({ field: 'b', value: 5 }));
    expect(writeForm(changed)).toEqual({ $or: [{ a: 1 }, { b: 5, c: 3 }] });
    expect(changed.rules[0]).toBe(read.rules[0]);
  });

  it('has a number people can say', () => {
    expect(numberOf([1, 0])).toBe('2.1');
  });

  it('counts rules that are not finished', () => {
    expect(unfinishedIn(read)).toBe(0);
    expect(unfinishedIn(replaceAt(read, [1, 0], rule({})))).toBe(1);
  });
});

describe('another operator', () => {
  it.each<[string, Json, Parameters<typeof withOperator>[1], Json]>([
    ['is', 5, '$gt', 5],
    ['is', true, '$gt', null],
    ['is', 'a', '$in', ['a']],
    ['is', true, '$in', null],
    ['$in', ['a', 'b'], 'is', 'a'],
    ['$in', ['a', 'b'], '$nin', ['a', 'b']],
    ['is', 5, 'contains', null],
    ['$veq', '1.2', '$vgt', '1.2'],
    ['$gt', 5, 'missing', null],
    ['missing', null, 'is', null],
  ])('from %s %j to %s keeps %j', (operator, value, next, kept) => {
    const changed = withOperator(rule({ field: 'a', operator, value, spelling: 'eq' }), next);
    expect(changed).toMatchObject({ field: 'a', operator: next, value: kept });
    expect(changed.spelling).toBeUndefined();
  });
});

it('a text and the pattern that finds it are one and the same', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      expect(literalOf(patternOf(text))).toBe(text);
      expect(new RegExp(`^${patternOf(text)}$`, 's').test(text)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (pattern) => {
      const text = literalOf(pattern);
      if (text !== null) expect(patternOf(text)).toBe(pattern);
    }),
  );
});
