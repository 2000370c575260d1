import { useEffect, useRef, useState } from 'react';
import { FieldFrame } from '../inputs/FieldFrame';
import { JsonField } from '../inputs/JsonField';
import { type Judgement, NOTHING_WRONG } from '../inputs/json-value';
import { Problems } from '../inputs/Problems';
import type { CustomFieldProps } from '../inputs/props';
import type { TextId } from '../text/text';
import { PairLines } from './PairLines';
import { type PairForm, type PairRow, readPairs, writePairs } from './pair-rows';

interface Props {
  readonly field: CustomFieldProps;
  readonly form: PairForm;
  /** What stands above the right boxes. */
  readonly valueHead: TextId;
  readonly check: (value: unknown) => Judgement;
}

/** Names of properties with something beside each: in rows, or as JSON where rows could not show what is stored. */
export function PairsInput({ field, form, valueHead, check }: Props) {
  const [rows, setRows] = useState(() => readPairs(field.value, form));
  const handedOn = useRef<unknown>(field.value);
  useEffect(() => {
    // A value that is not ours came from outside: discarded changes, the saved entry.
    if (field.value === handedOn.current) return;
    handedOn.current = field.value;
    setRows(readPairs(field.value, form));
  }, [field.value, form]);

  if (rows === null) return <JsonField field={field} check={check} />;

  const change = (next: readonly PairRow[]) => {
    setRows(next);
    const value = writePairs(next, form);
    handedOn.current = value;
    field.onChange(field.name, value);
  };
  const stored = writePairs(rows, form);
  const judgement = stored ? check(stored) : NOTHING_WRONG;
  const bad = judgement.wrong.length + judgement.missing.length > 0;
  return (
    <FieldFrame
      {...field}
      problems={bad ? <Problems json={{ kind: 'value', value: stored }} judgement={judgement} /> : undefined}
    >
      <PairLines
        rows={rows}
        onChange={change}
        label={typeof field.label === 'string' ? field.label : field.name}
        valueHead={valueHead}
        disabled={field.disabled}
      />
    </FieldFrame>
  );
}
