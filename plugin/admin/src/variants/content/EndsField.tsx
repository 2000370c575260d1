import { Grid } from '@strapi/design-system';
import { useState } from 'react';
import { useSay } from '../../text/text';
import { InstantField } from '../schedule/InstantField';
import { ZonePicker } from '../schedule/ZonePicker';
import { ownZone } from '../schedule/zoned';
import { type Path, valueAt, withValue } from './edit';
import { type ContentForm, useProblemAt } from './form';

/** When a countdown ends. */
export function EndsField({ form, path }: { form: ContentForm; path: Path }) {
  const say = useSay();
  const [zone, setZone] = useState(ownZone);
  const { error, needed } = useProblemAt(form, path);
  return (
    <Grid.Root gap={4}>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <InstantField
          label={say('variants.field.ends')}
          value={valueAt(form.content, path)}
          zone={zone}
          onChange={(instant) => form.change(withValue(form.content, path, instant ?? undefined))}
          disabled={form.disabled}
          required
          error={error}
          hint={needed}
        />
      </Grid.Item>
      <Grid.Item col={6} s={12} direction="column" alignItems="stretch">
        <ZonePicker zone={zone} onChange={setZone} />
      </Grid.Item>
    </Grid.Root>
  );
}
