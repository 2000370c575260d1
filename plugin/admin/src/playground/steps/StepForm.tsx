import { Field, Flex, Grid, NumberInput, TextInput } from '@strapi/design-system';
import { PAGE_FIELDS, propsOf } from '../../../../contracts/event-types';
import type { PlaygroundStep } from '../../../../contracts/playground';
import { SuggestBox } from '../../shared/SuggestBox';
import { DurationBox } from '../../signals/duration/DurationBox';
import { useEventSuggestions } from '../../signals/event/use-event-suggestions';
import { useSay } from '../../text/text';
import { durationOf, msOf } from '../core/durations';
import { FreeFields } from '../facts/FreeFields';

interface Props {
  readonly step: PlaygroundStep;
  readonly isFirst: boolean;
  readonly onChange: (step: Partial<PlaygroundStep>) => void;
}

/** Type, time, page and properties of one step. */
export function StepForm({ step, isFirst, onChange }: Props) {
  const say = useSay();
  const suggestions = useEventSuggestions();
  const known = propsOf(step.type);
  const gap = say('playground.gap');
  return (
    <Flex direction="column" alignItems="stretch" gap={4} paddingTop={4}>
      <Grid.Root gap={3}>
        <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
          <Field.Root>
            <Field.Label>{say('playground.type')}</Field.Label>
            <SuggestBox value={step.type} onChange={(type) => onChange({ type })} suggestions={suggestions} />
          </Field.Root>
        </Grid.Item>
        {!isFirst && (
          <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
            <Field.Root>
              <Field.Label>{gap}</Field.Label>
              <DurationBox
                label={gap}
                value={durationOf(step.gapMs)}
                onChange={(duration) => onChange({ gapMs: msOf(duration) })}
              />
            </Field.Root>
          </Grid.Item>
        )}
      </Grid.Root>
      <Grid.Root gap={3}>
        {PAGE_FIELDS.map((field) => (
          <Grid.Item key={field} col={4} xs={12} direction="column" alignItems="stretch">
            <PageBox field={field} page={step.page} onPage={(page) => onChange({ page })} />
          </Grid.Item>
        ))}
      </Grid.Root>
      <Grid.Root gap={3}>
        {Object.entries(known).map(([prop, { type }]) => (
          <Grid.Item key={prop} col={4} xs={12} direction="column" alignItems="stretch">
            <PropBox
              prop={prop}
              isNumber={type === 'number'}
              props={step.props}
              onProps={(props) => onChange({ props })}
            />
          </Grid.Item>
        ))}
      </Grid.Root>
      <FreeFields
        title={say('playground.props')}
        fields={step.props}
        hidden={Object.keys(known)}
        onChange={(props) => onChange({ props })}
      />
    </Flex>
  );
}

interface PageProps {
  readonly field: (typeof PAGE_FIELDS)[number];
  readonly page: PlaygroundStep['page'];
  readonly onPage: (page: PlaygroundStep['page']) => void;
}

function PageBox({ field, page, onPage }: PageProps) {
  const name = field.slice('page.'.length);
  const { [name]: value = '', ...others } = page;
  return (
    <Field.Root>
      <Field.Label>{field}</Field.Label>
      <TextInput
        size="S"
        value={value}
        onChange={(event) => onPage(event.target.value ? { ...page, [name]: event.target.value } : others)}
      />
    </Field.Root>
  );
}

interface PropProps {
  readonly prop: string;
  readonly isNumber: boolean;
  readonly props: PlaygroundStep['props'];
  readonly onProps: (props: PlaygroundStep['props']) => void;
}

function PropBox({ prop, isNumber, props, onProps }: PropProps) {
  const { [prop]: value, ...others } = props;
  const set = (next: string | number | undefined) =>
    onProps(next === undefined || next === '' ? others : { ...props, [prop]: next });
  return (
    <Field.Root>
      <Field.Label>{`props.${prop}`}</Field.Label>
      {isNumber ? (
        <NumberInput size="S" value={typeof value === 'number' ? value : undefined} onValueChange={set} />
      ) : (
        <TextInput
          size="S"
          value={value === undefined ? '' : String(value)}
          onChange={(event) => set(event.target.value)}
        />
      )}
    </Field.Root>
  );
}
