import type { Json } from '@tessera/model';

/** How a group joins its parts. */
export type Joiner = 'all' | 'any' | 'none';

/**
 * One line of the form: a field, an operator (operators.ts) and a value, null while it is not filled in.
 * `spelling` remembers which of several equal spellings was stored.
 */
export interface Rule {
  id: string;
  field: string;
  operator: string;
  value: Json;
  spelling?: 'plain' | 'eq' | 'ne';
  /** What stands in a line of JSON while it is not JSON. */
  broken?: string;
}

/**
 * Parts joined. `spelling` remembers how the group was stored: several fields in one `object`, a `list`
 * such as `$and`, or `$not`; none for what an editor has just added.
 */
export interface Group {
  id: string;
  combinator: Joiner;
  rules: Part[];
  spelling?: 'object' | 'list' | 'not';
}

export type Part = Rule | Group;

export const isGroup = (part: Part): part is Group => 'rules' in part;

/** The operator of a line that holds JSON the form has no words for, kept exactly as it is. */
export const EXPERT = 'expert';

let made = 0;
/** Never the same twice, so that what belongs to one line is not taken for another's. */
export const freshId = (): string => `part-${++made}`;

export const newRule = (): Rule => ({ id: freshId(), field: '', operator: 'is', value: null });
export const newExpert = (value: Json): Rule => ({ id: freshId(), field: '', operator: EXPERT, value });
export const newGroup = (combinator: Joiner, rules: Part[]): Group => ({
  id: freshId(),
  combinator,
  rules,
});
