import { checkCondition, compileCondition, type Json, type JsonObject, lookUp } from '@tessera/model';
import { skippedBecause } from '../support/skip.js';
import { specCases } from '../support/spec.js';

interface Case {
  readonly name: string;
  readonly condition: JsonObject;
  readonly attributes: JsonObject;
  readonly expected: boolean;
}

const GROUPS = 'saved groups are not in the model: $inGroup and $notInGroup are unknown operators, so false';

/** Cases whose answer differs here, and why. All others must agree, and these must not. */
const DIFFERS: Readonly<Record<string, string>> = {
  '$inGroup passes for member of known group id': GROUPS,
  '$inGroup passes for properly typed data': GROUPS,
  '$notInGroup passes for non-member of known group id': GROUPS,
};

/** Cases that can be evaluated but not published, and what the refusal says. */
const REFUSED: Readonly<Record<string, RegExp>> = {
  // Its field is named "$groups"; here "$" begins operators only.
  '$groups - no match': /unknown operator "\$groups" between conditions/,
  '$nin - not array': /must be a list of values/,
  '$ini - not array': /must be a list of values/,
  '$regex invalid - pass': /must be a regular expression that can be matched in linear time/,
  '$inGroup passes for member of known group id': /unknown operator "\$inGroup"/,
  '$inGroup fails for unknown group id': /unknown operator "\$inGroup"/,
  '$inGroup passes for properly typed data': /unknown operator "\$inGroup"/,
  '$notInGroup passes for non-member of known group id': /unknown operator "\$notInGroup"/,
};

const field = (path: string) => {
  const parts = path.split('.');
  return { read: (subject: Json) => lookUp(subject, parts) };
};
const refusalsOf = (condition: JsonObject) => {
  const checked = checkCondition(condition);
  return checked.ok ? [] : checked.refusals.map(({ message }) => message);
};

const cases = specCases<Case[]>('growthbook-conditions-open.json');

describe('conditions mean what GrowthBook’s published cases say', () => {
  if (!cases) return skippedBecause('../shared/spec is missing');

  it.each(cases)('$name', ({ name, condition, attributes, expected }) => {
    const agrees = compileCondition(condition, field).holds(attributes, 0) === expected;
    expect({ name, agrees }).toEqual({ name, agrees: !Object.hasOwn(DIFFERS, name) });
  });

  it(`${cases.length - Object.keys(DIFFERS).length} of ${cases.length} agree; those that differ are all there`, () => {
    const names = new Set(cases.map(({ name }) => name));
    expect(Object.keys(DIFFERS).filter((name) => !names.has(name))).toEqual([]);
    expect(Object.keys(REFUSED).filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(cases.filter(({ name }) => !Object.hasOwn(REFUSED, name)))(
    'may be published: $name',
    ({ condition }) => expect(refusalsOf(condition)).toEqual([]),
  );

  it.each(cases.filter(({ name }) => Object.hasOwn(REFUSED, name)))(
    'is refused at publish: $name',
    ({ name, condition }) =>
      expect(refusalsOf(condition)).toContainEqual(expect.stringMatching(REFUSED[name] ?? /never/)),
  );
});
