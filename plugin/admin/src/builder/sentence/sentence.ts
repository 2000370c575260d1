import type { Json } from '@tessera/model';
import { isOperator, isUnfinished, operandOf } from '../condition/operators';
import { EXPERT, type Group, isGroup, type Joiner, type Part, type Rule } from '../condition/types';
import type { FieldInfo } from '../fields/describe';
import { choiceLabel, fieldLabel, quantity, type Words } from '../fields/labels';

export interface SentenceWords extends Words {
  readonly describe: (path: string) => FieldInfo;
}

const MOST_JSON = 60;

/** A condition in plain language, e.g. "Cart value is more than 100 and device type is mobile". */
export function sentenceOf(form: Group, words: SentenceWords): string {
  return partText(form, words, true).replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase());
}

function partText(part: Part, words: SentenceWords, outermost = false): string {
  if (!isGroup(part)) return ruleText(part, words);
  const { say, intl } = words;
  const { combinator } = part;
  if (part.rules.length === 0)
    return say(combinator === 'none' ? 'builder.says.never' : 'builder.says.always');
  const texts = part.rules.map((each) => {
    const text = partText(each, words);
    return part.rules.length > 1 && blurs(each, combinator)
      ? say('builder.says.group', { rules: text })
      : text;
  });
  const type = combinator === 'all' ? 'conjunction' : 'disjunction';
  const joined = intl.formatList(texts, { type });
  if (combinator === 'none') return say('builder.says.none', { rules: joined });
  return outermost || texts.length === 1 ? joined : say('builder.says.group', { rules: joined });
}

/** Whether a rule's list of values is joined by the same word as the rules: "is one of a or b or …". */
const blurs = (part: Part, joiner: Joiner): boolean =>
  !isGroup(part) &&
  part.operator !== EXPERT &&
  Array.isArray(part.value) &&
  part.value.length > 1 &&
  (joiner === 'all') === (part.operator === '$all');

function ruleText(rule: Rule, words: SentenceWords): string {
  const { say } = words;
  if (rule.operator === EXPERT) {
    const json = JSON.stringify(rule.value);
    return say('builder.says.expert', {
      json: json.length > MOST_JSON ? `${json.slice(0, MOST_JSON)}…` : json,
    });
  }
  if (isUnfinished(rule) || !isOperator(rule.operator)) return say('builder.says.unfinished');
  const info = words.describe(rule.field);
  const value = valueText(rule, info, words);
  if (info.type === 'segments' && rule.operator === '$in') return say('builder.says.in', { names: value });
  if (info.type === 'segments' && rule.operator === '$nin')
    return say('builder.says.notIn', { names: value });
  const operator = say(`builder.op.${rule.operator}`);
  return say('builder.says.rule', { field: lowered(fieldLabel(rule.field, words)), operator, value }).trim();
}

function valueText({ operator, value }: Rule, info: FieldInfo, words: SentenceWords): string {
  if (operandOf(operator) === 'none') return '';
  const { intl } = words;
  if (!Array.isArray(value)) return scalarText(value, info, words);
  const type = operator === '$all' ? 'conjunction' : 'disjunction';
  return intl.formatList(
    value.map((item: Json) => scalarText(item, info, words)),
    { type },
  );
}

function scalarText(value: Json, info: FieldInfo, words: SentenceWords): string {
  const { say } = words;
  if (typeof value === 'boolean') return say(value ? 'builder.yes' : 'builder.no');
  if (typeof value === 'number' && info.type !== 'weekday') return quantity(value, info, words);
  if (typeof value !== 'number' && typeof value !== 'string') return say('builder.says.unfinished');
  const text = choiceLabel(value, info, words);
  return info.type === 'text' || info.type === 'any' || info.type === 'number'
    ? say('builder.says.quoted', { text })
    : text;
}

/** Names stand within the sentence; those in capitals, such as "VIP", stay. */
const lowered = (name: string): string =>
  /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLocaleLowerCase() + name.slice(1) : name;
