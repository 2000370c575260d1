import { Button } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { checkContent, TEMPLATES, type Template } from '@tessera/model';
import { CONTENT_EXAMPLES } from '../../../contracts/examples';
import { useSay } from '../text/text';
import { JsonField } from './JsonField';
import { judge } from './json-value';
import type { CustomFieldProps } from './props';

/** What is wrong with a content; places are given without the `content.` before them. */
export function judgeContent(template: string, content: unknown) {
  const checked = checkContent(template, content);
  if (checked.ok) return judge([]);
  return judge(
    checked.refusals.map((refusal) => ({ ...refusal, place: refusal.place.replace(/^content\.?/, '') })),
  );
}

const isTemplate = (name: unknown): name is Template => TEMPLATES.some((template) => template === name);

/** Nothing of the editor's own would be lost by replacing this. */
const isExpendable = (content: unknown): boolean =>
  !content || Object.values(CONTENT_EXAMPLES).some((one) => JSON.stringify(one) === JSON.stringify(content));

/** `tessera.content`: what the template chosen in the same form shows. */
export default function ContentInput(field: CustomFieldProps) {
  const say = useSay();
  const template = useForm('TesseraContent', ({ values }) =>
    'template' in values ? values.template : undefined,
  );
  const known = isTemplate(template) ? template : null;
  const example = (
    <Button
      variant="tertiary"
      size="S"
      disabled={field.disabled || !known || !isExpendable(field.value)}
      onClick={() => known && field.onChange(field.name, CONTENT_EXAMPLES[known])}
    >
      {say('json.example')}
    </Button>
  );
  const check = (value: unknown) => (known ? judgeContent(known, value) : judge([]));
  return <JsonField field={field} check={check} action={example} minHeight={20} />;
}
