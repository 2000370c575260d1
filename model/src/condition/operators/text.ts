import { compilePattern, patternComplaint } from '../pattern.js';
import { asText } from '../primitive.js';
import type { Operator } from './operator.js';

const matching = (ignoreCase: boolean): Operator => ({
  complaint: patternComplaint,
  test: (operand) => {
    const pattern = compilePattern(operand, ignoreCase);
    // All values are tested as texts, a missing one as "null": both as GrowthBook's SDK does.
    return pattern ? (value) => pattern.test(asText(value)) : () => false;
  },
  thresholds: () => null,
});

/** Is the pattern found anywhere in the text? */
export const $regex = matching(false);
export const $regexi = matching(true);
