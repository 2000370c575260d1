import { Box, Field, Flex, Grid, SingleSelect, SingleSelectOption, TextInput } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { DEVICES } from '../../../contracts/preview';
import { useDefinitions } from '../inputs/definitions';
import { KeysPicker } from '../inputs/KeyPicker';
import { useSay } from '../text/text';
import { InstantField } from '../variants/schedule/InstantField';
import { ownZone } from '../variants/schedule/zoned';
import { useTesseraLocalesQuery } from './api';
import { type Choice, isPage, WHO } from './choice';
import { VisitorPicker } from './VisitorPicker';

interface Props {
  readonly choice: Choice;
  readonly onChange: (part: Partial<Choice>) => void;
}

/** Which page, as whom, on what, in which language and when. */
export function Controls({ choice, onChange }: Props) {
  const say = useSay();
  const { data: locales = [] } = useTesseraLocalesQuery();
  const zone = ownZone();
  return (
    <Box background="neutral0" hasRadius shadow="tableShadow" borderColor="neutral150" padding={5}>
      <Grid.Root gap={4}>
        <Labelled
          label={say('preview.page')}
          hint={say('preview.page.hint')}
          error={isPage(choice.page) ? undefined : say('preview.page.wrong')}
          width={6}
        >
          <TextInput
            value={choice.page}
            onChange={({ target }: { target: { value: string } }) => onChange({ page: target.value.trim() })}
          />
        </Labelled>
        <Labelled label={say('preview.who')} width={6}>
          <SingleSelect
            value={choice.who}
            onChange={(value) => onChange({ who: WHO.find((one) => one === value) ?? 'nobody' })}
          >
            {WHO.map((who) => (
              <SingleSelectOption key={who} value={who}>
                {say(`preview.who.${who}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Labelled>
        {choice.who === 'segments' && <Segments choice={choice} onChange={onChange} />}
        {choice.who === 'visitor' && (
          <Grid.Item col={12} direction="column" alignItems="stretch">
            <VisitorPicker
              value={choice.visitor}
              onChange={(visitor, device) => onChange({ visitor, ...(device ? { device } : {}) })}
            />
          </Grid.Item>
        )}
        <Labelled label={say('preview.device')} width={4}>
          <SingleSelect
            value={choice.device}
            onChange={(value) => onChange({ device: DEVICES.find((one) => one === value) ?? 'desktop' })}
          >
            {DEVICES.map((device) => (
              <SingleSelectOption key={device} value={device}>
                {say(`preview.device.${device}`)}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Labelled>
        <Labelled label={say('preview.locale')} width={4}>
          <SingleSelect
            value={choice.locale}
            placeholder={say('preview.locale.page')}
            onChange={(value) => onChange({ locale: String(value) })}
            onClear={() => onChange({ locale: null })}
            clearLabel={say('preview.locale.clear')}
          >
            {locales.map(({ code, name }) => (
              <SingleSelectOption key={code} value={code}>
                {name}
              </SingleSelectOption>
            ))}
          </SingleSelect>
        </Labelled>
        <Grid.Item col={4} s={12} direction="column" alignItems="stretch">
          <InstantField
            label={say('preview.at', { zone })}
            hint={say('preview.at.hint')}
            value={choice.at}
            zone={zone}
            onChange={(at) => onChange({ at })}
          />
        </Grid.Item>
      </Grid.Root>
    </Box>
  );
}

function Segments({ choice, onChange }: Props) {
  const say = useSay();
  const definitions = useDefinitions('segment');
  return (
    <Labelled label={say('preview.segments')} hint={say('preview.segments.hint')} width={12}>
      <KeysPicker
        definitions={definitions}
        label={say('preview.segments')}
        value={choice.segments}
        onChange={(segments) => onChange({ segments })}
      />
    </Labelled>
  );
}

function Labelled(props: {
  label: string;
  hint?: string;
  error?: string | undefined;
  width: number;
  children: ReactNode;
}) {
  const { label, hint, error, width, children } = props;
  return (
    <Grid.Item col={width} s={12} direction="column" alignItems="stretch">
      <Field.Root hint={hint} error={error}>
        <Flex direction="column" alignItems="stretch" gap={1}>
          <Field.Label>{label}</Field.Label>
          {children}
          <Field.Error />
          <Field.Hint />
        </Flex>
      </Field.Root>
    </Grid.Item>
  );
}
