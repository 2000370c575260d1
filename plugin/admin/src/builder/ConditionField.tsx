import { Field, Flex } from '@strapi/design-system';
import { ConditionEditor, type ConditionProps, useConditionView } from './ConditionEditor';

/** A condition with a label of its own, for forms within a field. */
export function ConditionField({ hint, ...condition }: ConditionProps & { readonly hint?: string }) {
  const { asJson, toggle } = useConditionView(condition.value, condition.label);
  return (
    <Field.Root hint={hint}>
      <Flex justifyContent="space-between" alignItems="flex-end" gap={2}>
        <Field.Label>{condition.label}</Field.Label>
        {toggle}
      </Flex>
      <ConditionEditor {...condition} asJson={asJson} />
      <Field.Hint />
    </Field.Root>
  );
}
