import { isUnfinished, type OperatorName, operandOf } from './operators';
import { type Group, isGroup, type Part, type Rule } from './types';

/** Where a part is: its index in the outermost group, in the group there, and so on. */
export type Path = readonly number[];

/** The form with one part replaced. */
export function replaceAt(group: Group, [index = -1, ...rest]: Path, part: Part): Group {
  const rules = group.rules.map((each, at) => {
    if (at !== index) return each;
    return isGroup(each) && rest.length > 0 ? replaceAt(each, rest, part) : part;
  });
  return { ...group, rules };
}

/** `2.1`: the first part of the second. */
export const numberOf = (path: Path): string => path.map((index) => index + 1).join('.');

export const unfinishedIn = (part: Part): number =>
  isGroup(part)
    ? part.rules.reduce((count, each) => count + unfinishedIn(each), 0)
    : Number(isUnfinished(part));

/** A rule with another operator: the value stays if the new operator takes such a one. */
export function withOperator(rule: Rule, operator: OperatorName): Rule {
  const [before, after] = [operandOf(rule.operator), operandOf(operator)];
  const { spelling: _, ...kept } = rule;
  if (before === after) return { ...kept, operator };
  const { value } = rule;
  const single = Array.isArray(value) ? (value[0] ?? null) : value;
  if (after === 'none') return { ...kept, operator, value: null };
  if (after === 'list') {
    const listed = Array.isArray(value) || typeof value === 'boolean' || value === null ? null : [value];
    return { ...kept, operator, value: listed };
  }
  if (after === 'text') return { ...kept, operator, value: typeof single === 'string' ? single : null };
  const fits = after === 'one' || typeof single === 'number' || typeof single === 'string';
  return { ...kept, operator, value: fits ? single : null };
}
