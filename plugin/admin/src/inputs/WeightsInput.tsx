import { Button, Flex } from '@strapi/design-system';
import { useState } from 'react';
import { refusalsOfEntry } from '../../../contracts/check-entry';
import { readJsonText } from '../../../contracts/json-text';
import { WeightRows } from '../signals/weights/WeightRows';
import { readItems } from '../signals/weights/weight-rows';
import { useSay } from '../text/text';
import { FieldFrame } from './FieldFrame';
import { JsonField } from './JsonField';
import { judge } from './json-value';
import { Problems } from './Problems';
import type { CustomFieldProps } from './props';

const EXAMPLE = [
  { event: 'page_view', where: { 'page.category': 'laptops' }, weight: 10 },
  { event: 'cart_add', weight: 25 },
];

/** Checks weights as part of a signal that is right in all else. */
const judgeWeights = (weights: unknown) =>
  judge(refusalsOfEntry('signal', { key: 'score', kind: 'score', weights }));

/** What the field holds: a form may have it as a text, too. Broken texts stay texts. */
function meant(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  const json = readJsonText(value);
  return json.kind === 'value' ? json.value : json.kind === 'empty' ? null : value;
}

/** `tessera.weights`: what each event adds to a score, in rows or, for experts, as JSON. */
export default function WeightsInput(field: CustomFieldProps) {
  const say = useSay();
  const [expert, setExpert] = useState(false);
  const stored = meant(field.value);
  const items = readItems(stored);
  const inRows = !expert && items !== null;
  const label = typeof field.label === 'string' ? field.label : field.name;
  const other = say(inRows ? 'signals.weights.json' : 'signals.weights.rows');
  const example = (
    <Button
      variant="tertiary"
      size="S"
      disabled={field.disabled || Boolean(field.value)}
      onClick={() => field.onChange(field.name, EXAMPLE)}
    >
      {say('json.example')}
    </Button>
  );
  const actions = (
    <Flex gap={2}>
      {example}
      <Button
        variant="tertiary"
        size="S"
        aria-label={`${other}: ${label}`}
        disabled={items === null}
        onClick={() => setExpert(inRows)}
      >
        {other}
      </Button>
    </Flex>
  );
  if (!inRows) return <JsonField field={field} check={judgeWeights} action={actions} />;

  const judgement = items.length > 0 ? judgeWeights(stored) : judge([]);
  const bad = judgement.wrong.length + judgement.missing.length > 0;
  return (
    <FieldFrame
      {...field}
      action={actions}
      problems={bad ? <Problems json={{ kind: 'value', value: stored }} judgement={judgement} /> : undefined}
    >
      <WeightRows
        items={items}
        onChange={(next) => field.onChange(field.name, next.length > 0 ? next : null)}
        disabled={field.disabled}
      />
    </FieldFrame>
  );
}
