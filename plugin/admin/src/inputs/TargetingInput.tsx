import { Box, Field, Flex, Link, NumberInput, Typography } from '@strapi/design-system';
import { checkTargeting } from '@tessera/model';
import { NavLink } from 'react-router-dom';
import { PLUGIN_ID } from '../../../contracts/ids';
import { useRight } from '../app/rights';
import { type TextId, useSay } from '../text/text';
import { phaseOf } from '../variants/schedule/phase';
import { ScheduleFields } from '../variants/schedule/ScheduleFields';
import { PickedShares } from '../variants/targeting/PickedShares';
import { type Definitions, useDefinitions } from './definitions';
import { FieldFrame } from './FieldFrame';
import { judge } from './json-value';
import { KeysPicker } from './KeyPicker';
import { Problems } from './Problems';
import type { CustomFieldProps } from './props';
import { type Parts, readParts, storedEnds, withEnd, withParts, withSegments } from './targeting-parts';
import { useSummary } from './targeting-summary';
import { WhenEditor } from './WhenEditor';

const LISTS = ['any', 'all', 'none'] as const;

/** `tessera.targeting`: who sees a variant, and when, with the whole of it said in one sentence. */
export default function TargetingInput(field: CustomFieldProps) {
  const definitions = useDefinitions('segment');
  const { value, name, disabled } = field;
  const parts = readParts(value);
  const change = (next: Partial<Parts>) => field.onChange(name, withParts(value, next));
  const judgement = judgeTargeting(value, parts);
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
              onChange={(keys) => field.onChange(name, withSegments(value, list, keys))}
              definitions={definitions}
              disabled={disabled}
            />
          ))}
          <WhenEditor value={parts.when} onChange={(when) => change({ when })} disabled={disabled} />
          <Priority
            priority={parts.priority}
            onChange={(priority) => change({ priority })}
            disabled={disabled}
          />
          <ScheduleFields
            {...storedEnds(value)}
            onChange={(end, instant) => field.onChange(name, withEnd(value, end, instant))}
            disabled={disabled}
          />
        </Flex>
      </Box>
    </FieldFrame>
  );
}

/** Without what is said where it stands: by the condition's editor, and by the schedule that ends too early. */
function judgeTargeting(value: unknown, { schedule }: Parts) {
  const checked = value ? checkTargeting(value) : null;
  if (checked?.ok !== false) return judge([]);
  const said = phaseOf(schedule, 0).kind === 'never' ? 'schedule' : null;
  return judge(checked.refusals.filter(({ place }) => !place.startsWith('when') && place !== said));
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
      <PickedShares keys={chosen} definitions={definitions} />
    </Field.Root>
  );
}

interface PriorityProps {
  readonly priority: number;
  readonly onChange: (priority: number) => void;
  readonly disabled?: boolean;
}

function Priority({ priority, onChange, disabled }: PriorityProps) {
  const say = useSay();
  const maySort = useRight('readVariants');
  return (
    <Flex direction="column" alignItems="flex-start" gap={1}>
      <Field.Root hint={say('targeting.priority.hint')}>
        <Field.Label>{say('targeting.priority')}</Field.Label>
        <NumberInput
          value={priority}
          onValueChange={(value) => onChange(value ?? 0)}
          step={1}
          disabled={disabled}
        />
        <Field.Hint />
      </Field.Root>
      {maySort && (
        <Link tag={NavLink} to={`/plugins/${PLUGIN_ID}/priorities`}>
          {say('targeting.priority.sort')}
        </Link>
      )}
    </Flex>
  );
}
