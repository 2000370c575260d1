import { Button } from '@strapi/design-system';
import { refusalsOfEntry } from '../../../contracts/check-entry';
import { useSay } from '../text/text';
import { JsonField } from './JsonField';
import { judge } from './json-value';
import type { CustomFieldProps } from './props';

const EXAMPLE = [
  { event: 'page_view', where: { 'page.category': 'laptops' }, weight: 10 },
  { event: 'cart_add', weight: 25 },
];

/** Checks weights as part of a signal that is right in all else. */
const judgeWeights = (weights: unknown) =>
  judge(refusalsOfEntry('signal', { key: 'score', kind: 'score', weights }));

/** `tessera.weights`: what each event adds to a score. */
export default function WeightsInput(field: CustomFieldProps) {
  const say = useSay();
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
  return <JsonField field={field} check={judgeWeights} action={example} />;
}
