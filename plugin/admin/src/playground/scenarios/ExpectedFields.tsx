import { Field, Flex, Grid, SingleSelect, SingleSelectOption, Typography } from '@strapi/design-system';
import { DEFAULT_VARIANT } from '@tessera/model';
import type { ReactNode } from 'react';
import type { Expected } from '../../../../contracts/playground';
import type { VisitorView } from '../../../../contracts/simulate';
import { ShowMore } from '../../shared/ShowMore';
import { useSay } from '../../text/text';
import { expecting } from '../core/expectation';
import { useNames } from '../use-names';

interface Props {
  readonly view: VisitorView;
  readonly expected: Expected;
  readonly onChange: (expected: Expected) => void;
}

const EITHER = 'either';

/** For every segment: in, out or either; for every slot: which variant, or any. */
export function ExpectedFields({ view, expected, onChange }: Props) {
  const say = useSay();
  const nameOf = useNames();
  const { segments, slots } = expected;
  return (
    <>
      <Part title={say('playground.segments')}>
        <ShowMore items={view.explanation.segments} step={12}>
          {(shown) => (
            <Grid.Root gap={3}>
              {shown.map(({ key, name }) => (
                <Choice
                  key={key}
                  label={name}
                  value={segments[key] === undefined ? EITHER : segments[key] ? 'in' : 'out'}
                  options={[
                    [EITHER, say('playground.either')],
                    ['in', say('playground.in')],
                    ['out', say('playground.out')],
                  ]}
                  onChoose={(value) =>
                    onChange({
                      ...expected,
                      segments: expecting(segments, key, value === EITHER ? null : value === 'in'),
                    })
                  }
                />
              ))}
            </Grid.Root>
          )}
        </ShowMore>
      </Part>
      <Part title={say('playground.decisions')}>
        <ShowMore items={view.explanation.slots} step={12}>
          {(shown) => (
            <Grid.Root gap={3}>
              {shown.map(({ slot, name, candidates }) => (
                <Choice
                  key={slot}
                  label={name}
                  value={slots[slot] ?? EITHER}
                  options={[
                    [EITHER, say('playground.any')],
                    [DEFAULT_VARIANT, nameOf('variant', DEFAULT_VARIANT)],
                    ...candidates.map(({ variant, name: words }) => [variant, words] as const),
                  ]}
                  onChoose={(value) =>
                    onChange({ ...expected, slots: expecting(slots, slot, value === EITHER ? null : value) })
                  }
                />
              ))}
            </Grid.Root>
          )}
        </ShowMore>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Flex direction="column" alignItems="stretch" gap={3}>
      <Typography tag="h3" variant="delta">
        {title}
      </Typography>
      {children}
    </Flex>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChoose: (value: string) => void;
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  return (
    <Grid.Item col={6} xs={12} direction="column" alignItems="stretch">
      <Field.Root>
        <Field.Label>{label}</Field.Label>
        <SingleSelect size="S" value={value} onChange={(chosen) => onChoose(String(chosen))}>
          {options.map(([one, words]) => (
            <SingleSelectOption key={one} value={one}>
              {words}
            </SingleSelectOption>
          ))}
        </SingleSelect>
      </Field.Root>
    </Grid.Item>
  );
}
