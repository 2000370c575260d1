import { Button } from '@strapi/design-system';
import { type ReactNode, useState } from 'react';
import { useSay } from '../text/text';
import { ConditionForm } from './ConditionForm';
import { ConditionJson } from './ConditionJson';
import type { About } from './fields/describe';

export interface ConditionProps {
  /** Accessible name of the whole. */
  readonly label: string;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly about: About;
  /** The type of the events it is about, if it is one: its properties are then offered. */
  readonly eventType?: string | null;
  readonly disabled?: boolean;
}

/** How a condition is edited: in the form, or as JSON. What is not JSON yet can only be shown as text. */
export function useConditionView(value: unknown, label: string): { asJson: boolean; toggle: ReactNode } {
  const say = useSay();
  const [asJson, setAsJson] = useState(typeof value === 'string');
  const text = say(asJson ? 'builder.toForm' : 'builder.toJson');
  const toggle = (
    <Button
      variant="tertiary"
      size="S"
      aria-label={`${text}: ${label}`}
      disabled={asJson && typeof value === 'string'}
      onClick={() => setAsJson(!asJson)}
    >
      {text}
    </Button>
  );
  return { asJson, toggle };
}

/** A condition: its form or its JSON, and what is wrong with it. */
export function ConditionEditor({ asJson, ...condition }: ConditionProps & { readonly asJson: boolean }) {
  return asJson ? <ConditionJson {...condition} /> : <ConditionForm {...condition} />;
}
