import { checkCondition, compileCondition, type Json, type JsonObject, lookUp } from '@tessera/model';
import { skippedBecause } from '../support/skip.js';
import { specCases } from '../support/spec.js';

interface Case {
  readonly name: string;
  readonly condition: JsonObject;
  readonly attributes: JsonObject;
  readonly expected: boolean;
}

// Operators that our conditions do not have yet; the cases that use them are counted, not hidden.
const LATER = /"\$(type|size|all|elemMatch|regexi?|veq|vne|vgte?|vlte?|n?ini|alli|(not)?[iI]nGroup|groups)"/;

const cases = specCases<Case[]>('growthbook-conditions-open.json');

describe('conditions mean what GrowthBook’s published cases say', () => {
  if (!cases) return skippedBecause('../shared/spec is missing');
  const ours = cases.filter(({ condition }) => !LATER.test(JSON.stringify(condition)));
  it(`${ours.length} of ${cases.length} cases use operators that exist here`, () =>
    expect(ours.length).toBeGreaterThan(30));
  it.each(ours)('$name', ({ condition, attributes, expected }) => {
    const field = (path: string) => ({ read: (subject: Json) => lookUp(subject, path.split('.')) });
    expect(compileCondition(condition, field).holds(attributes, 0)).toBe(expected);
  });
  it('those with other operators would be refused at publish, by name', () => {
    for (const { condition } of cases.filter((one) => !ours.includes(one))) {
      const checked = checkCondition(condition);
      expect(checked.ok).toBe(false);
    }
  });
});
