import fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject, lookUp } from '../json.js';
import { conditionsOn, json, nastyJson, UNKNOWN } from './arbitrary.suite.js';
import {
  type Condition,
  checkCondition,
  compileCondition,
  type Explanation,
  explainCondition,
} from './index.js';
import { interpret, lookUpPlainly } from './interpret.suite.js';

const PATHS = ['a', 'b', 'n', 'a.b', 'a.n'] as const;
const RUNS = { numRuns: 10_000 };

/** A subject whose fields stand still: plain JSON. */
const still = (path: string) => ({ read: (subject: Json) => lookUp(subject, path.split('.')) });
const subjects = (value: fc.Arbitrary<Json>) =>
  fc.record(
    { a: value, b: value, n: value },
    { requiredKeys: [], noNullPrototype: true },
  ) as fc.Arbitrary<JsonObject>;

it('compiled and interpreted conditions agree, whatever the operators and values', () => {
  fc.assert(
    fc.property(conditionsOn(PATHS, { unknown: true }), subjects(json), (condition, subject) => {
      const compiled = compileCondition(condition, still);
      expect(compiled.holds(subject, 0)).toBe(interpret(condition, (path) => lookUpPlainly(subject, path)));
      expect(compiled.moves).toBe(false);
      expect(compiled.nextChange(subject, 0)).toBe(Infinity);
    }),
    RUNS,
  );
});

/** The condition with its unknown operators replaced by known ones that always, or never, hold. */
function understood(condition: Json, always: boolean): Json {
  if (Array.isArray(condition)) return condition.map((item: Json) => understood(item, always));
  if (!isJsonObject(condition)) return condition;
  const { [UNKNOWN]: unknown, ...others } = condition;
  if (Array.isArray(unknown)) return always ? {} : { $nor: [{}] };
  if (unknown !== undefined && !always) return { $in: [] };
  if (unknown !== undefined && Object.keys(others).length === 0) return { $nin: [] };
  return Object.fromEntries(Object.entries(others).map(([key, value]) => [key, understood(value, always)]));
}

it('whatever an unknown operator were to mean, a condition that holds with it would hold anyway', () => {
  fc.assert(
    fc.property(conditionsOn(PATHS, { unknown: true }), subjects(json), (condition, subject) => {
      if (!compileCondition(condition, still).holds(subject, 0)) return;
      for (const always of [false, true]) {
        const known = understood(condition, always) as Condition;
        expect(compileCondition(known, still).holds(subject, 0)).toBe(true);
      }
    }),
    RUNS,
  );
});

it('whatever is accepted to be published can be evaluated for any subject', () => {
  let accepted = 0;
  fc.assert(
    fc.property(conditionsOn(PATHS), subjects(nastyJson), (condition, subject) => {
      if (checkCondition(condition).ok) accepted += 1;
      expect(typeof compileCondition(condition, still).holds(subject, 0)).toBe('boolean');
      expect(() => explainCondition(condition, still, subject, 0)).not.toThrow();
    }),
    RUNS,
  );
  expect(accepted).toBeGreaterThan(RUNS.numRuns / 5);
});

const HORIZON = 24;

/** What one field is at every instant from 0 to the horizon, and for ever after. */
interface Timeline {
  readonly values: readonly (Json | undefined)[];
  /** Announces a change up to this many ms too early. */
  readonly early: number;
}
type Moving = Readonly<Record<string, Timeline>>;

const valueAt = ({ values }: Timeline, now: number) => values[Math.min(now, values.length - 1)];

/** As late as `Field.nextCrossing` allows, by trying every instant. */
const moving = (path: string) => ({
  read: (subject: Moving, now: number) => valueAt(subject[path] as Timeline, now),
  nextCrossing: (subject: Moving, now: number, thresholds: readonly number[] | null) => {
    const line = subject[path] as Timeline;
    const before = valueAt(line, now);
    for (let at = now + 1; at < HORIZON; at++) {
      if (differs(before, valueAt(line, at), thresholds)) return Math.max(now + 1, at - line.early);
    }
    return Infinity;
  },
});

