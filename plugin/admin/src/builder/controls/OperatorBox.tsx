import { SingleSelect, SingleSelectOption } from '@strapi/design-system';
import { useSay } from '../../text/text';
import { useAround } from '../around';
import { withOperator } from '../condition/edit';
import { isOperator, type OperatorName } from '../condition/operators';
import type { Rule } from '../condition/types';
import { OFFERED } from '../fields/describe';

interface Props {
  readonly rule: Rule;
  readonly name: string;
  readonly onChange: (rule: Rule) => void;
}

/** How a rule compares. An operator that is not offered for its field stays to choose from while it is in use. */
export function OperatorBox({ rule, name, onChange }: Props) {
  const say = useSay();
  const { words, disabled } = useAround();
  const { type } = words.describe(rule.field);
  const { operator } = rule;
  const offered = OFFERED[type];
  const names = !isOperator(operator) || offered.includes(operator) ? offered : [...offered, operator];
  const text = (one: OperatorName) =>
    type === 'segments' && (one === '$in' || one === '$nin' || one === '$all')
      ? say(`builder.member.${one}`)
      : say(`builder.op.${one}`);
  return (
    <SingleSelect
      // It remembers the texts of its options; another type of field has others.
      key={type}
      aria-label={say('builder.operator', { rule: name })}
      value={operator}
      onChange={(chosen) => {
        const next = String(chosen);
        if (isOperator(next) && next !== operator) onChange(withOperator(rule, next));
      }}
      disabled={disabled}
    >
      {names.map((one) => (
        <SingleSelectOption key={one} value={one}>
          {text(one)}
        </SingleSelectOption>
      ))}
    </SingleSelect>
  );
}
