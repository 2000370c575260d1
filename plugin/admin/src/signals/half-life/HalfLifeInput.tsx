import { Flex, Typography } from '@strapi/design-system';
import { FieldFrame } from '../../inputs/FieldFrame';
import type { CustomFieldProps } from '../../inputs/props';
import { useSay } from '../../text/text';
import { DurationBox } from '../duration/DurationBox';
import { readDuration } from '../duration/duration-parts';
import { DecayCurve } from './DecayCurve';

/** `tessera.halfLife`: after which time half of it is left. Empty: it does not fade. */
export default function HalfLifeInput(field: CustomFieldProps<string>) {
  const say = useSay();
  const parts = readDuration(field.value);
  const wrong = Boolean(field.value) && parts === null;
  return (
    <FieldFrame {...field}>
      <Flex direction="column" alignItems="stretch" gap={2}>
        <DurationBox
          label={typeof field.label === 'string' ? field.label : field.name}
          value={field.value ?? null}
          onChange={(value) => field.onChange(field.name, value)}
          disabled={field.disabled}
          hasError={wrong || Boolean(field.error)}
        />
        {parts && <DecayCurve halfLife={parts} />}
        {wrong && (
          <Typography variant="pi" textColor="danger600" role="status">
            {say('signals.halfLife.wrong', { value: String(field.value) })}
          </Typography>
        )}
      </Flex>
    </FieldFrame>
  );
}
