import fc from 'fast-check';
import { checkCatalog } from '../catalog.js';
import { conditionsOn, json } from '../condition/arbitrary.suite.js';
import { checkCondition, compileCondition } from '../condition/index.js';
import type { Condition } from '../condition/types.js';
import { type Json, lookUp } from '../json.js';
import { type Answer, ask, type Desk, deskOf } from './ask.js';
import { Clock } from './clock.js';
import { formulaOf, NEVER } from './formula.js';

const checked = checkCatalog({
  version: 'random',
  signals: [
    { key: 'last', kind: 'last', event: 'click', value: 'props.x' },
    { key: 'clicks', kind: 'count', event: 'click' },
  ],
  segments: [],
  slots: [],
  variants: [],
  experiments: [],
});

function newDesk(): Desk {
  if (!checked.ok) throw new Error('refused');
  const signals = new Map(checked.value.signals.map((signal) => [signal.key, signal]));
  const slices = deskOf(checked.value, { signals, clock: new Clock('UTC'), now: 0 }, { left: Infinity });
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
  }
}

type Subject = Record<string, Json>;
const still = (path: string) => ({ read: (subject: Subject) => lookUp(subject, path.split('.')) });

function answerFor(condition: Condition): Answer {
  const { holds } = compileCondition<Subject>(condition, still);
  return ask(
    [formulaOf(condition, () => NEVER)],
    ({ signals, traits }) => holds({ signals: { clicks: 0, ...signals }, traits }, 0),
    newDesk(),
  );
}

// All operators on values of all types, with operands of all types: far odder than what editors write.
const conditions = conditionsOn([
  'signals.last',
  'signals.clicks',
  'traits.a',
  'traits.a.b',
  'traits.n',
]).filter((condition) => checkCondition(condition).ok);
const subjects = fc.array(
  fc.record({
    signals: fc.record({ last: json, clicks: fc.nat({ max: 12 }) }),
    traits: fc.record({ a: json, n: json }),
  }),
  { minLength: 30, maxLength: 30 },
);

it('a proof that a condition never holds is not contradicted by anybody, whatever the operators', () => {
  fc.assert(
    fc.property(conditions, subjects, (condition, some) => {
      const answer = answerFor(condition);
      const { holds } = compileCondition<Subject>(condition, still);
      if (answer.outcome !== 'none' || answer.doubt !== null) return;
      for (const subject of some) expect([holds(subject, 0), subject]).toEqual([false, subject]);
    }),
    { numRuns: 2_000 },
  );
});

it('numerals are ordered as texts beside texts, and as numbers beside numbers', () => {
  const condition = { 'signals.last': { $lte: '5', $gte: 6 } };
  const { holds } = compileCondition<Subject>(condition, still);
  expect(holds({ signals: { last: '10' }, traits: {} }, 0)).toBe(true);
  const answer = answerFor(condition);
  expect(answer.outcome === 'none' && answer.doubt === null).toBe(false);
});

it('most conditions are decided: a visitor is found, or it is proven that there is none', () => {
  const outcomes = { found: 0, proven: 0, doubted: 0, undecided: 0 };
  for (const condition of fc.sample(conditions, { numRuns: 2_000, seed: 7 })) {
    const answer = answerFor(condition);
    if (answer.outcome === 'none') outcomes[answer.doubt === null ? 'proven' : 'doubted'] += 1;
    else outcomes[answer.outcome] += 1;
  }
  expect(outcomes.found + outcomes.proven).toBeGreaterThan(1_600);
  expect(outcomes.undecided).toBe(0);
});
