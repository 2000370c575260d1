import { Badge, Box, Checkbox, Flex, Typography } from '@strapi/design-system';
import { useId } from 'react';
import { styled } from 'styled-components';
import { useSay } from '../../text/text';
import type { Choice, ChoiceGroup } from './choices';
import type { Added } from './use-adding';

interface Props {
  readonly groups: readonly ChoiceGroup[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (keys: readonly string[], yes: boolean) => void;
  readonly existing: ReadonlySet<string>;
  readonly results: Readonly<Record<string, Added>>;
  readonly disabled: boolean;
}

/** Ready-made signals in groups, with a checkbox each; those that exist can't be chosen. */
export function ChoiceList({ groups, chosen, onChoose, existing, results, disabled }: Props) {
  const say = useSay();
  const isFree = ({ signal: { key } }: Choice) => !existing.has(key) && results[key]?.kind !== 'added';
  const free = groups.flatMap(({ choices }) => choices.filter(isFree).map(({ signal }) => signal.key));
  const chosenOfFree = free.filter((key) => chosen.has(key)).length;
  const all = free.length > 0 && chosenOfFree === free.length;
  return (
    <>
      {free.length > 0 && (
        <Checkbox
          checked={all ? true : chosenOfFree > 0 ? 'indeterminate' : false}
          onCheckedChange={() => onChoose(free, !all)}
          disabled={disabled}
        >
          {say('signals.ready.choose')}
        </Checkbox>
      )}
      {groups.map(({ group, choices }) => (
        <Group key={group} tag="fieldset" direction="column" alignItems="stretch" gap={2}>
          <Typography tag="legend" paddingBottom={2} variant="sigma" textColor="neutral600">
            {say(`signals.ready.group.${group}`)}
          </Typography>
          {choices.map((choice) => (
            <Line
              key={choice.signal.key}
              choice={choice}
              checked={chosen.has(choice.signal.key) && isFree(choice)}
              exists={existing.has(choice.signal.key)}
              result={results[choice.signal.key]}
              disabled={disabled}
              onChoose={(yes) => onChoose([choice.signal.key], yes)}
            />
          ))}
        </Group>
      ))}
    </>
  );
}

/** Browsers draw a frame around a group of controls. */
const Group = styled(Flex)`
  border: none;
  margin: 0;
  padding: 0;
`;

interface LineProps {
  readonly choice: Choice;
  readonly checked: boolean;
  readonly exists: boolean;
  readonly result: Added | undefined;
  readonly disabled: boolean;
  readonly onChoose: (yes: boolean) => void;
}

function Line({ choice: { name, about, signal }, checked, exists, result, disabled, onChoose }: LineProps) {
  const say = useSay();
  const id = useId();
  const added = result?.kind === 'added';
  const state = added ? say('signals.ready.added') : exists ? say('signals.ready.exists') : null;
  return (
    <Box>
      <Flex gap={2}>
        <Checkbox
          checked={checked}
          onCheckedChange={(yes) => onChoose(yes === true)}
          disabled={disabled || exists || added}
          aria-describedby={id}
        >
          {name}
        </Checkbox>
        {state && <Badge>{state}</Badge>}
      </Flex>
      <Box id={id} paddingLeft={7}>
        <Typography variant="pi" textColor="neutral600" tag="p">
          {about} <code>{signal.key}</code>
        </Typography>
        {result?.kind === 'failed' && (
          <Typography variant="pi" textColor="danger600" tag="p">
            {result.reason}
          </Typography>
        )}
      </Box>
    </Box>
  );
}
