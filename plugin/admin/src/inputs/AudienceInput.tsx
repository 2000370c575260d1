import { Field, Grid, NumberInput, Toggle } from '@strapi/design-system';
import { DEFAULT_AUDIENCE_MIN } from '@tessera/model';
import { useSay } from '../text/text';
import { FieldFrame } from './FieldFrame';
import type { CustomFieldProps } from './props';

interface Audience {
  /** A share, 0 to 1. */
  readonly min?: number | null;
  readonly enforce?: boolean | null;
}

/** Shares are stored as parts of one and edited in percent; 12.0000001 % helps nobody. */
const percent = (share: number): number => Math.round(share * 10_000) / 100;

/** `tessera.audience`: the least worthwhile share, and what happens below it. */
export default function AudienceInput(field: CustomFieldProps<Audience>) {
  const say = useSay();
  const min = field.value?.min ?? DEFAULT_AUDIENCE_MIN;
  const enforce = field.value?.enforce ?? false;
  const change = (next: Audience) => field.onChange(field.name, { min, enforce, ...next });
  return (
    <FieldFrame {...field}>
      <Grid.Root gap={4}>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <Field.Root>
            <Field.Label>{say('audience.min')}</Field.Label>
            <NumberInput
              value={percent(min)}
              onValueChange={(value) => change({ min: Math.min(100, Math.max(0, value ?? 0)) / 100 })}
              disabled={field.disabled}
            />
          </Field.Root>
        </Grid.Item>
        <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
          <Field.Root>
            <Field.Label>{say('audience.enforce')}</Field.Label>
            <Toggle
              checked={enforce}
              onLabel={say('audience.enforce.on')}
              offLabel={say('audience.enforce.off')}
              onChange={(event) => change({ enforce: event.target.checked })}
              disabled={field.disabled}
            />
          </Field.Root>
        </Grid.Item>
      </Grid.Root>
    </FieldFrame>
  );
}
