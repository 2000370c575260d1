import { Flex } from '@strapi/design-system';
import type { Template } from '@tessera/model';
import { useSay } from '../../text/text';
import { DirectivesField, ToneField } from './ChoiceFields';
import { ComparisonField } from './ComparisonField';
import { CtaField } from './CtaField';
import { EndsField } from './EndsField';
import type { ContentForm } from './form';
import { type FieldName, FORMS, type FormField } from './forms';
import { ImageField } from './ImageField';
import { TextField } from './TextField';

/** A template's fields, in place of its JSON. */
export function ContentFields({ template, form }: { template: Template; form: ContentForm }) {
  const fields: readonly FormField<FieldName>[] = FORMS[template];
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {fields.map((field) => (
        <OneField key={field.name} field={field} form={form} />
      ))}
    </Flex>
  );
}

function OneField({ field, form }: { field: FormField<FieldName>; form: ContentForm }) {
  const say = useSay();
  const { name, control, required } = field;
  const path = [name];
  switch (control) {
    case 'cta':
      return <CtaField form={form} path={path} />;
    case 'image':
      return <ImageField form={form} path={path} />;
    case 'tone':
      return <ToneField form={form} path={path} />;
    case 'instant':
      return <EndsField form={form} path={path} />;
    case 'table':
      return <ComparisonField form={form} />;
    case 'directives':
      return <DirectivesField form={form} path={path} />;
    default: {
      const label = say(`variants.field.${name}`);
      const lines = { line: undefined, prose: 4, html: 12 }[control];
      return (
        <TextField
          form={form}
          path={path}
          label={label}
          required={required}
          lines={lines}
          code={control === 'html'}
        />
      );
    }
  }
}
