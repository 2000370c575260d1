import type { ReactNode } from 'react';

/** What the Content Manager gives to the input of a custom field. */
export interface CustomFieldProps<Value = unknown> {
  readonly name: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  /** Strapi's badge that says whether the field is localized. */
  readonly labelAction?: ReactNode;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly disabled?: boolean;
  readonly error?: string;
  readonly attribute: { readonly options?: Readonly<Record<string, unknown>> };
  readonly value?: Value | null;
  onChange(name: string, value: Value | null): void;
}
