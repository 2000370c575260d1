import { checkCondition, eventFieldComplaint, visitorFieldComplaint } from '@tessera/model';
import { JsonField } from './JsonField';
import { judge } from './json-value';
import type { CustomFieldProps } from './props';

/** What is wrong with a condition about visitors, or about events (a signal's). */
export const judgeCondition = (value: unknown, about: 'visitor' | 'event') => {
  const fieldComplaint = about === 'event' ? eventFieldComplaint : visitorFieldComplaint;
  const checked = checkCondition(value, { fieldComplaint });
  return checked.ok ? judge([]) : { wrong: checked.refusals, missing: [] };
};

/** `tessera.condition`: the attribute's option `fields: 'event'` says that it is about events. */
export default function ConditionInput(field: CustomFieldProps) {
  const about = field.attribute.options?.fields === 'event' ? 'event' : 'visitor';
  return <JsonField field={field} check={(value) => judgeCondition(value, about)} />;
}
