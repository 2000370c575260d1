import { Field, Flex } from '@strapi/design-system';
import type { ReactNode } from 'react';
import type { CustomFieldProps } from './props';

type Frame = Pick<CustomFieldProps, 'name' | 'label' | 'hint' | 'labelAction' | 'required' | 'error'> & {
  /** Shown instead of `error`, which tells what was wrong at the last save. */
  readonly problems?: ReactNode;
  /** Stands right of the label, e.g. a button. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

/** Label, input, hint and errors, as Strapi's own fields have them. */
export function FieldFrame({
  name,
  label,
  hint,
  labelAction,
  required,
  error,
  problems,
  action,
  children,
}: Frame) {
  return (
    <Field.Root name={name} hint={hint} error={problems ? undefined : error} required={required}>
      <Flex direction="column" alignItems="stretch" gap={1}>
        <Flex justifyContent="space-between" alignItems="center">
          <Field.Label action={labelAction}>{label}</Field.Label>
          {action}
        </Flex>
        {children}
        {problems ?? <Field.Error />}
        <Field.Hint />
      </Flex>
    </Field.Root>
  );
}
