import { Box, Field, Flex, Grid, NumberInput, Typography } from '@strapi/design-system';
import { checkTargeting } from '@tessera/model';
import { styled } from 'styled-components';
import { type TextId, useSay } from '../text/text';
import { type Definitions, useDefinitions } from './definitions';
import { FieldFrame } from './FieldFrame';
import { judge } from './json-value';
import { KeysPicker } from './KeyPicker';
import { Problems } from './Problems';
import type { CustomFieldProps } from './props';
import { type Parts, readParts, withParts, withSegments } from './targeting-parts';
import { useSummary } from './targeting-summary';
import { fromUtcInput, toUtcInput } from './utc';
import { WhenEditor } from './WhenEditor';

/** The browser draws its calendar sign in black, which vanishes in the dark theme. */
const Instant = styled(Field.Input)`
  &::-webkit-calendar-picker-indicator {
    filter: invert(0.5);
  }
`;

const LISTS = ['any', 'all', 'none'] as const;

/** `tessera.targeting`: who sees a variant, and when, with the whole of it said in one sentence. */
export default function TargetingInput(field: CustomFieldProps) {
  const definitions = useDefinitions('segment');
  const parts = readParts(field.value);
  const change = (next: Partial<Parts>) => field.onChange(field.name, withParts(field.value, next));
  const choose = (list: (typeof LISTS)[number], keys: readonly string[]) =>
    field.onChange(field.name, withSegments(field.value, list, keys));
  const checked = field.value ? checkTargeting(field.value) : null;
  // The condition shows its own problems beside itself.
  const judgement = judge(
    checked?.ok === false ? checked.refusals.filter(({ place }) => !place.startsWith('when')) : [],
  );
  const problems =
    judgement.wrong.length > 0 ? <Problems json={{ kind: 'empty' }} judgement={judgement} /> : undefined;

  return (
    <FieldFrame {...field} problems={problems}>
      <Box
        background="neutral100"
        borderColor="neutral200"
        hasRadius
        padding={4}
        role="group"
        aria-label={String(field.label)}
      >
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Summary parts={parts} definitions={definitions} />
          {LISTS.map((list) => (
            <SegmentList
              key={list}
              list={list}
              chosen={parts.segments[list]}
              onChange={(keys) => choose(list, keys)}
              definitions={definitions}
              disabled={field.disabled}
            />
          ))}
          <WhenEditor value={parts.when} onChange={(when) => change({ when })} disabled={field.disabled} />
          <PriorityAndSchedule parts={parts} change={change} disabled={field.disabled} />
        </Flex>
      </Box>
    </FieldFrame>
  );
}

interface PartProps {
  readonly parts: Parts;
  readonly change: (next: Partial<Parts>) => void;
  readonly disabled?: boolean;
}

function Summary({ parts, definitions }: { parts: Parts; definitions: Definitions }) {
  const summary = useSummary(parts, definitions);
  return (
    <Typography role="status" fontWeight="semiBold" textColor="neutral800">
      {summary}
    </Typography>
  );
}

interface SegmentListProps {
  readonly list: (typeof LISTS)[number];
  readonly chosen: readonly string[];
  readonly onChange: (keys: readonly string[]) => void;
  readonly definitions: Definitions;
  readonly disabled?: boolean;
}

function SegmentList({ list, chosen, onChange, definitions, disabled }: SegmentListProps) {
  const label = useSay()(`targeting.${list}` satisfies TextId);
  return (
    <Field.Root>
      <Field.Label>{label}</Field.Label>
      <KeysPicker
        label={label}
        definitions={definitions}
        value={chosen}
        onChange={onChange}
        disabled={disabled}
      />
    </Field.Root>
  );
}

function PriorityAndSchedule({ parts, change, disabled }: PartProps) {
  const say = useSay();
  const { priority, schedule } = parts;
  return (
    <Grid.Root gap={4}>
      <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
        <Field.Root hint={say('targeting.priority.hint')}>
          <Field.Label>{say('targeting.priority')}</Field.Label>
          <NumberInput
            value={priority}
            onValueChange={(value) => change({ priority: value ?? 0 })}
            disabled={disabled}
          />
          <Field.Hint />
        </Field.Root>
      </Grid.Item>
      {(['from', 'until'] as const).map((end) => (
        <Grid.Item key={end} col={4} s={12} direction="column" alignItems="stretch">
          <Field.Root hint={end === 'from' ? say('targeting.schedule.hint') : undefined}>
            <Field.Label>{say(`targeting.${end}`)}</Field.Label>
            <Instant
              type="datetime-local"
              value={toUtcInput(schedule[end])}
              onChange={(event) =>
                change({ schedule: { ...schedule, [end]: fromUtcInput(event.target.value) } })
              }
              disabled={disabled}
            />
            <Field.Hint />
          </Field.Root>
        </Grid.Item>
      ))}
    </Grid.Root>
  );
}
