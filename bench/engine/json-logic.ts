/** A MongoDB-style condition of the bench's catalog as a JsonLogic rule. */
export function jsonLogicOf(condition: object): object {
  const parts = Object.entries(condition).map(([key, operand]) => {
    if (key === '$or') return { or: (operand as object[]).map(jsonLogicOf) };
    const field = { var: key };
    if (operand === null || typeof operand !== 'object') return { '==': [field, operand] };
    const tests = Object.entries(operand as object).map(([name, value]) => {
      // A variable that is missing is null there.
      if (name === '$exists') return { [value ? '!=' : '==']: [field, null] };
      const operator = OPERATORS[name];
      if (operator === undefined) throw new Error(`no JsonLogic operator for ${name}`);
      return { [operator]: [field, value] };
    });
    return tests.length === 1 ? (tests[0] as object) : { and: tests };
  });
  return parts.length === 1 ? (parts[0] as object) : { and: parts };
}

const OPERATORS: Readonly<Record<string, string>> = { $gt: '>', $gte: '>=', $lt: '<', $lte: '<=', $eq: '==' };
