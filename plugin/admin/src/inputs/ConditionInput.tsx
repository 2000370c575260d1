import { Flex } from '@strapi/design-system';
import { useForm } from '@strapi/strapi/admin';
import { useParams } from 'react-router-dom';
import { UID } from '../../../contracts/ids';
import { ConditionEditor, useConditionView } from '../builder/ConditionEditor';
import { SegmentFigures } from '../builder/estimate/SegmentFigures';
import { judgeCondition } from '../builder/judge-condition';
import { FieldFrame } from './FieldFrame';
import { NOTHING_WRONG } from './json-value';
import type { CustomFieldProps } from './props';

/** The event type chosen in the same form, for a condition about events. */
const useEventType = (): string | null =>
  useForm('TesseraCondition', ({ values }) =>
    'event' in values && typeof values.event === 'string' ? values.event : null,
  );

/** `tessera.condition`: the attribute's option `fields: 'event'` says that it is about events. */
export default function ConditionInput(field: CustomFieldProps) {
  const about = field.attribute.options?.fields === 'event' ? 'event' : 'visitor';
  const label = typeof field.label === 'string' ? field.label : field.name;
  const eventType = useEventType();
  const { slug } = useParams();
  const { asJson, toggle } = useConditionView(field.value, label);
  const empty = field.value === null || field.value === undefined;
  const judgement = empty ? NOTHING_WRONG : judgeCondition(field.value, about);
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <FieldFrame {...field} action={toggle}>
        <ConditionEditor
          asJson={asJson}
          label={label}
          value={field.value}
          onChange={(value) => field.onChange(field.name, value)}
          about={about}
          eventType={about === 'event' ? eventType : null}
          disabled={field.disabled}
        />
      </FieldFrame>
      {slug === UID.segment && <SegmentFigures when={field.value} judgement={judgement} />}
    </Flex>
  );
}