function differs(a: Json | undefined, b: Json | undefined, thresholds: readonly number[] | null): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return JSON.stringify(a) !== JSON.stringify(b);
  if (thresholds === null) return a !== b;
  return thresholds.some((threshold) => Math.sign(a - threshold) !== Math.sign(b - threshold));
}

const instants = Array.from({ length: HORIZON }, (_, at) => at);
const rising = fc
  .record({ from: fc.integer({ min: -3, max: 8 }), step: fc.constantFrom(0.25, 0.5, 1) })
  .map(({ from, step }) => instants.map((at): Json | undefined => from + step * at));
const decaying = fc
  .record({ from: fc.integer({ min: -12, max: 12 }), halfLife: fc.integer({ min: 1, max: 9 }) })
  .map(({ from, halfLife }) => instants.map((at): Json | undefined => from * 2 ** (-at / halfLife)));
const jumping = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: -2, max: 12 }) },
    { weight: 2, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: json },
  ),
  { minLength: 1, maxLength: HORIZON },
);
/** Moves, then is missing: a session that ends. */
const ending = fc
  .tuple(fc.oneof(rising, decaying), fc.integer({ min: 1, max: HORIZON - 1 }))
  .map(([values, end]) => [...values.slice(0, end), undefined]);
const timelines: fc.Arbitrary<Timeline> = fc.record({
  values: fc.oneof(rising, decaying, jumping, ending),
  early: fc.constantFrom(0, 0, 3),
});
const movers: fc.Arbitrary<Moving> = fc.record({ a: timelines, b: timelines, n: timelines });
/** Two of three fields move. */
const someMoving = (path: string) => (path === 'n' ? { read: moving(path).read } : moving(path));

const moments = fc.integer({ min: 0, max: HORIZON });

it('the next change is never late: until then, the answer is the same at every instant', () => {
  fc.assert(
    fc.property(conditionsOn(['a', 'b'], { unknown: true }), movers, moments, (condition, subject, now) => {
      const compiled = compileCondition(condition, moving);
      const before = compiled.holds(subject, now);
      const next = compiled.nextChange(subject, now);
      expect(next).toBeGreaterThan(now);
      for (let at = now; at < Math.min(next, HORIZON + 2); at++)
        expect(compiled.holds(subject, at)).toBe(before);
    }),
    RUNS,
  );
});

it('an explanation agrees with the compiled condition, and each part with its parts', () => {
  const consistent = (one: Explanation): void => {
    expect(JSON.parse(JSON.stringify(one))).toEqual(one);
    if (!('parts' in one)) return;
    one.parts.forEach(consistent);
    const held = one.parts.filter(({ holds }) => holds).length;
    const expected = {
      $and: held === one.parts.length,
      $or: held > 0 || one.parts.length === 0,
      $nor: held === 0 && one.parts.length > 0,
      $not: held === 0,
    }[one.operator];
    expect(one.holds).toBe(expected);
  };
  fc.assert(
    fc.property(conditionsOn(['a', 'b', 'n']), movers, moments, (condition, subject, now) => {
      // Of what is malformed, parts count as if they were not there; see `Explanation`.
      if (!checkCondition(condition).ok) return;
      const compiled = compileCondition(condition, someMoving);
      const explanation = explainCondition(condition, someMoving, subject, now);
      const next = compiled.nextChange(subject, now);
      expect(explanation).toMatchObject({
        holds: compiled.holds(subject, now),
        nextChange: next === Infinity ? null : next,
      });
      consistent(explanation);
    }),
    RUNS,
  );
});

it('an explanation agrees with the compiled condition when it holds unknown operators, too', () => {
  fc.assert(
    fc.property(conditionsOn(PATHS, { unknown: true }), subjects(json), (condition, subject) => {
      const { holds } = compileCondition(condition, still);
      expect(explainCondition(condition, still, subject, 0).holds).toBe(holds(subject, 0));
    }),
    RUNS,
  );
});
