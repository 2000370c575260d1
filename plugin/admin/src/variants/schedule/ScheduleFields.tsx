import { Flex, Grid, Typography } from '@strapi/design-system';
import { useState } from 'react';
import { useNow } from '../../shared/use-now';
import { useSay } from '../../text/text';
import { InstantField } from './InstantField';
import { phaseOf } from './phase';
import { useScheduleWords } from './words';
import { ZonePicker } from './ZonePicker';
import { ownZone } from './zoned';

export type End = 'from' | 'until';

interface Props {
  readonly from: unknown;
  readonly until: unknown;
  readonly onChange: (end: End, instant: string | null) => void;
  readonly disabled?: boolean;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** From when until when, on the clocks of a zone, and what that means now. */
export function ScheduleFields({ from, until, onChange, disabled }: Props) {
  const say = useSay();
  const words = useScheduleWords();
  const [zone, setZone] = useState(ownZone);
  const now = useNow(15_000);
  const schedule = { from: textOf(from), until: textOf(until) };
  const never = phaseOf(schedule, now).kind === 'never';
  return (
    <Flex direction="column" alignItems="stretch" gap={2}>
      <Grid.Root gap={4}>
        <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
          <InstantField
            label={say('targeting.from')}
            value={from}
            zone={zone}
            onChange={(instant) => onChange('from', instant)}
            disabled={disabled}
          />
        </Grid.Item>
        <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
          <InstantField
            label={say('targeting.until')}
            value={until}
            zone={zone}
            onChange={(instant) => onChange('until', instant)}
            disabled={disabled}
            error={never ? say('variants.phase.never') : undefined}
          />
        </Grid.Item>
        <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
          <ZonePicker zone={zone} onChange={setZone} />
        </Grid.Item>
      </Grid.Root>
      <Typography variant="pi" textColor="neutral600" role="status">
        {words(schedule, now)}
      </Typography>
    </Flex>
  );
}
