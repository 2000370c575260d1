import { isOperatorObject } from '../condition/check.js';
import type { Json } from '../json.js';
import { ALWAYS, all, any, type Formula, holdsFor, NEVER, not, type SegmentsField } from './formula.js';

/**
 * Turns a comparison of the field `segments`, the keys of all segments a visitor is in, into memberships.
 * `keys`: the segments that can be in that list, in its order. `within` names what the condition belongs to.
 */
export function segmentsField(
  keys: readonly string[],
  memberOf: (key: string) => Formula,
  within: string,
): SegmentsField {
  const holds = (operand: Json, value: Json) => holdsFor('segments', operand)(value);
  const anyMember = (operand: Json): Formula =>
    any(keys.filter((key) => holds(operand, [key])).map((key) => memberOf(key)));
  const exactly = (list: readonly Json[]): Formula => {
    const places = list.map((key) => (typeof key === 'string' ? keys.indexOf(key) : -1));
    if (places.some((place, i) => place <= (places[i - 1] ?? -1))) return NEVER;
    return all(keys.map((key) => (list.includes(key) ? memberOf(key) : not(memberOf(key)))));
  };
  /** Comparisons that hold for every list alike. */
  const constant = (operand: Json): Formula => (holds(operand, []) ? ALWAYS : NEVER);
  /** Comparisons of the list as a whole that memberships can't express. */
  const whole = (operand: Json): Formula => ({
    kind: 'free',
    name: `segments ${JSON.stringify(operand)} of ${within}`,
    guess: true,
  });

  const plain: SegmentsField = (operand) => {
    if (Array.isArray(operand)) return exactly(operand);
    // A plain text is compared with the list as text, which is its keys with commas between.
    if (typeof operand === 'string') return exactly(operand === '' ? [] : operand.split(','));
    return typeof operand === 'number' ? whole(operand) : constant(operand);
  };
  const operator = (name: string, operand: Json): Formula => {
    const whole_ = { [name]: operand };
    switch (name) {
      case '$not':
        return not(field(operand));
      case '$in':
      case '$ini':
      case '$elemMatch':
        return anyMember(whole_);
      case '$nin':
      case '$nini':
        return not(any(keys.filter((key) => !holds(whole_, [key])).map((key) => memberOf(key))));
      case '$all':
      case '$alli':
        return Array.isArray(operand)
          ? all(operand.map((item) => anyMember({ [name]: [item as Json] })))
          : NEVER;
      case '$eq':
        return Array.isArray(operand) ? exactly(operand) : NEVER;
      case '$ne':
        return Array.isArray(operand) ? not(exactly(operand)) : ALWAYS;
      case '$exists':
      case '$type':
        return constant(whole_);
      default:
        return whole(whole_);
    }
  };
  const field: SegmentsField = (operand) =>
    isOperatorObject(operand)
      ? all(Object.entries(operand).map(([name, value]) => operator(name, value)))
      : plain(operand);
  return field;
}
